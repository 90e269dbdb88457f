import type { CalendarTrouble } from '../domain/calendar-trouble.ts';

/** Words for every trouble with a calendar, in one language. A code without words does not compile. */
export type CalendarTroubleWords = {
  readonly [Code in CalendarTrouble['code']]: (
    trouble: Extract<CalendarTrouble, { readonly code: Code }>,
  ) => string;
};
