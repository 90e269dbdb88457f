import type { LegCause } from '../domain/call.ts';
import type { EndReason } from '../domain/escalation/reasons.ts';

/**
 * Q.850 causes that say something of the person; every other one says that they could not be reached.
 * Asterisk makes them from SIP so: 486, 600 → 17; 403, 603 → 21; 408 → 18; 480 → 19; 404 → 1; 410 → 22; 484 → 28;
 * 488 → 58; 500 → 38; 502 → 27; 503 → 34; 504 → 102; 487 → 127 (measured on 22.10.1); and by its source 401, 407 → 21;
 * 483 → 19; 485, 604 → 1; other 5xx → 34; other 4xx → 127. Operators vary: a cause may speed the chain up, never stop it.
 */
const PERSONAL: ReadonlyMap<number, LegCause> = new Map([
  [17, 'busy'],
  [21, 'declined'],
  [18, 'no-answer'],
  [19, 'no-answer'],
]);

/** SIP answers that say that the network could not carry the call, and nothing of who was called. */
const SIP_OF_TRUNK: readonly number[] = [403, 404, 408, 484];
/** The same in Q.850, where no SIP status is known: unallocated, no route, out of order, invalid, congestion, failures. */
const Q850_OF_TRUNK: readonly number[] = [1, 2, 3, 27, 28, 34, 38, 41, 42, 102, 127];

/** Whether a leg that nobody was heard of ended because its trunk could not carry it. */
export function trunkFailed({ cause, techCause }: Pick<LegEnding, 'cause' | 'techCause'>): boolean {
  if (techCause !== null && techCause >= 300)
    return SIP_OF_TRUNK.includes(techCause) || (techCause >= 500 && techCause < 600);
  return cause !== null && Q850_OF_TRUNK.includes(cause);
}

/** How a leg came to its end, as far as we watched it. */
export interface LegEnding {
  /** Q.850; null when Asterisk did not say. */
  readonly cause: number | null;
  readonly causeText: string;
  /** The SIP status, where the network gave one. */
  readonly techCause: number | null;
  readonly answered: boolean;
  /** We asked for the end. */
  readonly hungUpByUs: boolean;
  /** The far end or the network asked for it. Neither: the ring time we had set ran out. */
  readonly hungUpByThem: boolean;
}

/** The end of a leg in our words, with the network's own beside it. */
export function legCause(ending: LegEnding): { readonly cause: LegCause; readonly why: EndReason } {
  const why = networkReason(ending);
  if (ending.answered || ending.hungUpByUs) return { cause: 'hung-up', why };
  const cause = (ending.cause === null ? undefined : PERSONAL.get(ending.cause)) ?? 'unreachable';
  // Asterisk gives 19 and SIP 480 for its own ring time-out too; then nobody has asked for the hang-up.
  if (cause === 'no-answer' && !ending.hungUpByThem) return { cause, why: { code: 'ring-time-over' } };
  return { cause, why };
}

/** What says most of a person, first. */
const TELLING: readonly LegCause[] = ['hung-up', 'declined', 'no-answer', 'busy', 'unreachable'];

/** Of the ends of several phones that rang for one person, the one that says most of them. */
export function mostTelling<End extends { readonly cause: LegCause }>(ends: readonly End[]): End {
  const [best] = ends.toSorted((a, b) => TELLING.indexOf(a.cause) - TELLING.indexOf(b.cause));
  if (best === undefined) throw new Error('a leg that ended has an end');
  return best;
}

function networkReason({ cause, causeText, techCause }: LegEnding): EndReason {
  if (cause === null) return { code: 'no-cause' };
  return { code: 'network', q850: cause, sip: techCause, said: causeText };
}
