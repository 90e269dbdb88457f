import type { WeeklyHours } from '../schedule/duty-window.ts';
import type { Scheme } from './compensation.ts';
import type { LabourRule, Limits } from './limits.ts';
import type { NoticeRule } from './notice-period.ts';
import type { PayrollTemplate } from './payroll-file.ts';
import type { RestRule } from './rest-rule.ts';
import type { RiskRule } from './standby-burden.ts';
import type { Workplace } from './workplace.ts';

/** What holds for the duty of a team: the law's defaults, or its agreement's. */
export interface TeamRules {
  /** The preset that it began from. */
  readonly preset: PresetId;
  /** Where its own figures come from, in the team's words ("company agreement of 3 May 2024, art. 7"). */
  readonly agreement: string;
  readonly rest: RestRule;
  readonly limits: Limits;
  /** What breaks one of these is not published. */
  readonly blocking: readonly LabourRule[];
  readonly notice: NoticeRule;
  readonly night: { readonly from: string; readonly to: string };
  readonly workplace: Workplace;
  readonly timeZone: string;
  /** Of whoever has no hours of their own. */
  readonly workingHours: readonly WeeklyHours[];
  /** Work that follows within so many minutes is the same intervention. */
  readonly gapMinutes: number;
  readonly dayChange: string;
  readonly evening: string;
  readonly shortNightHours: number | null;
  readonly scheme: Scheme;
  readonly currency: Currency;
  /** The shape of the file for the payroll program. */
  readonly payroll: PayrollTemplate;
  /** How fast people must be at work; null: nobody has said. */
  readonly reactionMinutes: number | null;
  readonly risk: RiskRule;
}

export const CURRENCIES = ['EUR', 'CHF'] as const;
export type Currency = (typeof CURRENCIES)[number];

export const PRESET_IDS = [
  'code-du-travail',
  'metallurgie',
  'automobile',
  'fpt-technical',
  'fpt-other',
  'fph',
  'elected',
  'switzerland',
  'switzerland-hospital',
  'germany',
  'germany-hospital',
  'belgium',
] as const;
export type PresetId = (typeof PRESET_IDS)[number];
