import { z } from 'zod';
import { NO_HOLIDAYS } from '../../domain/schedule/duty-window.ts';
import type { Override, PlannedShift, Rotation } from '../../domain/schedule/schedule.ts';
import { settled } from '../../domain/schedule/validity.ts';
import { isTimeZone } from '../../domain/schedule/wall-clock.ts';
import { SWAP_APPROVALS } from '../../domain/swap/swap-approval.ts';
import { fail, type Result } from '../../runtime/result.ts';
import { explainRule } from '../../words/english/planning-rules.ts';
import type { ManagedSchedule } from '../configuration.ts';
import { confirmationShape, writeConfirmation } from './confirmation-form.ts';
import {
  endsAfterStart,
  firstGiven,
  label,
  list,
  mapping,
  moment,
  neededWhenNew,
  oneOf,
  type ReadingContext,
  reference,
  timeZone,
} from './fields.ts';
import { type ItemForm, parse, type ValidationError } from './form.ts';
import { printMoment } from './moment.ts';
import { rotationShape, writeRotation } from './rotation-form.ts';
import { holidaysShape, windowShape, writeHolidays, writeWindow } from './window-form.ts';

/** Words that stand where a person could, so no person may be called so. */
export const RESERVED_PEOPLE = ['nobody', 'everyone'] as const;

/** Schedules: rotations, shifts and overrides, in the times of the schedule's own zone. */
export const schedulesForm: ItemForm<'schedules'> = {
  read(id, raw, before, context) {
    const parsed = parse(scheduleShape(context, zoneOf(raw, before), before === null), raw);
    if (!parsed.ok) return parsed;
    const file = parsed.value;
    const schedule: ManagedSchedule = {
      id,
      name: firstGiven(file.name, before?.name),
      timeZone: firstGiven(file.timeZone, before?.timeZone),
      holidays: firstGiven(file.holidays, before?.holidays, NO_HOLIDAYS),
      coverage: firstGiven(file.coverage, before?.coverage, null),
      rotations: firstGiven<readonly Rotation[]>(file.rotations, before?.rotations, []),
      shifts: firstGiven<readonly PlannedShift[]>(file.shifts, before?.shifts, []),
      overrides: firstGiven<readonly Override[]>(file.overrides, before?.overrides, []),
      teamId: firstGiven(file.team, before?.teamId, null),
      swapApproval: firstGiven(file.swapApproval, before?.swapApproval, 'none'),
      confirmation: firstGiven(file.confirmation, before?.confirmation, null),
    };
    // Overrides that the file does not speak of go with the duty they replace.
    const settling = settled(schedule, before, () => file.overrides === undefined);
    if (settling.ok) return settling;
    return fail(settling.error.map((broken) => ({ path: broken.path, message: explainRule(broken) })));
  },
  write: (schedule) => ({
    name: schedule.name,
    timeZone: schedule.timeZone,
    holidays: writeHolidays(schedule.holidays),
    coverage: schedule.coverage && writeWindow(schedule.coverage),
    team: schedule.teamId,
    swapApproval: schedule.swapApproval,
    confirmation: schedule.confirmation && writeConfirmation(schedule.confirmation),
    rotations: schedule.rotations.map(writeRotation),
    shifts: schedule.shifts.map((shift) => writeShift(shift, schedule.timeZone)),
    overrides: schedule.overrides.map((override) => writeOverride(override, schedule.timeZone)),
  }),
};

/** The zone in which the item's times are read. A wrong one is told on its own; UTC lets the rest be checked too. */
function zoneOf(raw: unknown, before: ManagedSchedule | null): string {
  const parsed = z.object({ timeZone: z.string().refine(isTimeZone) }).safeParse(raw);
  return parsed.success ? parsed.data.timeZone : (before?.timeZone ?? 'UTC');
}

function scheduleShape(context: ReadingContext, zone: string, isNew: boolean) {
  return mapping({
    name: neededWhenNew(isNew, label),
    timeZone: neededWhenNew(isNew, timeZone),
    holidays: holidaysShape().optional(),
    coverage: windowShape().nullable().optional(),
    team: reference(context, 'teams').nullable().optional(),
    swapApproval: oneOf(SWAP_APPROVALS).optional(),
    confirmation: confirmationShape().nullable().optional(),
    rotations: list(rotationShape(context)).optional(),
    shifts: list(shiftShape(context, zone)).optional(),
    overrides: list(overrideShape(context, zone)).optional(),
  });
}

function shiftShape(context: ReadingContext, zone: string) {
  return mapping({ person: reference(context, 'people'), start: moment(zone), end: moment(zone) })
    .superRefine(endsAfterStart)
    .transform(
      ({ person: personId, start, end }): PlannedShift => ({ personId, startAt: start, endAt: end }),
    );
}

/** A list of shifts as a file has it under `shifts`, on the clocks of `zone`. */
export function readShifts(
  raw: unknown,
  zone: string,
  context: ReadingContext,
): Result<readonly PlannedShift[], readonly ValidationError[]> {
  return parse(list(shiftShape(context, zone)), raw);
}

/** Who × whom says what it does: a person for a person or everyone, a person for nobody (too), nobody for a person. */
function overrideShape(context: ReadingContext, zone: string) {
  return mapping({
    person: reference(context, 'people', ['nobody']),
    replaces: reference(context, 'people', RESERVED_PEOPLE),
    start: moment(zone),
    end: moment(zone),
    by: label.optional(),
  })
    .superRefine(endsAfterStart)
    .transform(({ person, replaces, start, end, by }): Override => {
      const personId = person === 'nobody' ? null : person;
      const adds = replaces === 'nobody';
      return {
        action: adds ? 'adds' : personId === null ? 'removes' : 'takes-over',
        personId,
        replacesId: adds || replaces === 'everyone' ? null : replaces,
        startAt: start,
        endAt: end,
        madeBy: by ?? null,
      };
    });
}

function writeShift(shift: PlannedShift, zone: string): Readonly<Record<string, unknown>> {
  return {
    person: shift.personId,
    start: printMoment(shift.startAt, zone),
    end: printMoment(shift.endAt, zone),
  };
}

function writeOverride(override: Override, zone: string): Readonly<Record<string, unknown>> {
  return {
    person: override.personId ?? 'nobody',
    replaces: override.replacesId ?? (override.action === 'adds' ? 'nobody' : 'everyone'),
    start: printMoment(override.startAt, zone),
    end: printMoment(override.endAt, zone),
    ...(override.madeBy === null ? {} : { by: override.madeBy }),
  };
}
