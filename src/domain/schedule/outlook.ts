import type { Instant, Interval } from '../../runtime/instant.ts';
import { gaps } from './coverage.ts';
import { takingPart } from './people-of.ts';
import type { Rotation, ScheduleInForce } from './schedule.ts';
import { type DutyShift, shiftsBetween, shiftsWithShadows } from './shifts.ts';

/** What comes of a schedule in the weeks ahead. */
export interface Outlook {
  readonly shifts: readonly DutyShift[];
  readonly gaps: readonly Interval[];
  /** Everybody who takes part, in the order of the rotations. */
  readonly served: readonly Served[];
  /** Takes part, and would never be on duty, however long one waits: how turns and hours fall does not let them. */
  readonly never: readonly string[];
}

export interface Served {
  readonly personId: string;
  readonly times: number;
  readonly hours: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK_HOURS = 7 * 24;
/** The longest that one of each may be. */
const TURN_DAYS = { hours: 1, days: 1, weeks: 7, months: 31 } as const;
/** Longer cycles than this are not waited for. */
const LONGEST_CYCLE_DAYS = 800;

export function outlookOf(schedule: ScheduleInForce, from: Instant, to: Instant): Outlook {
  const shifts = shiftsBetween(schedule, from, to);
  const taking = [...new Set(takingPart(schedule.rotations))];
  const within = shifts.map((shift) => ({
    ...shift,
    startAt: Math.max(shift.startAt, from),
    endAt: Math.min(shift.endAt, to),
  }));
  const served = taking.map((personId) => {
    const own = within.filter((shift) => shift.personId === personId);
    const hours = own.reduce((sum, { startAt, endAt }) => sum + (endAt - startAt) / HOUR, 0);
    return { personId, times: own.length, hours: Math.round(hours) };
  });
  const idle = served.filter(({ times }) => times === 0).map(({ personId }) => personId);
  return {
    shifts: shiftsWithShadows(schedule, from, to),
    gaps: gaps(schedule, from, to),
    served,
    never: neverServing(schedule, idle, from),
  };
}

/** Those of whom a whole cycle of each of their rotations has no duty. */
function neverServing(schedule: ScheduleInForce, idle: readonly string[], from: Instant): readonly string[] {
  let never = idle;
  for (const rotation of schedule.rotations) {
    const isIn = new Set(takingPart([rotation]));
    if (!never.some((personId) => isIn.has(personId))) continue;
    const served = servedInCycle(schedule, rotation, from);
    never = never.filter((personId) => !isIn.has(personId) || served?.has(personId) === false);
  }
  return never;
}

/** Whom a cycle of this rotation, alone and with everybody present, has on duty. Null: it has none, or none is waited for. */
function servedInCycle(
  schedule: ScheduleInForce,
  rotation: Rotation,
  from: Instant,
): ReadonlySet<string> | null {
  const days = cycleDays(rotation);
  if (rotation.endDate !== null || days > LONGEST_CYCLE_DAYS) return null;
  const participants = rotation.participants.map((one) => ({ ...one, from: null, until: null }));
  const rotations = [{ ...rotation, participants }];
  const alone = { ...schedule, rotations, trainees: [], shifts: [], overrides: [], absences: [] };
  // The first turn may begin a while after its first day.
  const begins =
    Math.max(from, Date.parse(`${rotation.startDate}T00:00:00Z`)) + (TURN_DAYS[rotation.turn.unit] + 1) * DAY;
  return new Set(shiftsBetween(alone, begins, begins + days * DAY).map(({ personId }) => personId));
}

/** After so many days the same people have the same hours of the week again. */
function cycleDays({ turn, participants }: Rotation): number {
  // The calendar repeats after 28 years: a round of months is all that is waited for.
  if (turn.unit === 'months') return turn.count * TURN_DAYS.months * Math.max(1, participants.length);
  const hours =
    turn.count * { hours: 1, days: 24, weeks: WEEK_HOURS }[turn.unit] * Math.max(1, participants.length);
  return (hours / commonDivisor(hours, WEEK_HOURS)) * 7;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
