import { Document, isMap, visit } from 'yaml';
import { printMoment } from '../../domain/items/moment.ts';
import type { Assignment, PlanningProblem } from '../../domain/planning-proposal/problem.ts';
import type { PlannedShift, Schedule } from '../../domain/schedule/schedule.ts';
import type { Interval } from '../../runtime/instant.ts';
import { keptShifts } from './build-problem.ts';

/** The shifts that a proposal means, in order. A duty of several pieces is as many shifts. */
export function shiftsOf(
  problem: PlanningProblem,
  assignments: readonly Assignment[],
): readonly PlannedShift[] {
  const slots = new Map(problem.slots.map((slot) => [slot.id, slot]));
  return assignments
    .flatMap(({ slotId, personId }) =>
      (slots.get(slotId)?.pieces ?? []).map(({ startAt, endAt }) => ({ personId, startAt, endAt })),
    )
    .toSorted((a, b) => a.startAt - b.startAt);
}

/**
 * The schedule with the proposal in its place, for `vigie import`. Its shifts become the only ones, so those outside
 * the period are in it too.
 */
export function writeProposal(
  schedule: Schedule,
  period: Interval,
  proposed: readonly PlannedShift[],
): string {
  const { timeZone } = schedule;
  const shifts = [...keptShifts(schedule, period), ...proposed].toSorted((a, b) => a.startAt - b.startAt);
  const document = new Document({
    schedules: {
      [schedule.id]: {
        shifts: shifts.map(({ personId, startAt, endAt }) => ({
          person: personId,
          start: printMoment(startAt, timeZone),
          end: printMoment(endAt, timeZone),
        })),
      },
    },
  });
  visit(document, {
    Seq(_key, list) {
      for (const item of list.items) if (isMap(item)) item.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 });
}
