import { z } from 'zod';
import {
  type ConfirmationRule,
  LONGEST_LEAD_HOURS,
  MOST_LEADS,
} from '../../domain/notice/duty-confirmation.ts';
import { expecting, list, mapping, wholeNumber } from './fields.ts';

const HOUR_SECONDS = 3600;
const MINUTE_SECONDS = 60;

/** When duty is to be confirmed: `{hours: [24, 3, 2], limitMinutes: 60}`. No hours: nobody is asked. */
export function confirmationShape() {
  const expected = `hours before duty begins, more than 0 and at most ${LONGEST_LEAD_HOURS}`;
  const hour = z
    .string({ error: expecting(expected) })
    .regex(/^\d{1,3}(\.\d{1,4})?$/, { error: expecting(expected) })
    .refine((text) => Number(text) > 0 && Number(text) <= LONGEST_LEAD_HOURS, { error: expecting(expected) })
    .transform(Number);
  const most = `at most ${MOST_LEADS} reminders`;
  return mapping({
    hours: list(hour, String).refine((hours) => hours.length <= MOST_LEADS, { error: `expected ${most}` }),
    limitMinutes: wholeNumber(1, 24 * 60),
  }).transform(
    ({ hours, limitMinutes }): ConfirmationRule => ({
      leadSeconds: hours.toSorted((a, b) => b - a).map((one) => Math.round(one * HOUR_SECONDS)),
      limitSeconds: limitMinutes * MINUTE_SECONDS,
    }),
  );
}

export function writeConfirmation({ leadSeconds, limitSeconds }: ConfirmationRule) {
  return {
    hours: leadSeconds.map((seconds) => Number((seconds / HOUR_SECONDS).toFixed(4))),
    limitMinutes: limitSeconds / MINUTE_SECONDS,
  };
}
