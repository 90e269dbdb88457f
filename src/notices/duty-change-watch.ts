import type { ConfirmationRule } from '../domain/notice/duty-confirmation.ts';
import {
  type DutyByPerson,
  type DutyChange,
  dutyByPerson,
  shadowsByPerson,
} from '../domain/schedule/compare-duty.ts';
import type { ScheduleInForce } from '../domain/schedule/schedule.ts';
import {
  cutDuty,
  type DutyDifference,
  dutyDifferences,
  withMore,
  withTold,
} from '../domain/schedule/told-duty.ts';
import type { ScheduleStore } from '../planning/schedule-store.ts';
import type { Clock } from '../runtime/clock.ts';
import { type Instant, type Interval, SECOND } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import { type RecurringWork, recurringWork } from '../runtime/recurring-work.ts';
import type { Confirmations } from './confirmations.ts';
import { eventsOf, type Found } from './duty-change-events.ts';
import type { KnownDuty, KnownDutyStore, PlanningEntry } from './known-duty.ts';

export interface DutyChangeWatchDependencies {
  readonly known: KnownDutyStore;
  readonly scheduleNames: () => Promise<ReadonlyMap<string, string>>;
  readonly schedules: ScheduleStore;
  readonly confirmations: Pick<Confirmations, 'rules'>;
  /** Of schedules without one of their own. */
  readonly rule: ConfirmationRule;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onDomainEvent: () => void;
  readonly crash: (error: unknown) => void;
}

const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
/** The planning may be changed by another process, as `vigie replace`. */
const LOOK_EVERY = 5 * SECOND;
/** So far ahead people know their duty: what is planned beyond is no change to them. */
const AHEAD = 92 * DAY;
/** Whoever plans clicks many times: later duty is told once this long nothing more was changed… */
const QUIET = 10 * MINUTE;
/** …or so long after the first change. */
const LONGEST_GATHERING = 60 * MINUTE;

/** Changes of later duty that are still being gathered. */
interface Gathering {
  readonly beganAt: Instant;
  readonly lastAt: Instant;
  /** What it was at the last look: the same again is no new change. */
  readonly print: string;
}

/**
 * Sees to it that whoever gains or loses duty is told, whatever changed it: a click, a swap, an absence, a calendar, an
 * undo, a rotation, a file. What holds is compared with what people know, so no way of changing a planning can forget it.
 */
