import type { LabourRule } from './labour/limits.ts';
import type { ScheduleRule } from './schedule/validity.ts';
import type { SwapRule } from './swap/swap-rule.ts';

/** Every rule that a change of the planning may break. */
export type PlanningRule =
  | ScheduleRule
  | SwapRule
  /** Of the person's team, which says that nothing may break it. */
  | LabourRule
  | 'is-planned'
  | 'override-exists'
  | 'absence-exists'
  | 'still-to-come'
  | 'lasts-a-year-at-most'
  | 'lies-in-period'
  | 'draft-is-open'
  | 'replaces-now';
