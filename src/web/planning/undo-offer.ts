import { mayAboutSchedule } from '../../domain/permissions.ts';
import type { Override } from '../../domain/schedule/schedule.ts';
import type { ScheduleStore } from '../../planning/schedule-store.ts';
import type { Instant } from '../../runtime/instant.ts';
import { phrasesIn, wallTime } from '../../words/phrases.ts';
import type { RequestContext } from '../request-context.ts';
import { readExchange, readOverride, writeOverride } from './undo-keys.ts';

/** What was just done, and the one click that takes it back; it stands on the page that follows, whichever that is. */
export interface UndoOffer {
  readonly action: string;
  readonly field: 'override' | 'shifts';
  readonly value: string;
  readonly back: string;
  /** From when to when a replacement counts; null: the page says what was done. */
  readonly said: string | null;
}

type Reader = RequestContext & { readonly dependencies: { readonly schedules: ScheduleStore } };

/** Null: nothing was done, it cannot be taken back any more, or the visitor may not. */
export async function undoOffer(context: Reader): Promise<UndoOffer | null> {
  const { request, dependencies, me, now } = context;
  const [kind, scheduleId = '', value = ''] = String(request.query.undo ?? '').split('.');
  if (me === null || value === '') return null;
  const teams = await dependencies.reader.scheduleTeams();
  if (!teams.has(scheduleId)) return null;
  const actor = { personId: me.person.id, role: me.person.role, teamIds: me.teamIds };
  const mayPlan = mayAboutSchedule('planning.edit', actor, teams.get(scheduleId) ?? null);
  const offered = { value, back: backHere(context) };
  const action = `/planning/${scheduleId}/undo`;
  if (kind === 'shifts')
    return mayPlan && readExchange(value) ? { action, field: 'shifts', ...offered, said: null } : null;
  const override = readOverride(value);
  const schedule = await dependencies.schedules.schedule(scheduleId, now);
  if (override === null || schedule === null || override.endAt <= now) return null;
  if (!schedule.overrides.some((one) => writeOverride(one) === value)) return null;
  if (!mayPlan && !isOwn(override, me.person)) return null;
  const said = whenItCounts(context, override, schedule.timeZone);
  return { action: mayPlan ? action : '/my/take/undo', field: 'override', ...offered, said };
}

/** Whoever took a duty over may give it back as long as nobody else has changed that. */
export function isOwn(override: Override, person: { readonly id: string; readonly name: string }): boolean {
  return (
    override.action === 'takes-over' && override.personId === person.id && override.madeBy === person.name
  );
}

function whenItCounts(
  { t, language, now }: RequestContext,
  { startAt, endAt }: Override,
  zone: string,
): string {
  const phrases = phrasesIn(language);
  const wall = (at: Instant) => wallTime(at, zone);
  const until = phrases.until(wall(endAt), wall(now));
  return startAt <= now
    ? t.planning.countsNow(until)
    : t.planning.countsThen(phrases.from(wall(startAt), wall(now)), until);
}

/** This page, without what only tells what was done. */
function backHere({ request }: RequestContext): string {
  const { searchParams, pathname } = new URL(request.originalUrl, 'http://here');
  searchParams.delete('undo');
  searchParams.delete('done');
  searchParams.delete('warned');
  const query = searchParams.toString();
  return query === '' ? pathname : `${pathname}?${query}`;
}
