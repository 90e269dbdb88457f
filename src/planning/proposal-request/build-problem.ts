import type { Interval } from '../../domain/instant.ts';
import type { Person } from '../../domain/person.ts';
import { burdenOf, dutyOf } from '../../domain/planning-proposal/burden.ts';
import type { HeavyHours } from '../../domain/planning-proposal/local-calendar.ts';
import type { Candidate, PlanningProblem } from '../../domain/planning-proposal/problem.ts';
import { slotsOf } from '../../domain/planning-proposal/turn.ts';
import type { PlannedShift, Schedule } from '../../domain/schedule/schedule.ts';
import type { PlanningRequest, RequestedPerson } from './request.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Duties further from the period than this meet none of its rules: a month and its longest run. */
const NEAR_DAYS = 62;

/** The problem that a request means for a schedule and a period. */
export function buildProblem(
  request: PlanningRequest,
  schedule: Schedule,
  period: Interval,
  people: ReadonlyMap<string, Person>,
): PlanningProblem {
  const holidays = new Set(request.holidays);
  const heavy: HeavyHours = {
    timeZone: schedule.timeZone,
    nightFrom: request.night.from,
    nightTo: request.night.to,
    isHoliday: (date) => holidays.has(date),
  };
  const kept = keptShifts(schedule, period);
  const past = pastBurdens(request, kept, period, heavy);
  return {
    slots: slotsOf(request.turns, period, heavy, request.weights),
    rules: request.rules,
    people: request.people.map(
      (requested): Candidate => ({
        personId: requested.personId,
        skills: people.get(requested.personId)?.skills ?? [],
        share: requested.share,
        wishes: requested.wishes,
        fixed: kept
          .filter((shift) => shift.personId === requested.personId && isNear(shift, period))
          .map((shift) => dutyOf([{ startAt: shift.startAt, endAt: shift.endAt }], heavy, request.weights)),
        pastBurden: past.get(requested) ?? 0,
      }),
    ),
  };
}

/** The shifts that a planning of the period leaves as they are: those that start before it or after it. */
export function keptShifts(schedule: Schedule, period: Interval): readonly PlannedShift[] {
  return schedule.shifts.filter(({ startAt }) => startAt < period.startAt || startAt >= period.endAt);
}

function isNear(shift: Interval, period: Interval): boolean {
  const near = NEAR_DAYS * DAY_MS;
  return shift.endAt > period.startAt - near && shift.startAt < period.endAt + near;
}

/**
 * The burden of the days before the period. Who joined since is taken to have carried, before, what the others did
 * on average for their shares: nobody has to make up for a time when they were not there.
 */
function pastBurdens(
  request: PlanningRequest,
  kept: readonly PlannedShift[],
  period: Interval,
  heavy: HeavyHours,
): ReadonlyMap<RequestedPerson, number> {
  const since = period.startAt - request.pastDays * DAY_MS;
  const carried = (person: RequestedPerson) =>
    kept
      .filter(
        ({ personId, startAt }) =>
          personId === person.personId && since <= startAt && startAt < period.startAt,
      )
      .reduce((sum, shift) => sum + burdenOf(shift, heavy, request.weights), 0);
  const absence = ({ joinedAt }: RequestedPerson) =>
    joinedAt === null || joinedAt <= since
      ? 0
      : (Math.min(joinedAt, period.startAt) - since) / (period.startAt - since);
  const present = request.people.filter((person) => absence(person) === 0);
  const shares = present.reduce((sum, { share }) => sum + share, 0);
  const perShare = shares === 0 ? 0 : present.reduce((sum, person) => sum + carried(person), 0) / shares;
  return new Map(
    request.people.map((person) => [person, carried(person) + absence(person) * person.share * perShare]),
  );
}
