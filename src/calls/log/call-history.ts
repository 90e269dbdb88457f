import type { AttemptOutcome, Outcome } from '../../domain/call.ts';
import type { CallEvent } from '../../domain/escalation/call-event.ts';
import type { EndReason, RingReason } from '../../domain/escalation/reasons.ts';
import type { DialTarget } from '../../domain/phone-number.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { CallHeader } from './call-log.ts';

/** A call as one line of a list. */
export interface CallSummary extends CallHeader {
  /** Null when the hotline is gone since. */
  readonly hotlineName: string | null;
  /** Null while the call goes on; likewise `outcome`. */
  readonly endedAt: Instant | null;
  readonly outcome: Outcome | null;
  /** Name of the last who accepted, or null. */
  readonly acceptedBy: string | null;
  readonly attemptCount: number;
}

/** A call with everything that happened in it. */
export interface CallRecord extends CallSummary {
  readonly attempts: readonly AttemptRecord[];
  readonly timeline: readonly CallEvent[];
}

/** One try at one contact method; an instant is null when that did not happen. */
export interface AttemptRecord {
  readonly attempt: number;
  readonly round: number;
  readonly step: number;
  readonly personId: string | null;
  readonly name: string;
  readonly target: DialTarget;
  readonly reason: RingReason;
  readonly startedAt: Instant;
  readonly ringingAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly acceptedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly outcome: AttemptOutcome | null;
  /** Null: not yet, or the outcome says it all. */
  readonly why: EndReason | null;
}

/** Where past and present calls are looked up. */
export interface CallHistory {
  /** The most recent first. */
  list(filter: { readonly hotlineId?: string; readonly limit: number }): Promise<readonly CallSummary[]>;
  find(callId: string): Promise<CallRecord | null>;
}
