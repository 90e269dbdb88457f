import type { Interval } from '../../runtime/instant.ts';
import type { LabourRule } from './limits.ts';

/** A rule that a person's duty or work breaks, or is about to. Words are made where it is shown. */
export interface Finding extends Interval {
  readonly rule: LabourRule;
  readonly personId: string;
  /** Hours, days, weeks or times, as the rule counts; rounded for reading. */
  readonly amount: number;
  readonly limit: number;
  /** `near`: not broken yet. */
  readonly degree: 'broken' | 'near';
}

/** A finding with what its person's team says to it. */
export interface JudgedFinding extends Finding {
  readonly isBlocking: boolean;
  /** Where the rule stands. */
  readonly source: string;
  readonly timeZone: string;
}
