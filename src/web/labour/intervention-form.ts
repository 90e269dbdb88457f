import type { Intervention } from '../../domain/labour/intervention.ts';
import { type Account, type InterventionProblem, PLACES } from '../../domain/labour/intervention.ts';
import type { Fields } from '../forms/fields.ts';
import { NO_ERRORS, type ValidationErrors, validationError } from '../forms/validation-errors.ts';
import type { Messages } from '../messages/messages.ts';
import { localInput, readLocal } from '../planning/times.ts';

/** What the form of an intervention holds, as typed. */
export interface InterventionValues {
  readonly start: string;
  readonly end: string;
  readonly place: string;
  readonly travel: string;
  readonly reason: string;
  readonly why: string;
}

export function valuesOf(one: Intervention, zone: string): InterventionValues {
  return {
    start: localInput(Math.floor(one.startAt / 60_000) * 60_000, zone),
    end: one.endAt === null ? '' : localInput(Math.ceil(one.endAt / 60_000) * 60_000, zone),
    place: one.place ?? 'remote',
    travel: String(one.travelMinutes),
    reason: one.reason,
    why: '',
  };
}

export function typedValues(fields: Fields): InterventionValues {
  return {
    start: fields.text('start'),
    end: fields.text('end'),
    place: fields.text('place'),
    travel: fields.text('travel'),
    reason: fields.text('reason').slice(0, 500),
    why: fields.text('why').slice(0, 500),
  };
}

/** What was typed, or what is wrong with it. */
export function readAccount(
  values: InterventionValues,
  zone: string,
  t: Messages,
): { readonly account: Account | null; readonly wrong: ValidationErrors } {
  const [startAt, endAt] = [readLocal(values.start, zone), readLocal(values.end, zone)];
  const place = PLACES.find((one) => one === values.place);
  const words = t.labour.wrong;
  if (startAt === null) return { account: null, wrong: validationError('start', words.time) };
  if (endAt === null) return { account: null, wrong: validationError('end', words.time) };
  if (!place) return { account: null, wrong: validationError('place', words.place) };
  if (!/^\d{0,4}$/.test(values.travel))
    return { account: null, wrong: validationError('travel', words.minutes) };
  const travelMinutes = Number(values.travel);
  return { account: { startAt, endAt, place, travelMinutes, reason: values.reason }, wrong: NO_ERRORS };
}

/** At which field a refusal is told. */
const FIELD: Readonly<Partial<Record<InterventionProblem, keyof InterventionValues>>> = {
  'ends-before-start': 'end',
  'too-long': 'end',
  'in-the-future': 'end',
  'needs-reason': 'reason',
  'needs-why': 'why',
};

export function problemAt(problem: InterventionProblem, t: Messages): ValidationErrors {
  return validationError(FIELD[problem] ?? '', t.labour.problems[problem]);
}
