import type { Instant } from '../../runtime/instant.ts';
import type { EndReason } from '../escalation/reasons.ts';
import type { ReceivedAttempt, TrunkTry } from './received-call.ts';

/** A trunk that was passed by within a try. */
export interface TrunkChange {
  readonly at: Instant;
  readonly from: string;
  readonly to: string;
  readonly why: EndReason;
}

/**
 * The trunks that a try went through, in their order. One that was known to be down was not asked. `first`: the one that
 * the hotline names; null: not known, or an extension.
 */
export function trunkTries(
  first: string | null,
  startedAt: Instant,
  changes: readonly TrunkChange[],
): readonly TrunkTry[] {
  const begun = first ?? changes[0]?.from ?? null;
  if (begun === null) return [];
  const tries: TrunkTry[] = [{ trunk: begun, startedAt, why: null }];
  for (const { at, to, why } of changes) {
    const last = tries.pop();
    if (last && why.code !== 'trunk-down') tries.push({ ...last, why });
    tries.push({ trunk: to, startedAt: at, why: null });
  }
  return tries;
}

/** What a trunk did in a try. */
export interface TrunkResult {
  readonly trunk: string;
  readonly startedAt: Instant;
  readonly rangAt: Instant | null;
  readonly answered: boolean;
  /** `s503`, `q34`: what the network said; else a code of EndReason, or `none`. Null: it did not fail. */
  readonly failure: string | null;
}

/** Reasons for which the network was never asked. */
const NOT_DIALLED: ReadonlySet<EndReason['code']> = new Set([
  'on-another-call',
  'too-many-calls',
  'number-not-allowed',
  'no-trunk',
  'asterisk-unavailable',
]);

/** Whether the network was asked for an outside number. */
export function wasDialledOutside({ kind, outcome, why }: ReceivedAttempt): boolean {
  return kind === 'phone' && outcome !== 'engaged' && !(why !== null && NOT_DIALLED.has(why.code));
}

/** What each trunk did in a try; a trunk that is tried twice in it is two. */
export function trunkResults(attempt: ReceivedAttempt): readonly TrunkResult[] {
  const { trunks, ringingAt, answeredAt, outcome, why } = attempt;
  if (!wasDialledOutside(attempt)) return [];
  return trunks.map((one, index) => {
    const { trunk, startedAt } = one;
    // The one that rings is the last one tried.
    if (index < trunks.length - 1)
      return { trunk, startedAt, rangAt: null, answered: false, failure: failureCode(one.why) };
    return {
      ...{ trunk, startedAt, rangAt: ringingAt, answered: answeredAt !== null },
      failure: outcome === 'unreachable' ? failureCode(why) : null,
    };
  });
}

function failureCode(why: EndReason | null): string {
  return networkCode(why) || (why?.code ?? 'none');
}

/** `s486`: a SIP status; `q17`: a Q.850 cause, where there was no status; empty: the network said nothing. */
export function networkCode(why: EndReason | null): string {
  if (why?.code !== 'network') return '';
  return why.sip === null ? `q${why.q850}` : `s${why.sip}`;
}

/** `trunk what` of a call: what each trunk did for it, each once. */
export function trunkFacts(attempts: readonly ReceivedAttempt[]): readonly TrunkFact[] {
  const facts = attempts
    .flatMap(trunkResults)
    .flatMap(({ trunk, rangAt, answered, failure }) =>
      [
        'tried' as const,
        ...(rangAt !== null || answered ? ['rang' as const] : []),
        ...(answered ? ['answered' as const] : []),
        ...(failure === null ? [] : [`failed.${failure}` as const]),
      ].map((what): TrunkFact => ({ trunk, what })),
    );
  return [...new Map(facts.map((one) => [`${one.trunk} ${one.what}`, one])).values()];
}

export interface TrunkFact {
  readonly trunk: string;
  readonly what: TrunkWhat;
}

export type TrunkWhat = 'tried' | 'rang' | 'answered' | `failed.${string}`;
