import type { ScheduleRule } from './schedule/validity.ts';
import type { SwapRule } from './swap/swap-rule.ts';

/** Every rule that a change of the planning may break. */
export type PlanningRule =
  | ScheduleRule
  | SwapRule
  | 'is-planned'
  | 'override-exists'
  | 'absence-exists'
  | 'still-to-come'
  | 'lies-in-period'
  | 'draft-is-open'
  | 'replaces-now';
