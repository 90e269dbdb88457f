import type { Person } from '../../domain/person.ts';
import { burdenOf, dutyOf } from '../../domain/planning-proposal/burden.ts';
import type { HeavyHours } from '../../domain/planning-proposal/local-calendar.ts';
import type { Candidate, PlanningProblem, Wish } from '../../domain/planning-proposal/problem.ts';
import { slotsOf } from '../../domain/planning-proposal/slot-pattern.ts';
import { dayNumber } from '../../domain/schedule/calendar.ts';
import { holidaysOf } from '../../domain/schedule/holidays.ts';
import type { PlannedShift, Schedule, ScheduleInForce } from '../../domain/schedule/schedule.ts';
import { type DutyShift, shiftsBetween } from '../../domain/schedule/shifts.ts';
import type { Interval } from '../../runtime/instant.ts';
import type { PlanningRequest, RequestedPerson } from './request.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Duties further from the period than this meet none of its rules: a month and its longest run. */
const NEAR_DAYS = 62;

/** The problem that a request means for a schedule and a period. */
export function buildProblem(
  request: PlanningRequest,
  schedule: ScheduleInForce,
  period: Interval,
  people: ReadonlyMap<string, Person>,
): PlanningProblem {
  const heavy = heavyHours(request, schedule);
  const near = NEAR_DAYS * DAY_MS;
  const before = dutiesBegunIn(schedule, {
    startAt: period.startAt - Math.max(near, request.pastDays * DAY_MS),
    endAt: period.startAt,
  });
  const after = dutiesBegunIn(schedule, { startAt: period.endAt, endAt: period.endAt + near });
  const past = pastBurdens(request, before, period, heavy, people);
  return {
    slots: slotsOf(request.patterns, period, heavy, request.weights),
    rules: request.rules,
    people: request.people.map(
      (requested): Candidate => ({
        personId: requested.personId,
        skills: people.get(requested.personId)?.skills ?? [],
        share: requested.share,
        wishes: [
          ...requested.wishes,
          ...awayAs(schedule, requested.personId, {
            startAt: period.startAt - near,
            endAt: period.endAt + near,
          }),
        ],
        fixed: [...before, ...after]
          .filter((shift) => shift.personId === requested.personId && shift.endAt > period.startAt - near)
          .map((shift) => dutyOf([{ startAt: shift.startAt, endAt: shift.endAt }], heavy, request.weights)),
        pastBurden: past.get(requested) ?? 0,
      }),
    ),
  };
}

/** Holidays are the schedule's, and those that the request adds. */
function heavyHours(request: PlanningRequest, { timeZone, holidays }: ScheduleInForce): HeavyHours {
  const added = new Set(request.holidays.map(dayNumber));
  const isPublic = holidaysOf(holidays);
  const { from: nightFrom, to: nightTo } = request.night;
  return { timeZone, nightFrom, nightTo, isHoliday: (day) => added.has(day) || isPublic(day) };
}

/** Duty as it is in force, for whatever reason: a planning leaves alone what starts before or after its period. */
function dutiesBegunIn(schedule: ScheduleInForce, { startAt, endAt }: Interval): readonly DutyShift[] {
  return shiftsBetween(schedule, startAt, endAt).filter(
    (shift) => startAt <= shift.startAt && shift.startAt < endAt,
  );
}

/** Absences, and the time before somebody joins and after they leave. */
function awayAs(schedule: ScheduleInForce, personId: string, near: Interval): readonly Wish[] {
  return schedule.absences
    .filter((absence) => absence.personId === personId)
    .map(({ startAt, endAt }) => ({
      // Who has not joined has been away since ever.
      startAt: Math.max(startAt, near.startAt),
      endAt: Math.min(endAt, near.endAt),
      preference: 'unavailable' as const,
    }))
    .filter(({ startAt, endAt }) => startAt < endAt);
}

/** The planned shifts that a planning of the period leaves as they are: those that start before it or after it. */
export function keptShifts(schedule: Schedule, period: Interval): readonly PlannedShift[] {
  return schedule.shifts.filter(({ startAt }) => startAt < period.startAt || startAt >= period.endAt);
}

/** Who has been on duty in the year before the period. */
export function servedBefore(schedule: ScheduleInForce, period: Interval): readonly string[] {
  const shifts = shiftsBetween(schedule, period.startAt - 366 * DAY_MS, period.startAt);
  return [...new Set(shifts.map(({ personId }) => personId))].sort();
}

/**
 * The burden of the days before the period. Who joined since is taken to have carried, before, what the others did
 * on average for their shares: nobody has to make up for a time when they were not there.
 */
function pastBurdens(
  request: PlanningRequest,
  before: readonly DutyShift[],
  period: Interval,
  heavy: HeavyHours,
  people: ReadonlyMap<string, Pick<Person, 'joinsAt'>>,
): ReadonlyMap<RequestedPerson, number> {
  const since = period.startAt - request.pastDays * DAY_MS;
  const carried = (person: RequestedPerson) =>
    before
      .filter(({ personId, startAt }) => personId === person.personId && since <= startAt)
      .reduce((sum, shift) => sum + burdenOf(shift, heavy, request.weights), 0);
  const absence = (person: RequestedPerson) => {
    const joinedAt = person.joinedAt ?? people.get(person.personId)?.joinsAt ?? null;
    return joinedAt === null || joinedAt <= since
      ? 0
      : (Math.min(joinedAt, period.startAt) - since) / (period.startAt - since);
  };
  const present = request.people.filter((person) => absence(person) === 0);
  const shares = present.reduce((sum, { share }) => sum + share, 0);
  const perShare = shares === 0 ? 0 : present.reduce((sum, person) => sum + carried(person), 0) / shares;
  return new Map(
    request.people.map((person) => [person, carried(person) + absence(person) * person.share * perShare]),
  );
}
