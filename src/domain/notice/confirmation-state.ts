import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { ConfirmationRule } from './duty-confirmation.ts';

/** Where a duty stands between being planned and being sure. `overdue`: no answer came by when one was needed. */
export const CONFIRMATION_STATES = ['not-asked', 'asked', 'overdue', 'confirmed', 'declined'] as const;
export type ConfirmationState = (typeof CONFIRMATION_STATES)[number];

export interface Answered {
  readonly confirmedAt: Instant | null;
  readonly declinedAt: Instant | null;
}

/** `answer` null: none is written down. Null: nobody answered, and nobody is asked: not on this schedule, or not any more. */
export function confirmationState(
  startAt: Instant,
  answer: Answered | null,
  rule: ConfirmationRule,
  now: Instant,
): ConfirmationState | null {
  if (answer && answer.declinedAt !== null) return 'declined';
  if (answer && answer.confirmedAt !== null) return 'confirmed';
  // Begun, it is the calls that tell.
  if (rule.leadSeconds.length === 0 || now >= startAt) return null;
  if (now >= startAt - rule.limitSeconds * SECOND) return 'overdue';
  return now >= startAt - Math.max(...rule.leadSeconds) * SECOND ? 'asked' : 'not-asked';
}
