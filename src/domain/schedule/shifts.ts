import type { Instant, Interval } from '../../runtime/instant.ts';
import type { Assignment } from './assignment.ts';
import { type Duty, dutyAt } from './duty.ts';
import type { OnCallReason, ScheduleInForce } from './schedule.ts';

/** A person on duty without a break, for one reason. */
export interface DutyShift extends Interval {
  readonly personId: string;
  readonly reason: OnCallReason;
}

/** Not an end yet: every shift has one, and by the end of the walk it is known. */
const UNKNOWN = Number.POSITIVE_INFINITY;

/** A shift on the way through time: what it is of, and its end when that has been reached. */
interface Found {
  readonly one: Assignment;
  readonly startAt: Instant;
  endAt: Instant;
}

/**
 * Every shift that lies in `[from, to)` or reaches into it, whole: also where it began before or ends after. In the order
 * of their starts, then of ringing. Each turn, planned shift or override makes its own, in parts when something cuts it;
 * so each ends, and no choice of `from` and `to` changes one.
 */
export function shiftsBetween(schedule: ScheduleInForce, from: Instant, to: Instant): readonly DutyShift[] {
  return walk(schedule, from, to, ({ onDuty }) => onDuty);
}

/** The same of trainees whom no call rings, beside those on duty. */
export function shadowsBetween(schedule: ScheduleInForce, from: Instant, to: Instant): readonly DutyShift[] {
  return schedule.trainees.length === 0 ? [] : walk(schedule, from, to, ({ shadows }) => shadows);
}

/** Duty and, beside it, trainees: what is shown and told, and not what is counted. */
export function shiftsWithShadows(
  schedule: ScheduleInForce,
  from: Instant,
  to: Instant,
): readonly DutyShift[] {
  const shadows = shadowsBetween(schedule, from, to);
  const shifts = shiftsBetween(schedule, from, to);
  return shadows.length === 0 ? shifts : [...shifts, ...shadows].sort((a, b) => a.startAt - b.startAt);
}

type Choose = (duty: Duty) => readonly Assignment[];

function walk(schedule: ScheduleInForce, from: Instant, to: Instant, choose: Choose): readonly DutyShift[] {
  const found: Found[] = [];
  let open: readonly Found[] = [];
  for (let at = from; at < to || open.length > 0; ) {
    const { endAt, value } = dutyAt(schedule, at);
    const there = choose(value);
    for (const shift of open) if (!includes(there, shift.one)) shift.endAt = at;
    open = open.filter((shift) => shift.endAt === UNKNOWN);
    if (at < to) {
      const begun = there
        .filter((one) => !open.some((shift) => isSameShift(shift.one, one)))
        .map((one) => ({
          one,
          startAt: at === from ? startOf(schedule, one, at, choose) : at,
          endAt: UNKNOWN,
        }));
      found.push(...begun);
      open = [...open, ...begun];
    }
    at = endAt;
  }
  return found
    .map(({ one, startAt, endAt }) => ({ startAt, endAt, personId: one.personId, reason: one.reason }))
    .sort((a, b) => a.startAt - b.startAt);
}

function startOf(schedule: ScheduleInForce, one: Assignment, at: Instant, choose: Choose): Instant {
  let { startAt } = dutyAt(schedule, at);
  for (;;) {
    const before = dutyAt(schedule, startAt - 1);
    if (!includes(choose(before.value), one)) return startAt;
    startAt = before.startAt;
  }
}

function includes(onDuty: readonly Assignment[], one: Assignment): boolean {
  return onDuty.some((other) => isSameShift(other, one));
}

function isSameShift(a: Assignment, b: Assignment): boolean {
  return a.source === b.source && a.turn === b.turn && a.personId === b.personId && otherIn(a) === otherIn(b);
}

function otherIn({ reason }: Assignment): string | null {
  if (reason.kind === 'shadow') return reason.besideId;
  return reason.kind === 'rotation' ? reason.coversId : null;
}