export function createDutyChangeWatch(dependencies: DutyChangeWatchDependencies): RecurringWork {
  const { known, schedules, clock } = dependencies;
  /** Null: the first look of this process, at everything. */
  let seenEntry: number | null = null;
  const gatherings = new Map<string, Gathering>();
  /** Who changed a schedule last, for what is still to be told. */
  const actors = new Map<string, string | null>();
  let wholeLookAt: Instant = 0;
  let gatheredLookAt: Instant = 0;

  async function look(): Promise<Instant> {
    const now = clock.now();
    const latest = await known.latestEntry();
    const entries = seenEntry === null ? [] : await known.entriesAfter(seenEntry);
    const everything = seenEntry === null || now >= wholeLookAt || entries.some(bearsOnAll);
    const gathered = now >= gatheredLookAt ? [...gatherings.keys()] : [];
    const concerned = new Set([...entries.map(({ subjectId }) => subjectId), ...gathered]);
    if (everything || concerned.size > 0) await compare(everything ? null : concerned, entries, now);
    if (everything) wholeLookAt = now + DAY;
    if (now >= gatheredLookAt) gatheredLookAt = now + MINUTE;
    seenEntry = latest;
    return now + LOOK_EVERY;
  }

  /** `only` null: every schedule, those that are deleted too. */
  async function compare(
    only: ReadonlySet<string> | null,
    entries: readonly PlanningEntry[],
    now: Instant,
  ): Promise<void> {
    const [kept, names, rules] = await Promise.all([
      known.all(),
      dependencies.scheduleNames(),
      dependencies.confirmations.rules(),
    ]);
    const ids = [...new Set([...names.keys(), ...(kept ?? []).map(({ scheduleId }) => scheduleId)])];
    const found: Found[] = [];
    const changed: KnownDuty[] = [];
    const forgotten: string[] = [];
    for (const id of ids.filter((one) => only === null || only.has(one))) {
      noteActor(id, entries);
      const limit = (rules.get(id) ?? dependencies.rule).limitSeconds * SECOND;
      const one = await compareOne(id, kept, now, limit);
      found.push(...one.found.map((each) => ({ ...each, by: actors.get(id) ?? null })));
      if (one.known === null) forgotten.push(id);
      else if (one.known !== 'same') changed.push(one.known);
      if (!gatherings.has(id)) actors.delete(id);
    }
    if (kept !== null && changed.length + forgotten.length + found.length === 0) return;
    await known.keep(changed, forgotten, eventsOf(found), now);
    if (found.length > 0) dependencies.onDomainEvent();
  }

  async function compareOne(id: string, kept: readonly KnownDuty[] | null, now: Instant, limit: number) {
    const schedule = await schedules.schedule(id, now);
    const before = kept?.find(({ scheduleId }) => scheduleId === id) ?? null;
    const until = before?.until ?? now + AHEAD;
    const holds = lines(schedule, now, until);
    // Before the first start nobody was told anything, and what holds by then is what people know.
    const old =
      kept === null
        ? holds
        : {
            duties: cutDuty(before?.duties ?? NOBODY, now, until),
            shadows: cutDuty(before?.shadows ?? NOBODY, now, until),
          };
    const all = [
      ...dutyDifferences(old.duties, holds.duties),
      ...dutyDifferences(old.shadows, holds.shadows).map((one) => ({ ...one, isShadow: true as const })),
    ];
    const atOnce = all.filter(({ startAt }) => startAt <= now + limit);
    const later = all.filter(({ startAt }) => startAt > now + limit);
    const ripe = isRipe(id, later, now) ? later : [];
    const told = [...atOnce, ...ripe];
    const label = {
      schedule: schedule?.name ?? before?.name ?? id,
      timeZone: schedule?.timeZone ?? before?.timeZone ?? 'UTC',
    };
    const published = ripe.length > 0 ? await known.publishedSince(id, now - 2 * LONGEST_GATHERING) : [];
    const found = [
      ...atOnce.map((difference) => ({ ...label, difference, atOnce: true })),
      ...ripe
        .filter((one) => !published.some((change) => tells(change, one)))
        .map((difference) => ({ ...label, difference, atOnce: false })),
    ];
    if (!schedule) return { found, known: gatherings.has(id) ? ('same' as const) : null };
    const grows = until < now + AHEAD - DAY;
    if (before && told.length === 0 && !grows) return { found, known: 'same' as const };
    const more = lines(grows ? schedule : null, until, now + AHEAD);
    const ofShadows = told.filter(({ isShadow }) => isShadow);
    const ofDuties = told.filter(({ isShadow }) => !isShadow);
    const after: KnownDuty = {
      scheduleId: id,
      name: schedule.name,
      timeZone: schedule.timeZone,
      duties: withMore(withTold(old.duties, ofDuties), more.duties),
      shadows: withMore(withTold(old.shadows, ofShadows), more.shadows),
      until: grows ? now + AHEAD : until,
    };
    return { found, known: after };
  }

  /** Whether later duty is told now, or may still be changed on. */
  function isRipe(id: string, later: readonly DutyDifference[], now: Instant): boolean {
    if (later.length === 0) {
      gatherings.delete(id);
      return false;
    }
    const print = JSON.stringify(later);
    const before = gatherings.get(id);
    const beganAt = before?.beganAt ?? now;
    const lastAt = before?.print === print ? before.lastAt : now;
    const ripe = now >= Math.min(lastAt + QUIET, beganAt + LONGEST_GATHERING);
    if (ripe) gatherings.delete(id);
    else gatherings.set(id, { beganAt, lastAt, print });
    return ripe;
  }

  function noteActor(id: string, entries: readonly PlanningEntry[]): void {
    const own = entries.findLast(({ subject, subjectId }) => subject === 'schedules' && subjectId === id);
    const last = own ?? entries.findLast(bearsOnAll);
    if (last) actors.set(id, last.subject === 'absence calendars' ? null : last.actor);
  }

  return recurringWork(dependencies, 'duty changes', look);
}

const NOBODY: DutyByPerson = new Map();

/** Who has duty, and who learns beside them. */
function lines(
  schedule: ScheduleInForce | null,
  from: Instant,
  to: Instant,
): Pick<KnownDuty, 'duties' | 'shadows'> {
  if (schedule === null) return { duties: NOBODY, shadows: NOBODY };
  return { duties: dutyByPerson(schedule, from, to), shadows: shadowsByPerson(schedule, from, to) };
}

/** Absences and people in time count on every schedule. */
function bearsOnAll({ subject }: PlanningEntry): boolean {
  return subject !== 'schedules';
}

/** Whether a publication told of it: its readers were sent to the page, where all of it is. */
function tells(change: DutyChange, { personId, startAt, endAt }: DutyDifference): boolean {
  const spans: readonly Interval[] = change.kind === 'changed' ? [change, change.before] : [change];
  return change.personId === personId && spans.some((one) => one.startAt < endAt && startAt < one.endAt);
}
