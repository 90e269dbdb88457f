import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { Outcome } from '../call.ts';
import type { ReceivedAttempt, ReceivedCall, Stage } from './received-call.ts';

/**
 * What a call counts as. `refused`: by the block list. `short-abandon`: the caller left at once, most often a wrong
 * number. `closed`: the hotline rang nobody at that hour. All others are offered to people, and rates are of those.
 */
export const CALL_KINDS = ['offered', 'closed', 'refused', 'short-abandon'] as const;
export type CallKind = (typeof CALL_KINDS)[number];

/** Whoever leaves within so long did not mean to wait. */
export const SHORT_ABANDON_SECONDS = 5;

/** A call back within this long counts as handled in the end. */
const HANDLED_WITHIN_MS = 2 * 3_600_000;

/** Everything that figures say of one call. Seconds count from the caller's arrival, unless said otherwise. */
export interface CountedCall {
  readonly id: string;
  readonly startedAt: Instant;
  readonly kind: CallKind;
  readonly outcome: Outcome;
  /** Null: no phone rang. */
  readonly firstRingSeconds: number | null;
  /** Until a person took it by the key; null: nobody did. What a mailbox picks up is never taken. */
  readonly takenSeconds: number | null;
  /** Who took it, when it was one of the chain. */
  readonly takenBy: ReceivedAttempt | null;
  /** From acceptance to the caller's end; null: nobody took it. */
  readonly talkSeconds: number | null;
  /** Where the caller left before anybody took it, or a message was left; null: they did not. */
  readonly leftAt: Stage | null;
  /** How long those who left had waited. */
  readonly leftSeconds: number | null;
  /** Since the same number called the same hotline; null: never. */
  readonly againSeconds: number | null;
  /** Taken, or its task closed as reached within two hours of the call. */
  readonly handled: boolean;
}

/** Reads off a call all that is counted of it. */
export function countCall(call: ReceivedCall, shortAbandonSeconds = SHORT_ABANDON_SECONDS): CountedCall {
  const takenBy = firstAccepted(call.attempts);
  const takenAt = takenBy?.acceptedAt ?? call.takenInFallbackAt;
  const hasLeft = call.outcome === 'caller-hung-up' && takenAt === null;
  const leftSeconds = hasLeft ? secondsBetween(call.startedAt, call.endedAt) : null;
  return {
    id: call.id,
    startedAt: call.startedAt,
    kind: kindOf(call, leftSeconds, shortAbandonSeconds),
    outcome: call.outcome,
    firstRingSeconds: firstRing(call),
    takenSeconds: takenAt === null ? null : secondsBetween(call.startedAt, takenAt),
    takenBy,
    talkSeconds: takenAt === null ? null : secondsBetween(takenAt, call.endedAt),
    leftAt: hasLeft ? (call.stages.at(-1)?.stage ?? 'greeting') : null,
    leftSeconds,
    againSeconds: call.calledBeforeAt === null ? null : secondsBetween(call.calledBeforeAt, call.startedAt),
    handled: takenAt !== null || wasReachedLater(call),
  };
}

/** Whole seconds, a begun one counting in full: "within 30 s" holds to the millisecond. */
export function secondsBetween(from: Instant, to: Instant): number {
  return Math.max(0, Math.ceil((to - from) / SECOND));
}

/** Tries from which somebody was found: what comes after is the caller being passed on. */
export function triesBefore(call: ReceivedCall, takenBy: ReceivedAttempt | null): readonly ReceivedAttempt[] {
  const takenAt = takenBy?.acceptedAt ?? null;
  return takenAt === null ? call.attempts : call.attempts.filter(({ startedAt }) => startedAt < takenAt);
}

function kindOf(call: ReceivedCall, leftSeconds: number | null, shortAbandonSeconds: number): CallKind {
  if (call.outcome === 'refused') return 'refused';
  if (leftSeconds !== null && leftSeconds <= shortAbandonSeconds) return 'short-abandon';
  return call.wasClosed ? 'closed' : 'offered';
}

function firstAccepted(attempts: readonly ReceivedAttempt[]): ReceivedAttempt | null {
  return attempts.reduce<ReceivedAttempt | null>(
    (first, one) =>
      one.acceptedAt !== null && (first === null || one.acceptedAt < (first.acceptedAt ?? 0)) ? one : first,
    null,
  );
}

function firstRing({ startedAt, attempts }: ReceivedCall): number | null {
  const rings = attempts.flatMap(({ ringingAt }) => (ringingAt === null ? [] : [ringingAt]));
  return rings.length === 0 ? null : secondsBetween(startedAt, Math.min(...rings));
}

function wasReachedLater({ startedAt, task }: ReceivedCall): boolean {
  return task !== null && task.reason === 'reached' && task.doneAt - startedAt <= HANDLED_WITHIN_MS;
}
