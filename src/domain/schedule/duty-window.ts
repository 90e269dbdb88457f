import type { LocalDate } from './calendar.ts';

/** When something holds: in any of its parts. An empty one never does. The clocks are those of whoever has it. */
export type DutyWindow = readonly WindowPart[];

export const HOLIDAY_TREATMENTS = ['like-other-days', 'excluded', 'only'] as const;
export type HolidayTreatment = (typeof HOLIDAY_TREATMENTS)[number];

/** All of it must hold at once. */
export interface WindowPart {
  /** Within the week; null: at any time. */
  readonly hours: readonly WeeklyHours[] | null;
  readonly holidays: HolidayTreatment;
  /** Only on these days, both included; null: on any day. For closures and seasons. */
  readonly dates: { readonly from: LocalDate; readonly to: LocalDate } | null;
}

/**
 * A stretch of the week on local clocks, from `from` to `to`, which may lie in the next week (Friday 18:00 to Monday
 * 08:00). Both the same: the whole week. Weekdays are ISO, Monday is 1; times are `HH:mm`.
 */
export interface WeeklyHours {
  readonly from: WeekTime;
  readonly to: WeekTime;
}

export interface WeekTime {
  readonly weekday: number;
  readonly time: string;
}

/** Which local days count as public holidays. */
export interface HolidayRule {
  /** ISO 3166 country; null: no public holidays. */
  readonly country: string | null;
  /** Its part with holidays of its own (France: `57`, `67`, `68` for Alsace-Moselle); null: none. */
  readonly region: string | null;
  /** Public holidays that are worked like other days, each year, by their rule (`easter 50`); left out: none. */
  readonly worked?: readonly string[];
  /** Own closed days, treated as public holidays. */
  readonly closedDays: readonly LocalDate[];
}

export const NO_HOLIDAYS: HolidayRule = { country: null, region: null, closedDays: [] };
