import type { Instant } from '../../runtime/instant.ts';
import type { LegCause } from '../call.ts';
import type { EndReason } from '../escalation/reasons.ts';
import type { DialTarget } from '../phone-number.ts';

/**
 * How a phone that was tried did. `works`: somebody pressed 1. `no-key`: it answered, and nobody pressed 1, as a
 * mailbox does. `not-registered`: Asterisk cannot ring that extension. `trunk-refused`: Asterisk cannot send anything
 * to the trunk. `unreachable`: the network said so, for its own cause. `lost`: Asterisk went out of reach meanwhile.
 * `not-dialled`: our own calls have had too many phones dialled.
 */
export const PHONE_TEST_OUTCOMES = [
  'works',
  'no-key',
  'busy',
  'declined',
  'no-answer',
  'not-registered',
  'trunk-refused',
  'unreachable',
  'lost',
  'not-dialled',
] as const;
export type PhoneTestOutcome = (typeof PHONE_TEST_OUTCOMES)[number];

/** One try of one contact method, as far as it has come. */
export interface PhoneTest {
  readonly personId: string;
  readonly target: DialTarget;
  /** By which a phone is dialled; null for an extension. */
  readonly trunk: string | null;
  /** Who wanted it, by name. */
  readonly by: string;
  readonly byId: string;
  readonly startedAt: Instant;
  readonly ringingAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly outcome: PhoneTestOutcome | null;
  /** What the network or Asterisk said when nobody answered; null when it said nothing. */
  readonly why: EndReason | null;
}

/** Why a phone is not tried at all. */
export type PhoneTestProblem =
  | 'not-allowed'
  | 'no-trunk'
  | 'being-tested'
  | 'engaged'
  | 'too-often'
  | 'too-many-legs';

/** What the end of a leg that nobody answered says of the phone. */
export function unansweredOutcome(cause: LegCause): PhoneTestOutcome {
  switch (cause) {
    case 'busy':
    case 'declined':
    case 'no-answer':
      return cause;
    case 'engaged':
    case 'hung-up':
    case 'unreachable':
      return 'unreachable';
  }
}
