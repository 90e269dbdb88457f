/** What work and duty must not exceed. Null: no such limit. Each with its legal default in the presets. */
export interface Limits {
  /** L3121-18, -19. */
  readonly dailyHours: number | null;
  /** L3121-20. */
  readonly weeklyHours: number | null;
  /** L3121-22, -23: of that many weeks. */
  readonly averageHours: number | null;
  readonly averageWeeks: number;
  /** L3132-1. */
  readonly daysPerWeek: number | null;
  /** L3122-23: who reaches it in twelve months is a night worker. */
  readonly nightHoursPerYear: number | null;
  /** Weeks running in which a person has duty. */
  readonly weeksRunning: number | null;
  /** Decree 2002-9 art. 20–25, in a calendar month. */
  readonly saturdaysPerMonth: number | null;
  readonly sundaysPerMonth: number | null;
  readonly holidaysPerMonth: number | null;
  readonly dutyHours: { readonly hours: number; readonly days: number } | null;
  /** ArGV 1 art. 14. */
  readonly dutyDays: { readonly days: number; readonly weeks: number } | null;
}

export const NO_LIMITS: Limits = {
  dailyHours: null,
  weeklyHours: null,
  averageHours: null,
  averageWeeks: 12,
  daysPerWeek: null,
  nightHoursPerYear: null,
  weeksRunning: null,
  saturdaysPerMonth: null,
  sundaysPerMonth: null,
  holidaysPerMonth: null,
  dutyHours: null,
  dutyDays: null,
};

export const CODE_DU_TRAVAIL: Limits = {
  ...NO_LIMITS,
  dailyHours: 10,
  weeklyHours: 48,
  averageHours: 44,
  daysPerWeek: 6,
  nightHoursPerYear: 270,
};

/** Whom the law protects how. `young`: from 16 to 18 years; `child`: under 16; `elected`: no employee, only fairness. */
export const REGIMES = ['employee', 'young', 'child', 'elected'] as const;
export type Regime = (typeof REGIMES)[number];

/** L3164-2: two days of rest a week. */
const MINORS_DAYS = 5;

/** The limits of a person by their team's; minors have their own where it allows more. */
export function limitsOf(limits: Limits, regime: Regime): Limits {
  if (regime !== 'young' && regime !== 'child') return limits;
  return { ...limits, daysPerWeek: Math.min(limits.daysPerWeek ?? MINORS_DAYS, MINORS_DAYS) };
}

/** What a planned duty, or what was worked, can break. */
export const LABOUR_RULES = [
  'daily-rest',
  'weekly-rest',
  'daily-hours',
  'weekly-hours',
  'average-hours',
  'days-per-week',
  'night-hours',
  'weeks-running',
  'saturdays-per-month',
  'sundays-per-month',
  'holidays-per-month',
  'duty-hours',
  'duty-days',
  'minor-at-night',
  'paid-leave',
  'short-notice',
] as const;
export type LabourRule = (typeof LABOUR_RULES)[number];
