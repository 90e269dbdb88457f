import { z } from 'zod';
import type { Instant } from '../../domain/instant.ts';
import { fail, ok } from '../../domain/result.ts';
import { isLocalDate } from '../../domain/schedule/calendar.ts';
import { instantOf } from '../../domain/schedule/wall-clock.ts';
import type { EnteredAbsence } from '../configuration.ts';
import { explainRule } from '../explain-rule.ts';
import { endsAfterStart, label, list, mapping, moment } from './fields.ts';
import { type ItemForm, parse } from './form.ts';
import { printMoment } from './moment.ts';

/** Absences that people entered, by person, on the clocks of home: a person may be on schedules of several zones. */
export const absencesForm: ItemForm<'absences'> = {
  read(id, raw, _before, { known, homeTimeZone }) {
    if (!known.people.has(id))
      return fail([{ path: [], message: explainRule({ path: [], rule: 'knows-person', about: id }) }]);
    const absence = mapping({
      start: wholeDay(homeTimeZone, (day) => `${day} 00:00`),
      end: wholeDay(homeTimeZone, (day) => `${dayAfter(day)} 00:00`),
      note: label.nullable().default(null),
    })
      .superRefine(endsAfterStart)
      .transform(({ start, end, note }): EnteredAbsence => ({ startAt: start, endAt: end, note }));
    const parsed = parse(list(absence).nullable(), raw);
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

/** A time, or a day of which `edge` is meant. */
function wholeDay(zone: string, edge: (day: string) => string) {
  const spelledOut = (raw: unknown) => (typeof raw === 'string' && isLocalDate(raw) ? edge(raw) : raw);
  return z.preprocess(spelledOut, moment(zone)) as z.ZodPipe<
    z.ZodTransform<Instant, unknown>,
    ReturnType<typeof moment>
  >;
}

function dayAfter(day: string): string {
  const midnight = instantOf(`${day} 00:00`, 'UTC');
  if (midnight === null) throw new RangeError(`${day} is no day`);
  return new Date(midnight + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
