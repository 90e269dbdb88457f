/** What a planning must never do to a person. Null: no such rule. */
export interface Rules {
  /** The longest time on duty without a break. */
  readonly longestRunHours: number | null;
  /** The most days in a row on which a person's duty starts. */
  readonly longestRunDays: number | null;
  /** The least time between the end of one duty and the start of the next, unless one goes on into the other. */
  readonly restHours: number | null;
  /** Nobody has duties that start in two weeks running. */
  readonly noTwoWeeksRunning: boolean;
  readonly caps: readonly Cap[];
  /** What the rules of a person's team ask of them alone. Left out: nothing. */
  readonly ofPeople?: readonly PersonRule[];
}

/** Rules of duty within the law that look at one person. */
export type PersonRule = {
  readonly personId: string;
} /** At most so many hours in any so many days running. */ & (
  | { readonly kind: 'rolling-hours'; readonly hours: number; readonly days: number }
  /** Duty that starts in no more than so many weeks running. */
  | { readonly kind: 'weeks-running'; readonly weeks: number }
);

export const CAP_COUNTS = [
  'hours',
  'duties',
  'nights',
  'weekends',
  'saturdays',
  'sundays',
  'holidays',
] as const;
export type CapCount = (typeof CAP_COUNTS)[number];
export const CAP_PERIODS = ['week', 'month', 'period'] as const;
export type CapPeriod = (typeof CAP_PERIODS)[number];

/**
 * At most so many hours, duties, or different nights, weekends or holidays in a week, in a month or in the period
 * to plan. A duty belongs to the week and month in which it starts; those before the period count in the week and
 * month that the period begins in.
 */
export interface Cap {
  readonly count: CapCount;
  readonly per: CapPeriod;
  readonly atMost: number;
  /** Null: for each person. */
  readonly personId: string | null;
}

/** The name of a rule in explanations and switches. */
export type RuleName =
  | 'one-place-at-a-time'
  | 'longest-run-hours'
  | 'longest-run-days'
  | 'rest'
  | 'no-two-weeks-running'
  | 'rolling-hours'
  | 'weeks-running'
  | 'cap';
