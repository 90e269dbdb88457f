import { z } from 'zod';
import { ok } from '../../domain/result.ts';
import { NO_HOLIDAYS } from '../../domain/schedule/duty-window.ts';
import type { Override, PlannedShift, Schedule } from '../../domain/schedule/schedule.ts';
import { isTimeZone } from '../../domain/schedule/wall-clock.ts';
import {
  expecting,
  firstGiven,
  label,
  list,
  mapping,
  neededWhenNew,
  type ReadingContext,
  reference,
  refuse,
} from './fields.ts';
import { type ItemForm, parse } from './form.ts';
import { parseMoment, printMoment } from './moment.ts';

/** Words that stand where a person could, so no person may be called so. */
export const RESERVED_PEOPLE = ['nobody', 'everyone'] as const;

/** Schedules: shifts and overrides, in the times of the schedule's own zone. */
export const schedulesForm: ItemForm<'schedules'> = {
  read(id, raw, before, context) {
    const parsed = parse(scheduleShape(context, zoneOf(raw, before), before === null), raw);
    if (!parsed.ok) return parsed;
    const file = parsed.value;
    return ok<Schedule>({
      id,
      name: firstGiven(file.name, before?.name),
      timeZone: firstGiven(file.timeZone, before?.timeZone),
      holidays: before?.holidays ?? NO_HOLIDAYS,
      coverage: before?.coverage ?? null,
      rotations: before?.rotations ?? [],
      shifts: firstGiven<readonly PlannedShift[]>(file.shifts, before?.shifts, []),
      overrides: firstGiven<readonly Override[]>(file.overrides, before?.overrides, []),
    });
  },
  write: ({ name, timeZone, shifts, overrides }) => ({
    name,
    timeZone,
    shifts: shifts.map((shift) => ({
      person: shift.personId,
      start: printMoment(shift.startAt, timeZone),
      end: printMoment(shift.endAt, timeZone),
    })),
    overrides: overrides.map((override) => ({
      person: override.personId ?? 'nobody',
      replaces: override.replacesId ?? 'everyone',
      start: printMoment(override.startAt, timeZone),
      end: printMoment(override.endAt, timeZone),
      ...(override.madeBy === null ? {} : { by: override.madeBy }),
    })),
  }),
};

/** The zone in which the item's times are read. A wrong one is told on its own; UTC lets the rest be checked too. */
function zoneOf(raw: unknown, before: Schedule | null): string {
  const parsed = z.object({ timeZone: z.string().refine(isTimeZone) }).safeParse(raw);
  return parsed.success ? parsed.data.timeZone : (before?.timeZone ?? 'UTC');
}

function scheduleShape(context: ReadingContext, zone: string, isNew: boolean) {
  const person = reference(context, 'people');
  const timeZone = z
    .string({ error: expecting('a time zone') })
    .refine(isTimeZone, { error: expecting('a time zone such as Europe/Paris') });
  const shift = mapping({ person, start: moment(zone), end: moment(zone) })
    .superRefine(endsAfterStart)
    .transform(
      ({ person: personId, start, end }): PlannedShift => ({ personId, startAt: start, endAt: end }),
    );
  const override = mapping({
    person: personOr('nobody', person),
    replaces: personOr('everyone', person),
    start: moment(zone),
    end: moment(zone),
    by: label.optional(),
  })
    .superRefine(endsAfterStart)
    .transform(
      ({ person: personId, replaces, start, end, by }): Override => ({
        action: personId === null ? 'removes' : 'takes-over',
        personId,
        replacesId: replaces,
        startAt: start,
        endAt: end,
        madeBy: by ?? null,
      }),
    );
  return mapping({
    name: neededWhenNew(isNew, label),
    timeZone: neededWhenNew(isNew, timeZone),
    shifts: list(shift).optional(),
    overrides: list(override).optional(),
  });
}

/** A person's id, or the word for none in particular (null). */
function personOr(none: string, person: ReturnType<typeof reference>) {
  return z.preprocess((raw) => (raw === none ? null : (raw ?? undefined)), person.nullable());
}

function moment(zone: string) {
  const what = 'a time such as 2026-11-23 18:00, or 2026-11-23T18:00:00+01:00';
  return z.string({ error: expecting(what) }).transform((text, context) => {
    const instant = parseMoment(text, zone);
    return instant ?? refuse(context, expecting(what)({ input: text }));
  });
}

function endsAfterStart(
  times: { readonly start: number; readonly end: number },
  context: z.core.$RefinementCtx,
): void {
  if (times.end <= times.start)
    context.addIssue({ code: 'custom', path: ['end'], message: 'the end is not after the start' });
}
