import type { ManagedSchedule } from '../../domain/items/configuration.ts';
import type { ScheduleInForce } from '../../domain/schedule/schedule.ts';
import { replacementSpans } from '../../planning/replacement-spans.ts';
import {
  exchangeShifts,
  fitOverrides,
  putOnDuty,
  replacePerson,
  takeOffDuty,
  undoOverride,
} from '../../planning/schedule-edits.ts';
import type { Interval } from '../../runtime/instant.ts';
import { fail } from '../../runtime/result.ts';
import { validationError } from '../forms/validation-errors.ts';
import { type MemberChangeContext, notFound, param, type Reply } from '../request-context.ts';
import { showDuty } from './duty-pages.ts';
import { ruleInWords } from './rule-words.ts';
import { answerChange, backPath, type ChangeRefusal, scheduleEdit } from './take-edit.ts';
import { readInstant, readLocal } from './times.ts';
import { readExchange, readOverride, undoParam, writeOverride } from './undo-keys.ts';

/** Lets somebody stand in for somebody: for all that is left of a duty, or for the part that was chosen. */
export async function replace(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, now } = context;
  const scheduleId = param(context, 'schedule');
  const schedule = (await dependencies.schedules.schedule(scheduleId, now)) ?? notFound();
  const duty = readDuty(context);
  if (duty === null) return notFound();
  const again = (path: string, message: string) =>
    showDuty(context, { ...duty, back: backPath(context), validationErrors: validationError(path, message) });
  const time = chosenTime(context, schedule, duty);
  if ('wrong' in time) return again(time.wrong, context.t.planning.noSuchTime);
  // What cannot wait is decided on whatever the schedule is by now.
  const edit = { ...scheduleEdit(context), basedOn: null };
  const outcome = await replacing(context, edit, time);
  const isAsked = fields.text('span') !== '' && !outcome.ok && outcome.error.kind === 'invalid';
  if (isAsked) {
    const people = await dependencies.reader.people();
    const [violation] = outcome.error.violations;
    const nameOf = (id: string) => people.get(id)?.name ?? id;
    return again('end', violation ? ruleInWords(violation, nameOf, context.language) : '');
  }
  return answerChange(context, outcome, 'replaced', ({ schedule: after }) => undoOfLast(scheduleId, after));
}

/** By which the override that was made last is taken back. */
export function undoOfLast(scheduleId: string, { overrides }: Pick<ManagedSchedule, 'overrides'>): string {
  const made = overrides.at(-1);
  return made ? undoParam('override', scheduleId, writeOverride(made)) : '';
}

function replacing(
  { dependencies: { configuration }, fields }: MemberChangeContext,
  edit: Parameters<typeof replacePerson>[1],
  time: Interval,
) {
  const [personId, replaces] = [fields.text('person'), fields.text('replaces')];
  const replacesId = replaces === '' ? null : replaces;
  if (personId === 'nobody') return takeOffDuty(configuration, edit, { ...time, replacesId });
  if (fields.text('how') === 'too') return putOnDuty(configuration, edit, { ...time, personId });
  return replacePerson(configuration, edit, { ...time, personId, replacesId });
}

/** The duty that the page showed. Null: it shows none. */
function readDuty({ fields }: MemberChangeContext) {
  const [from, to] = [readInstant(fields.text('fromAt')), readInstant(fields.text('toAt'))];
  return from === null || to === null ? null : { personId: fields.text('replaces'), from, to };
}

/** What was chosen of it; what stands in fields that were not chosen counts for nothing. */
function chosenTime(
  { fields, now }: MemberChangeContext,
  { timeZone }: ScheduleInForce,
  duty: { readonly from: number; readonly to: number },
): Interval | { readonly wrong: 'start' | 'end' } {
  const [whole, ...parts] = replacementSpans({ startAt: duty.from, endAt: duty.to }, now, timeZone);
  const left = whole ?? { startAt: now, endAt: duty.to };
  if (fields.text('span') !== 'other')
    return parts.find(({ name }) => name === fields.text('span')) ?? { ...left };
  const at = (name: string, blank: number) =>
    fields.text(name) === '' ? blank : readLocal(fields.text(name), timeZone);
  const [startAt, endAt] = [at('start', left.startAt), at('end', left.endAt)];
  if (startAt === null) return { wrong: 'start' };
  if (endAt === null || endAt <= Math.max(startAt, now)) return { wrong: 'end' };
  return { startAt: Math.max(startAt, now), endAt };
}

/** Takes a replacement back, or what was just planned, moved or copied. */
export async function undo(context: MemberChangeContext): Promise<Reply> {
  const { fields, dependencies } = context;
  const edit = { ...scheduleEdit(context), basedOn: null };
  const exchange = fields.has('shifts') ? readExchange(fields.text('shifts')) : null;
  if (exchange !== null)
    return answerChange(context, await exchangeShifts(dependencies.configuration, edit, exchange), 'undone');
  const unwanted = readOverride(fields.text('override'));
  const outcome = unwanted
    ? await undoOverride(dependencies.configuration, edit, unwanted)
    : fail<ChangeRefusal>({
        kind: 'invalid',
        violations: [{ path: [], rule: 'override-exists', about: '' }],
      });
  return answerChange(context, outcome, 'undone');
}

/** Replacements that a moved handoff left behind get the times of their duties. */
export async function fitReplacements(context: MemberChangeContext): Promise<Reply> {
  const edit = { ...scheduleEdit(context), basedOn: null };
  return answerChange(context, await fitOverrides(context.dependencies.configuration, edit), 'saved');
}
