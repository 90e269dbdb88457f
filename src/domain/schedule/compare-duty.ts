import type { Instant, Interval } from '../../runtime/instant.ts';
import type { ScheduleInForce } from './schedule.ts';
import { type DutyShift, shadowsBetween, shiftsBetween } from './shifts.ts';

/** What a change of the planning is to one person. */
export type DutyChange = { readonly personId: string } & (
  | ({ readonly kind: 'added' } & Interval)
  | ({ readonly kind: 'removed' } & Interval)
  | ({ readonly kind: 'changed'; readonly before: Interval } & Interval)
);

/**
 * How the duty of each person differs within `[from, to)`, whatever puts them on duty: by person, then by time. Duty
 * that goes on without a break counts as one.
 */
export function compareDuty(
  before: ScheduleInForce,
  after: ScheduleInForce,
  from: Instant,
  to: Instant,
): readonly DutyChange[] {
  const old = dutyByPerson(before, from, to);
  const now = dutyByPerson(after, from, to);
  const people = [...new Set([...old.keys(), ...now.keys()])].sort();
  return people.flatMap((personId) => changesOf(personId, old.get(personId) ?? [], now.get(personId) ?? []));
}

/** Each person's duty without breaks, in the order of time. */
export type DutyByPerson = ReadonlyMap<string, readonly Interval[]>;

/** Each person's duty without breaks, cut at `from` and `to`. */
export function dutyByPerson(schedule: ScheduleInForce, from: Instant, to: Instant): DutyByPerson {
  return byPerson(shiftsBetween(schedule, from, to), from, to);
}

/** The same of trainees beside those on duty, whom no call rings. */
export function shadowsByPerson(schedule: ScheduleInForce, from: Instant, to: Instant): DutyByPerson {
  return byPerson(shadowsBetween(schedule, from, to), from, to);
}

function byPerson(shifts: readonly DutyShift[], from: Instant, to: Instant): DutyByPerson {
  const duties = new Map<string, Interval[]>();
  for (const { personId, startAt, endAt } of shifts) {
    const own = duties.get(personId) ?? [];
    const last = own.at(-1);
    const start = Math.max(startAt, from);
    const end = Math.min(endAt, to);
    if (last && start <= last.endAt)
      own[own.length - 1] = { startAt: last.startAt, endAt: Math.max(last.endAt, end) };
    else own.push({ startAt: start, endAt: end });
    duties.set(personId, own);
  }
  return duties;
}

/** Two duties that overlap are one that changed; what is left was added or removed. */
function changesOf(
  personId: string,
  before: readonly Interval[],
  after: readonly Interval[],
): readonly DutyChange[] {
  const left = before.filter((old) => !after.some((duty) => isSame(old, duty)));
  const come = after.filter((duty) => !before.some((old) => isSame(old, duty)));
  const changes: DutyChange[] = [];
  for (const duty of come) {
    const index = left.findIndex((old) => old.startAt < duty.endAt && duty.startAt < old.endAt);
    const [old] = index < 0 ? [] : left.splice(index, 1);
    changes.push(
      old ? { personId, kind: 'changed', ...duty, before: old } : { personId, kind: 'added', ...duty },
    );
  }
  changes.push(...left.map((old): DutyChange => ({ personId, kind: 'removed', ...old })));
  return changes.sort((a, b) => a.startAt - b.startAt);
}

function isSame(a: Interval, b: Interval): boolean {
  return a.startAt === b.startAt && a.endAt === b.endAt;
}
