import type { DialTarget } from '../phone-number.ts';

/** The chain a call climbs. Snapshotted when the call starts; who is on duty is not. */
export interface EscalationPolicy {
  readonly id: string;
  readonly name: string;
  readonly steps: readonly Step[];
  /** How many times the whole chain is tried. */
  readonly rounds: number;
  /** From the first step to giving up, whatever is left to try. */
  readonly overallLimitSeconds: number;
}

export interface Step {
  readonly targets: readonly Target[];
  readonly strategy: Strategy;
  /** How long each contact method rings. */
  readonly ringSeconds: number;
  /** Those on duty who have this skill ring first. */
  readonly skill: string | null;
}

export type Target =
  | { readonly kind: 'schedule'; readonly scheduleId: string }
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'team'; readonly teamId: string }
  | {
      readonly kind: 'number';
      readonly label: string;
      readonly target: DialTarget;
      readonly mustAccept: boolean;
    };

export const STRATEGIES = ['in-order', 'all-at-once', 'longest-idle'] as const;
export type Strategy = (typeof STRATEGIES)[number];
