import { type ConfirmationRule, LONGEST_LEAD_HOURS, MOST_LEADS } from '../notice/duty-confirmation.ts';
import { type Codec, codec, lacking, list, made, mapping, notExpected } from './codec.ts';
import { wholeNumber } from './values.ts';

const HOUR_SECONDS = 3600;
const MINUTE_SECONDS = 60;

const leadHours = codec<number>(
  (input, refuse) => {
    const text = typeof input === 'number' ? String(input) : input;
    const hours = typeof text === 'string' && /^\d{1,3}(\.\d{1,4})?$/.test(text) ? Number(text) : 0;
    return hours > 0 && hours <= LONGEST_LEAD_HOURS
      ? hours
      : refuse(notExpected({ what: 'lead-hours', most: LONGEST_LEAD_HOURS }, input));
  },
  (hours) => hours,
);

/** When duty is to be confirmed: `{hours: [24, 3, 2], limitMinutes: 60}`. No hours: nobody is asked. */
export const confirmation: Codec<ConfirmationRule> = made(
  mapping({
    hours: list(leadHours, String).refine((hours) => hours.length <= MOST_LEADS, {
      error: lacking({ what: 'reminders', most: MOST_LEADS }),
    }),
    limitMinutes: wholeNumber(1, 24 * 60),
  }),
  ({ hours, limitMinutes }): ConfirmationRule => ({
    leadSeconds: hours.toSorted((a, b) => b - a).map((one) => Math.round(one * HOUR_SECONDS)),
    limitSeconds: limitMinutes * MINUTE_SECONDS,
  }),
  writtenConfirmation,
);

/** The rule in the units that people have for it. */
export function writtenConfirmation({ leadSeconds, limitSeconds }: ConfirmationRule) {
  return {
    hours: leadSeconds.map((seconds) => Number((seconds / HOUR_SECONDS).toFixed(4))),
    limitMinutes: limitSeconds / MINUTE_SECONDS,
  };
}
