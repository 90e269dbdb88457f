import { fail, ok, type Result } from '../../runtime/result.ts';
import { explainRule } from '../../words/english/planning-rules.ts';
import type { EnteredAbsence } from '../configuration.ts';
import { endsAfterStart, label, list, mapping } from './fields.ts';
import { type ItemForm, parse, type ValidationError } from './form.ts';
import { printMoment } from './moment.ts';
import { endMoment, startMoment } from './whole-day.ts';

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
export function readAbsence(raw: unknown, zone: string): Result<EnteredAbsence, readonly ValidationError[]> {
  return parse(absenceShape(zone), raw);
}

function absenceShape(zone: string) {
  return mapping({
    start: startMoment(zone),
    end: endMoment(zone),
    note: label.nullable().default(null),
  })
    .superRefine(endsAfterStart)
    .transform(({ start, end, note }): EnteredAbsence => ({ startAt: start, endAt: end, note }));
}
