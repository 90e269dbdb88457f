import { z } from 'zod';
import type { Instant } from '../../domain/instant.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { dayNumber, isLocalDate, localDate } from '../../domain/schedule/calendar.ts';
import type { EnteredAbsence } from '../configuration.ts';
import { explainRule } from '../explain-rule.ts';
import { endsAfterStart, label, list, mapping, moment } from './fields.ts';
import { type Flaw, type ItemForm, parse } from './form.ts';
import { printMoment } from './moment.ts';

/** Absences that people entered, by person, on the clocks of home: a person may be on schedules of several zones. */
export const absencesForm: ItemForm<'absences'> = {
  read(id, raw, _before, { known, homeTimeZone }) {
    if (!known.people.has(id))
      return fail([{ path: [], message: explainRule({ path: [], rule: 'knows-person', about: id }) }]);
    const parsed = parse(list(absenceShape(homeTimeZone)).nullable(), raw);
    if (!parsed.ok) return parsed;
    const absences = parsed.value ?? [];
    return ok(absences.length === 0 ? null : { id, absences });
  },
  write: ({ absences }, homeTimeZone) =>
    absences.map(({ startAt, endAt, note }) => ({
      start: printMoment(startAt, homeTimeZone),
      end: printMoment(endAt, homeTimeZone),
      ...(note === null ? {} : { note }),
    })),
};

/** One absence as a file has it: `{start, end, note}`. */
export function readAbsence(raw: unknown, zone: string): Result<EnteredAbsence, readonly Flaw[]> {
  return parse(absenceShape(zone), raw);
}

function absenceShape(zone: string) {
  return mapping({
    start: wholeDay(zone, (day) => `${day} 00:00`),
    end: wholeDay(zone, (day) => `${dayAfter(day)} 00:00`),
    note: label.nullable().default(null),
  })
    .superRefine(endsAfterStart)
    .transform(({ start, end, note }): EnteredAbsence => ({ startAt: start, endAt: end, note }));
}

/** A time, or a day of which `edge` is meant. */
function wholeDay(zone: string, edge: (day: string) => string) {
  const spelledOut = (raw: unknown) => (typeof raw === 'string' && isLocalDate(raw) ? edge(raw) : raw);
  return z.preprocess(spelledOut, moment(zone)) as z.ZodPipe<
    z.ZodTransform<Instant, unknown>,
    ReturnType<typeof moment>
  >;
}

function dayAfter(day: string): string {
  return localDate(dayNumber(day) + 1);
}
