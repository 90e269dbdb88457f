import { z } from 'zod';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { type Codec, list, made, mapping, parse } from './codec.ts';
import type { AbsenceList, EnteredAbsence } from './configuration.ts';
import type { ItemCodec, Written } from './field.ts';
import type { ValidationError } from './validation-error.ts';
import { endsAfterStart, label } from './values.ts';
import { endMoment, startMoment } from './whole-day.ts';

/** Absences that people entered, by person, on the clocks of home: a person may be on schedules of several zones. */
export const absences: ItemCodec<AbsenceList> = {
  read(id, raw, _before, { known, homeTimeZone }) {
    if (!known.people.has(id))
      return fail([{ path: [], code: 'rule-broken', rule: 'knows-person', about: id }]);
    const parsed = parse(list(absence(homeTimeZone)).nullable(), raw);
    if (!parsed.ok) return parsed;
    const all = parsed.value ?? [];
    return ok(all.length === 0 ? null : { id, absences: all });
  },
  write: ({ absences }, homeTimeZone) => z.encode(list(absence(homeTimeZone)), [...absences]) as Written,
};

/** One absence as a file has it: `{start, end, note}`. */
export function readAbsence(raw: unknown, zone: string): Result<EnteredAbsence, readonly ValidationError[]> {
  return parse(absence(zone), raw);
}

function absence(zone: string): Codec<EnteredAbsence> {
  return made(
    mapping({
      start: startMoment(zone),
      end: endMoment(zone),
      note: label.nullable().optional(),
    }).superRefine(endsAfterStart),
    ({ start, end, note }): EnteredAbsence => ({ startAt: start, endAt: end, note: note ?? null }),
    ({ startAt, endAt, note }) => ({ start: startAt, end: endAt, ...(note === null ? {} : { note }) }),
  );
}
