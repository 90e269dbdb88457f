import type { Instant } from '../runtime/instant.ts';
import type { RingReason } from './escalation/reasons.ts';
import type { ContactMethod, Language } from './person.ts';

/**
 * Every call ends as exactly one of these. `empty-message`: nobody took it, and nothing is heard in what was recorded.
 * `announced`: nobody took it and the hotline only says so.
 */
export const OUTCOMES = [
  'accepted',
  'voicemail',
  'empty-message',
  'caller-hung-up',
  'refused',
  'announced',
  'fallback',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How one try at one contact method ended. */
export const ATTEMPT_OUTCOMES = [
  'accepted',
  'declined',
  'busy',
  'unreachable',
  'no-answer',
  /** Answered, but nobody pressed the key: a mailbox, call screening, a pocket. */
  'not-accepted',
  /** Someone else took the call first. */
  'taken',
  'caller-gone',
  /** Not dialled: on another Vigie call. */
  'engaged',
  /** The overall limit was reached. */
  'out-of-time',
] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** Why a leg ended, in our words. The adapter keeps the operator's own cause beside it. */
export const LEG_CAUSES = ['busy', 'declined', 'no-answer', 'unreachable', 'hung-up', 'engaged'] as const;
export type LegCause = (typeof LEG_CAUSES)[number];

/** Someone a step may ring, resolved at the step's start. `personId` null: a bare number. */
export interface Candidate {
  readonly personId: string | null;
  readonly name: string;
  readonly language: Language | null;
  readonly skills: readonly string[];
  readonly contactMethods: readonly ContactMethod[];
  /** When they last took a Vigie call; null: never. Orders `longest-idle`. */
  readonly lastAcceptedAt: Instant | null;
  /** Why they are dialled, kept with the attempt. */
  readonly reason: RingReason;
  /** End of the duty they are dialled for; null: dialled for another reason, or without end. */
  readonly dutyUntil: Instant | null;
  /** The schedule they are on duty on; missing: dialled for another reason. */
  readonly scheduleId?: string;
}
