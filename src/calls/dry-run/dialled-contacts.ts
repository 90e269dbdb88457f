import type { Candidate } from '../../domain/call.ts';
import type { CallEvent } from '../../domain/escalation/call-event.ts';
import type { Dialable } from '../../domain/escalation/call-state.ts';
import type { RingReason } from '../../domain/escalation/reasons.ts';
import { describeTarget } from '../../domain/phone-number.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';

/** Whom an attempt rings, where, why, and until when. */
export interface DialledContact {
  readonly attempt: number;
  /** From 0; step -1 is the last resort. */
  readonly round: number;
  readonly step: number;
  readonly personId: string | null;
  readonly name: string;
  readonly address: string;
  readonly mustAccept: boolean;
  readonly why: RingReason;
  /** End of the duty for which they are dialled; null: dialled for another reason, or without end. */
  readonly dutyUntil: Instant | null;
  /** When the ringing stops, unless something happens before. */
  readonly ringsUntil: Instant;
}

/** Remembers whom each attempt rings. */
export function createDialledContacts() {
  const dutyUntil = new Map<string, Instant | null>();
  const byAttempt = new Map<number, DialledContact>();
  return {
    candidates(candidates: readonly Candidate[]): void {
      for (const candidate of candidates) {
        if (candidate.personId !== null) dutyUntil.set(candidate.personId, candidate.dutyUntil);
      }
    },
    dialled(attempt: number, who: Dialable, now: Instant): void {
      const { personId, name, target, mustAccept, reason, round, step, ringSeconds } = who;
      byAttempt.set(attempt, {
        attempt,
        round,
        step,
        personId,
        name,
        address: describeTarget(target),
        mustAccept,
        why: reason,
        dutyUntil: personId === null ? null : (dutyUntil.get(personId) ?? null),
        ringsUntil: now + ringSeconds * SECOND,
      });
    },
    of: (callEvent: CallEvent): DialledContact | null =>
      'attempt' in callEvent ? (byAttempt.get(callEvent.attempt) ?? null) : null,
  };
}
