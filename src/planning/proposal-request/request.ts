import type { BurdenWeights } from '../../domain/planning-proposal/burden.ts';
import type { Wish } from '../../domain/planning-proposal/problem.ts';
import type { Rules } from '../../domain/planning-proposal/rules.ts';
import type { SlotPattern } from '../../domain/planning-proposal/slot-pattern.ts';
import type { Instant } from '../../runtime/instant.ts';

/** What a planning is wished to be like, for a schedule and a period. */
export interface PlanningRequest {
  readonly people: readonly RequestedPerson[];
  readonly patterns: readonly SlotPattern[];
  readonly rules: Rules;
  readonly weights: BurdenWeights;
  /** Local times. */
  readonly night: { readonly from: string; readonly to: string };
  /** Local dates. */
  readonly holidays: readonly string[];
  /** How far back duties count in the burden. */
  readonly pastDays: number;
}

export interface RequestedPerson {
  readonly personId: string;
  readonly share: number;
  /** Before this they could not be on duty, and are not to make up for it; null: they always could, or joined as their card says. */
  readonly joinedAt: Instant | null;
  readonly wishes: readonly Wish[];
}
