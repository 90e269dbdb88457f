import { MINUTE } from '../domain/labour/intervals.ts';
import { burdenOf, USUAL_WEIGHTS } from '../domain/planning-proposal/burden.ts';
import { peopleOf } from '../domain/schedule/people-of.ts';
import type { ScheduleInForce } from '../domain/schedule/schedule.ts';
import { shiftsBetween } from '../domain/schedule/shifts.ts';
import type { Instant, Interval } from '../runtime/instant.ts';
import { hourRule } from './clocks.ts';
import { type LabourSources, readRules } from './labour-sources.ts';
import type { RestDue } from './rest-due.ts';

/** A duty that falls into somebody's rest, and who could stand in meanwhile. */
export interface Relief extends Interval {
  readonly scheduleId: string;
  readonly scheduleName: string;
  readonly timeZone: string;
  readonly replacesId: string;
  /** The one who has carried least; null: nobody of the schedule is free. */
  readonly personId: string | null;
}

const DAY = 24 * 3_600_000;
/** What somebody carried lately decides who is asked first. */
const LATELY_MS = 60 * DAY;

/**
 * Proposes who stands in for somebody whose rest began anew: on call they could be woken again before they may come
 * back to work. As long as the rest goes on, of each duty that falls into it.
 */
export async function reliefsFor(
  sources: LabourSources,
  { personId, outcome }: RestDue,
  now: Instant,
): Promise<readonly Relief[]> {
  // People hand over at whole minutes.
  const rest = { startAt: now, endAt: Math.ceil(outcome.earliestReturnAt / MINUTE) * MINUTE };
  if (rest.endAt <= now || outcome.why === 'owed') return [];
  const [schedules, rulesOf] = await Promise.all([sources.schedules(now - LATELY_MS), readRules(sources)]);
  const rule = hourRule(rulesOf(personId).team);
  return schedules.flatMap((schedule) =>
    shiftsBetween(schedule, rest.startAt, rest.endAt)
      .filter((shift) => shift.personId === personId)
      .map((shift) => {
        const time = {
          startAt: Math.max(shift.startAt, rest.startAt),
          endAt: Math.min(shift.endAt, rest.endAt),
        };
        const free = [...peopleOf(schedule, now - LATELY_MS)].filter(
          (id) =>
            id !== personId &&
            !schedule.trainees.some((one) => one.personId === id) &&
            isFree(schedules, id, time),
        );
        const carried = (id: string) =>
          shiftsBetween(schedule, now - LATELY_MS, now)
            .filter((one) => one.personId === id)
            .reduce((sum, one) => sum + burdenOf(one, rule, USUAL_WEIGHTS), 0);
        const [first] = free
          .map((id) => ({ id, burden: carried(id) }))
          .toSorted((a, b) => a.burden - b.burden || (a.id < b.id ? -1 : 1));
        return {
          ...time,
          scheduleId: schedule.id,
          scheduleName: schedule.name,
          timeZone: schedule.timeZone,
          replacesId: personId,
          personId: first?.id ?? null,
        };
      }),
  );
}

/** Neither away nor on duty elsewhere, at any time of it. */
function isFree(schedules: readonly ScheduleInForce[], personId: string, time: Interval): boolean {
  const touches = (one: Interval) => one.startAt < time.endAt && time.startAt < one.endAt;
  return schedules.every(
    (schedule) =>
      !schedule.absences.some((absence) => absence.personId === personId && touches(absence)) &&
      !shiftsBetween(schedule, time.startAt, time.endAt).some((shift) => shift.personId === personId),
  );
}
