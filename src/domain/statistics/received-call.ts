import type { Instant } from '../../runtime/instant.ts';
import type { AttemptOutcome, Outcome } from '../call.ts';
import type { EndReason } from '../escalation/reasons.ts';
import type { DialTarget } from '../phone-number.ts';
import type { DoneReason } from '../task/task.ts';

/** A call that has ended, as the call log has it: what every figure is counted from. */
export interface ReceivedCall {
  readonly id: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly outcome: Outcome;
  /** An opening branch held that rings nobody. */
  readonly wasClosed: boolean;
  /** How far the caller came, in order; before the first of them they heard the greeting. */
  readonly stages: readonly { readonly at: Instant; readonly stage: Stage }[];
  readonly attempts: readonly ReceivedAttempt[];
  /** When somebody took it by the key in the dialplan's own fallback; null: nobody did. */
  readonly takenInFallbackAt: Instant | null;
  /** When the same number had called the same hotline before; null: never, or the number is withheld. */
  readonly calledBeforeAt: Instant | null;
  /** When and how the call's task was closed; null: it has none, or is not closed. */
  readonly task: { readonly doneAt: Instant; readonly reason: DoneReason } | null;
}

export interface ReceivedAttempt {
  readonly round: number;
  /** -1: the last resort. */
  readonly step: number;
  /** Null: a bare number. */
  readonly personId: string | null;
  /** On which they were on duty; null: dialled for another reason, or a call of before. */
  readonly scheduleId: string | null;
  readonly kind: DialTarget['kind'];
  readonly startedAt: Instant;
  readonly ringingAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly acceptedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly outcome: AttemptOutcome | null;
  readonly why: EndReason | null;
  /** By which it was dialled, in order; none: an extension, or a call of before they were noted. */
  readonly trunks: readonly TrunkTry[];
}

/** One trunk that was asked to carry a try. */
export interface TrunkTry {
  readonly trunk: string;
  readonly startedAt: Instant;
  /** Why the next one was tried; null: it is the last, and the try's end is its own. */
  readonly why: EndReason | null;
}

/** Where a caller is: hearing the greeting, while a step rings (from 0), while all are busy, or at the end of the chain. */
export type Stage = 'greeting' | `step-${number}` | 'all-busy' | 'last-resort' | 'message' | 'announcement';
