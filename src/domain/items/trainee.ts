import type { Trainee } from '../schedule/schedule.ts';
import { abridged, type Codec, made, mapping } from './codec.ts';
import type { FieldContext } from './field.ts';
import { TRAINEE_CALLS } from './trainee-rows.ts';
import { day, oneOf, reference } from './values.ts';

/** A trainee: whom they learn from, from when until when, and whether calls ring them too. */
export function trainee(context: FieldContext): Codec<Trainee> {
  const whole = made(
    mapping({
      person: reference(context, 'people'),
      beside: reference(context, 'people').nullable().default(null),
      from: day.nullable().default(null),
      until: day.nullable().default(null),
      calls: oneOf(TRAINEE_CALLS).default('told-only'),
    }),
    ({ person: personId, beside: besideId, from, until, calls }): Trainee => ({
      personId,
      besideId,
      from,
      until,
      isDialled: calls === 'dialled',
    }),
    ({ personId: person, besideId: beside, from, until, isDialled }) => ({
      person,
      beside,
      from,
      until,
      calls: isDialled ? ('dialled' as const) : ('told-only' as const),
    }),
  );
  return abridged(
    whole,
    (raw) => raw,
    (written) =>
      Object.fromEntries(
        Object.entries(written as object).filter(([, value]) => value !== null && value !== 'told-only'),
      ),
  );
}
