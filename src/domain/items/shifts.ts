import type { Result } from '../../runtime/result.ts';
import type { Override, PlannedShift } from '../schedule/schedule.ts';
import { type Codec, list, made, mapping, parse } from './codec.ts';
import type { FieldContext } from './field.ts';
import { moment } from './moment.ts';
import type { ValidationError } from './validation-error.ts';
import { endsAfterStart, label, reference } from './values.ts';

/** Words that stand where a person could, so no person may be called so. */
export const RESERVED_PEOPLE = ['nobody', 'everyone'] as const;

export function plannedShifts(context: FieldContext): Codec<readonly PlannedShift[]> {
  const { timeZone } = context;
  return list(
    made(
      mapping({
        person: reference(context, 'people'),
        start: moment(timeZone),
        end: moment(timeZone),
      }).superRefine(endsAfterStart),
      ({ person: personId, start, end }): PlannedShift => ({ personId, startAt: start, endAt: end }),
      ({ personId, startAt, endAt }) => ({ person: personId, start: startAt, end: endAt }),
    ),
  );
}

/** A list of shifts as a file has it under `shifts`, on the clocks of the context's zone. */
export function readShifts(
  raw: unknown,
  context: FieldContext,
): Result<readonly PlannedShift[], readonly ValidationError[]> {
  return parse(plannedShifts(context), raw);
}

/** Who × whom says what it does: a person for a person or everyone, a person for nobody (too), nobody for a person. */
export function override(context: FieldContext): Codec<Override> {
  const { timeZone } = context;
  return made(
    mapping({
      person: reference(context, 'people', ['nobody']),
      replaces: reference(context, 'people', RESERVED_PEOPLE),
      start: moment(timeZone),
      end: moment(timeZone),
      by: label.optional(),
    }).superRefine(endsAfterStart),
    ({ person, replaces, start, end, by }): Override => {
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
    },
    ({ action, personId, replacesId, startAt, endAt, madeBy }) => ({
      person: personId ?? 'nobody',
      replaces: replacesId ?? (action === 'adds' ? 'nobody' : 'everyone'),
      start: startAt,
      end: endAt,
      ...(madeBy === null ? {} : { by: madeBy }),
    }),
  );
}
