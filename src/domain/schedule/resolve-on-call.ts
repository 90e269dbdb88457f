import type { Instant } from '../../runtime/instant.ts';
import type { Assignment } from './assignment.ts';
import { dutyAt } from './duty.ts';
import type { OnCall, OnCallReason, ScheduleInForce } from './schedule.ts';

/** No further than this is a handoff looked for: two years. */
const FAR_AHEAD = 2 * 366 * 24 * 60 * 60 * 1000;

/**
 * Who is on duty at `at`, in ringing order, until when and why. Precedence: override > planned shift > rotation, the top
 * one first; who is absent is skipped. `until` is the instant at which that person's duty for that reason ends, whatever
 * others do meanwhile: shifts that touch count as one, turns do not. Null: it never ends.
 */
export function onCallAt(schedule: ScheduleInForce, at: Instant): readonly OnCall[] {
  return dutyAt(schedule, at).value.onDuty.map((one) => ({
    personId: one.personId,
    until: endOfDuty(schedule, one, at),
    reason: one.reason,
  }));
}

/**
 * The next instant after `at` at which other people are on duty than just before; null when there is none within two
 * years.
 */
export function nextHandoff(schedule: ScheduleInForce, at: Instant): Instant | null {
  const now = dutyAt(schedule, at);
  const people = peopleOf(now.value.onDuty);
  for (let edge = now.endAt; edge < at + FAR_AHEAD; ) {
    const later = dutyAt(schedule, edge);
    if (peopleOf(later.value.onDuty) !== people) return edge;
    edge = later.endAt;
  }
  return null;
}

/** What put the person there ends some day: a turn, a shift or an override. So does the search. */
function endOfDuty(schedule: ScheduleInForce, one: Assignment, at: Instant): Instant | null {
  let until = dutyAt(schedule, at).endAt;
  while (Number.isFinite(until)) {
    const later = dutyAt(schedule, until);
    if (!later.value.onDuty.some((other) => isSameDuty(other, one))) return until;
    until = later.endAt;
  }
  return null;
}

function isSameDuty(a: Assignment, b: Assignment): boolean {
  return a.personId === b.personId && a.turn === b.turn && isSameReason(a.reason, b.reason);
}

function isSameReason(a: OnCallReason, b: OnCallReason): boolean {
  switch (a.kind) {
    case 'planned-shift':
      return b.kind === 'planned-shift';
    case 'rotation':
      return b.kind === 'rotation' && a.rotationId === b.rotationId && a.coversId === b.coversId;
    case 'override':
      return (
        b.kind === 'override' &&
        a.action === b.action &&
        a.replacesId === b.replacesId &&
        a.madeBy === b.madeBy
      );
    case 'shadow':
      return b.kind === 'shadow' && a.besideId === b.besideId;
  }
}

function peopleOf(onDuty: readonly Assignment[]): string {
  return JSON.stringify(onDuty.map(({ personId }) => personId).sort());
}
