import { dayNumber } from './calendar.ts';
import { whenAnyHolds, whichHold } from './interval-index.ts';
import { isNobodys, type Turn, turnsOf } from './rotation.ts';
import type { Absence, Override, PlannedShift, Rotation, ScheduleInForce, Trainee } from './schedule.ts';
import { always, type Changing, Inquiry } from './stretch.ts';
import { instantOfMinute } from './wall-clock.ts';
import { type WindowClock, whenWindowHolds } from './when-window-holds.ts';

/** A schedule, ready to be asked about any instant without looking at all of it. */
export interface PreparedSchedule {
  readonly overrides: Changing<readonly Override[]>;
  readonly shifts: Changing<readonly PlannedShift[]>;
  /** The top one first. */
  readonly rotations: readonly PreparedRotation[];
  readonly trainees: readonly PreparedTrainee[];
  absenceOf(personId: string): Changing<boolean>;
  /** Whether somebody must be on duty. */
  readonly coverage: Changing<boolean>;
}

export interface PreparedRotation {
  readonly rotation: Rotation;
  /** Null before it begins and after it has ended. */
  readonly turns: Changing<Turn | null>;
  readonly window: Changing<boolean>;
}

export interface PreparedTrainee {
  readonly trainee: Trainee;
  /** Whether their time is now. */
  readonly learns: Changing<boolean>;
}

const known = new WeakMap<ScheduleInForce, PreparedSchedule>();

/** Schedules never change, so each is prepared once. */
export function prepare(schedule: ScheduleInForce): PreparedSchedule {
  const found = known.get(schedule);
  if (found) return found;
  const rotations = schedule.rotations.map((rotation) => ({
    rotation,
    turns: turnsOf(rotation, schedule.timeZone),
    window: rotation.window === null ? always(true) : whenWindowHolds(rotation.window, schedule),
  }));
  const prepared: PreparedSchedule = {
    overrides: whichHold(schedule.overrides),
    shifts: whichHold(schedule.shifts),
    rotations,
    trainees: schedule.trainees.map((trainee) => ({ trainee, learns: timeOf(trainee, schedule.timeZone) })),
    absenceOf: absencesByPerson(schedule.absences),
    coverage: coverageOf(schedule, rotations),
  };
  known.set(schedule, prepared);
  return prepared;
}

function timeOf({ from, until }: Trainee, zone: string): Changing<boolean> {
  const startAt = from === null ? Number.NEGATIVE_INFINITY : instantOfMinute(dayNumber(from), 0, zone);
  const endAt = until === null ? Number.POSITIVE_INFINITY : instantOfMinute(dayNumber(until), 0, zone);
  return (at) => {
    if (at < startAt) return { startAt: Number.NEGATIVE_INFINITY, endAt: startAt, value: false };
    if (at >= endAt) return { startAt: endAt, endAt: Number.POSITIVE_INFINITY, value: false };
    return { startAt, endAt, value: true };
  };
}

function absencesByPerson(absences: readonly Absence[]): PreparedSchedule['absenceOf'] {
  const never = always(false);
  const own = new Map<string, Absence[]>();
  for (const absence of absences) {
    const others = own.get(absence.personId);
    if (others) others.push(absence);
    else own.set(absence.personId, [absence]);
  }
  const changing = new Map([...own].map(([personId, theirs]) => [personId, whenAnyHolds(theirs)]));
  return (personId) => changing.get(personId) ?? never;
}

function coverageOf(schedule: ScheduleInForce, rotations: readonly PreparedRotation[]): Changing<boolean> {
  const clock: WindowClock = schedule;
  if (schedule.coverage !== null) return whenWindowHolds(schedule.coverage, clock);
  if (rotations.length === 0) return always(true);
  return (at) => {
    const inquiry = new Inquiry(at);
    const holds = rotations.some(({ turns, window }) => {
      const turn = inquiry.ask(turns);
      return turn !== null && !isNobodys(turn) && inquiry.ask(window);
    });
    return inquiry.conclude(holds);
  };
}
