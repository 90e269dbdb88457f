import { z } from 'zod';
import type { Retention } from './domain/installation/retention.ts';

const MOST_DAYS = 3650;
const LONGEST_SESSION_DAYS = 90;

/** Claims to pay run for three years (L3245-1): statements are kept for no less. */
const THREE_YEARS_DAYS = 1096;

const days = (most: number, least = 1) => {
  const expected = `a number of days from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,4}$/, { error: expected })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error: expected });
};

/** The part of the environment that says how long things are kept. Why so long: docs/retention.md. */
export const RETENTION_VARIABLES = {
  VIGIE_KEEP_MESSAGES_DAYS: days(MOST_DAYS).default(90),
  VIGIE_KEEP_NUMBERS_DAYS: days(MOST_DAYS).default(365),
  VIGIE_KEEP_CALLS_DAYS: days(MOST_DAYS).default(1096),
  VIGIE_KEEP_NOTICES_DAYS: days(MOST_DAYS).default(365),
  VIGIE_KEEP_AUDIT_DAYS: days(MOST_DAYS).default(1827),
  VIGIE_KEEP_STATEMENTS_DAYS: days(MOST_DAYS, THREE_YEARS_DAYS).default(1827),
  VIGIE_KEEP_SESSIONS_DAYS: days(LONGEST_SESSION_DAYS).default(14),
};

export function toRetentionConfig(given: z.output<z.ZodObject<typeof RETENTION_VARIABLES>>): Retention {
  return {
    messagesDays: given.VIGIE_KEEP_MESSAGES_DAYS,
    numbersDays: given.VIGIE_KEEP_NUMBERS_DAYS,
    callsDays: given.VIGIE_KEEP_CALLS_DAYS,
    noticesDays: given.VIGIE_KEEP_NOTICES_DAYS,
    auditDays: given.VIGIE_KEEP_AUDIT_DAYS,
    recordDays: given.VIGIE_KEEP_STATEMENTS_DAYS,
    sessionDays: given.VIGIE_KEEP_SESSIONS_DAYS,
  };
}

/** What an empty environment gives. */
export function usualRetention(): Retention {
  return toRetentionConfig(z.object(RETENTION_VARIABLES).parse({}));
}
