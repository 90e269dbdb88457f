/** `closed_days`: local days, comma-separated. */
export interface HolidayColumns {
  holiday_country: string | null;
  holiday_region: string | null;
  closed_days: string;
  /** Rules of the public holidays that are worked, as JSON. */
  worked_holidays: string;
}
