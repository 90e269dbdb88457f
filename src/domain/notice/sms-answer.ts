import { type Instant, type Interval, SECOND } from '../../runtime/instant.ts';
import { allowedAt, type Rate } from './rate.ts';

/** What came of an SMS that somebody sent. `duplicate`: the gateway told of the same one again. */
export const SMS_ANSWERS = ['confirmed', 'declined', 'nothing-open', 'unclear', 'unknown-number'] as const;
export type SmsAnswer = (typeof SMS_ANSWERS)[number];

/** A duty that was asked about. */
export interface AskedDuty extends Interval {
  readonly confirmedAt: Instant | null;
  readonly declinedAt: Instant | null;
  /** When the last reminder was sent; null: nobody was asked. */
  readonly remindedAt: Instant | null;
}

/**
 * Which duty an answer is about: the nearest that waits for one. A no may also take back the nearest yes: people fall
 * ill.
 */
export function dutyAnswered<Duty extends AskedDuty>(
  duties: readonly Duty[],
  answer: 'yes' | 'no',
  now: Instant,
): Duty | null {
  const asked = duties
    .filter((one) => one.remindedAt !== null && one.declinedAt === null && one.endAt > now)
    .sort((a, b) => a.startAt - b.startAt);
  const waiting = asked.find(({ confirmedAt }) => confirmedAt === null) ?? null;
  return waiting ?? (answer === 'no' ? (asked[0] ?? null) : null);
}

/** Two machines that answer each other must not go on for ever, and each SMS costs. */
const EXPLANATIONS: Rate = { most: 1, seconds: 6 * 3600 };

/** Whether a number is told how to answer; `earlier`: when it was before. */
export function mayExplain(earlier: readonly Instant[], now: Instant): boolean {
  return allowedAt(EXPLANATIONS, earlier, now) <= now;
}

/** Over which explanations are remembered. */
export const EXPLAINED_SINCE_MS = EXPLANATIONS.seconds * SECOND;
