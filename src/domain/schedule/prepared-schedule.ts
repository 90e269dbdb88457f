import { whenAnyHolds, whichHold } from './interval-index.ts';
import { type Turn, turnsOf } from './rotation.ts';
import type { Absence, Override, PlannedShift, Rotation, ScheduleInForce } from './schedule.ts';
import { always, type Changing, Inquiry } from './stretch.ts';
import { type WindowClock, whenWindowHolds } from './when-window-holds.ts';

/** A schedule, ready to be asked about any instant without looking at all of it. */
export interface PreparedSchedule {
  readonly overrides: Changing<readonly Override[]>;
  readonly shifts: Changing<readonly PlannedShift[]>;
  /** The top one first. */
  readonly rotations: readonly PreparedRotation[];
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
    absenceOf: absencesByPerson(schedule.absences),
    coverage: coverageOf(schedule, rotations),
  };
  known.set(schedule, prepared);
  return prepared;
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
    const holds = rotations.some(({ turns, window }) => inquiry.ask(turns) !== null && inquiry.ask(window));
    return inquiry.conclude(holds);
  };
}
