import type { Answer } from '../../calls/dry-run/assumptions.ts';
import type { DialledAttempt } from '../../domain/statistics/call-of-events.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';

/** What somebody did when their phone was dialled. */
export interface SeenAnswer extends Answer {
  /** Seen for so long from the dialling on; what they would have done later is not known. Null: they did something. */
  readonly seenSeconds: number | null;
}

/** A ring that is let go on to its end ends within so long of its time. */
const TOLERANCE_SECONDS = 1;

/** Reads off a try what its person did; null: it was never dialled. */
export function seenAnswer(attempt: DialledAttempt): SeenAnswer | null {
  const { startedAt, ringingAt, answeredAt, acceptedAt, endedAt, outcome, why } = attempt;
  if (outcome === null || endedAt === null) return null;
  const rangAt = ringingAt ?? answeredAt;
  const networkSeconds = between(startedAt, rangAt ?? endedAt);
  const rang = rangAt === null ? undefined : between(rangAt, endedAt);
  const did = (behaviour: Answer['behaviour']): SeenAnswer => ({
    ...{ networkSeconds, behaviour, seenSeconds: null },
  });
  const answered = answeredAt === null ? null : between(rangAt ?? answeredAt, answeredAt);
  if (acceptedAt !== null && answeredAt !== null)
    return did({ kind: 'accepts', seconds: answered ?? 0, keySeconds: between(answeredAt, acceptedAt) });
  switch (outcome) {
    case 'engaged':
      return { networkSeconds: 0, behaviour: { kind: 'engaged' }, seenSeconds: null };
    case 'busy':
    case 'unreachable':
      return did({ kind: outcome, ...(rang === undefined ? {} : { afterRingSeconds: rang }) });
    case 'declined':
      return answered === null || answeredAt === null
        ? did({ kind: 'rejects', seconds: rang ?? 0 })
        : did({ kind: 'declines', seconds: answered, keySeconds: between(answeredAt, endedAt) });
    case 'not-accepted':
      return did({
        ...{ kind: 'mailbox', seconds: answered ?? 0 },
        ...(why?.code === 'hung-up-after-answer'
          ? { staysSeconds: between(answeredAt ?? endedAt, endedAt) }
          : {}),
      });
    case 'no-answer':
      if (why !== null && why.code !== 'ring-time-over' && rang !== undefined)
        return did({ kind: 'no-answer', seconds: rang });
      return untilThen(networkSeconds, between(startedAt, endedAt) + TOLERANCE_SECONDS);
    default:
      // Cut off: by whoever took the call, by the caller's leaving, by the chain's limit.
      return answered === null
        ? untilThen(networkSeconds, between(startedAt, endedAt))
        : { ...did({ kind: 'mailbox', seconds: answered }), seenSeconds: between(startedAt, endedAt) };
  }
}

function untilThen(networkSeconds: number, seenSeconds: number): SeenAnswer {
  return { networkSeconds, behaviour: { kind: 'no-answer' }, seenSeconds };
}

function between(from: Instant, to: Instant): number {
  return (to - from) / SECOND;
}

/** When, from the dialling on, somebody or the network first does something; infinite: never. */
export function actsAfterSeconds({ networkSeconds, behaviour }: Answer): number {
  switch (behaviour.kind) {
    case 'no-answer':
      return behaviour.seconds === undefined ? Number.POSITIVE_INFINITY : networkSeconds + behaviour.seconds;
    case 'busy':
    case 'unreachable':
      return networkSeconds + (behaviour.afterRingSeconds ?? 0);
    case 'engaged':
      return 0;
    default:
      return networkSeconds + behaviour.seconds;
  }
}

/** As it was seen for as long as it was, and then as another one did. */
export function goingOn({ networkSeconds }: SeenAnswer, { behaviour, ...then }: Answer): Answer {
  const later = actsAfterSeconds({ behaviour, ...then }) - networkSeconds;
  switch (behaviour.kind) {
    case 'no-answer':
      return {
        networkSeconds,
        behaviour: behaviour.seconds === undefined ? behaviour : { ...behaviour, seconds: later },
      };
    case 'busy':
    case 'unreachable':
      return { networkSeconds, behaviour: { ...behaviour, afterRingSeconds: later } };
    case 'engaged':
      return { networkSeconds, behaviour };
    default:
      return { networkSeconds, behaviour: { ...behaviour, seconds: later } };
  }
}
