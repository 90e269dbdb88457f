import type { Regime } from './limits.ts';

/**
 * What an intervention does to a rest. The four regimes that there are:
 * - `restart`: the full rest begins anew at the end of the intervention, unless it had been had in one piece before
 *   (L3131-1; DRT circular 2003-06 of 14 April 2003; § 5 ArbZG);
 * - `owed`: work goes on as planned, and as much rest as was lost is given later (urgent work: D3131-1 and -2, L3132-4;
 *   Métallurgie 96.2.1.4);
 * - `addUp`: the pieces count together; a rest that was not in one piece is compensated, and one that is too short in all
 *   is compensated more (IDCC 1090, art. 1.10);
 * - `prolong`: interventions push the end of the rest out by their length, and it begins anew only where no piece of
 *   `minPieceHours` can be had (Switzerland, ArGV 1 art. 19).
 */
export type RestStrategy =
  | { readonly kind: 'restart' }
  | { readonly kind: 'owed' }
  | { readonly kind: 'addUp' }
  | { readonly kind: 'prolong'; readonly minPieceHours: number };

export const REST_STRATEGIES = [
  'restart',
  'owed',
  'addUp',
  'prolong',
] as const satisfies readonly RestStrategy['kind'][];

/** A rest that must be had. */
export interface RestDemand {
  readonly strategy: RestStrategy;
  readonly hours: number;
  /**
   * The least that an agreement lets be had at once (9 of 11 hours, D3131-6), the rest being owed; for `owed`, below it
   * the rest begins anew. Null: no less than `hours`; for `owed`, no floor.
   */
  readonly floorHours: number | null;
}

/** The rest between two working days, and its weekly twin. */
export interface RestRule {
  readonly daily: RestDemand;
  readonly weekly: RestDemand;
}

export const RESTART: RestStrategy = { kind: 'restart' };
export const OWED: RestStrategy = { kind: 'owed' };
export const ADD_UP: RestStrategy = { kind: 'addUp' };

/** L3164-1: 12 hours, 14 under 16 years; L3164-2: two days a week. In one piece, whatever the team's agreement says. */
const MINORS_HOURS = { young: { daily: 12, weekly: 48 }, child: { daily: 14, weekly: 48 } } as const;

/** The rest of a person by their team's rule; minors have at least theirs. */
export function restOf(rule: RestRule, regime: Regime): RestRule {
  if (regime !== 'young' && regime !== 'child') return rule;
  const least = MINORS_HOURS[regime];
  const inOnePiece = ({ hours }: RestDemand, atLeast: number): RestDemand => ({
    strategy: RESTART,
    hours: Math.max(hours, atLeast),
    floorHours: null,
  });
  return { daily: inOnePiece(rule.daily, least.daily), weekly: inOnePiece(rule.weekly, least.weekly) };
}
