import type { Scheme } from './compensation.ts';
import type { PackageKind } from './duty-packages.ts';
import type { HourKind } from './hour-kinds.ts';

/** Amounts in cents, as in force in November 2026; each is a setting of the team. */

const hourly = (
  day: number,
  saturday: number,
  night: number,
  sunday: number,
): Readonly<Record<HourKind, number>> => ({
  day,
  saturday,
  night,
  sunday,
  holiday: sunday,
});

const packages = (each: Partial<Record<PackageKind, number>>): Readonly<Record<PackageKind, number>> => ({
  week: 0,
  weekend: 0,
  'monday-to-friday': 0,
  saturday: 0,
  'sunday-or-holiday': 0,
  'weekday-night': 0,
  'short-night': 0,
  ...each,
});

/** Without an agreement the employer sets the compensation (L3121-12): nothing is assumed but that hours are counted. */
export const NOTHING_SET: Scheme = [
  { kind: 'duty-hours', code: 'AST', pays: 'cents', perHour: hourly(0, 0, 0, 0) },
];

/** IDCC 3248, art. 96.2.1.3; the hourly minimum (SMH) is the person's group's, to be set. */
export const METALLURGIE: Scheme = [
  { kind: 'duty-periods', code: 'AST', hourlyCents: 0, onDailyRest: 1, onRestDay: 2 },
];

/** Decree 2015-415, arrêté of 14 April 2015, *astreinte d'exploitation*; half on top when told late. */
export const FPT_EXPLOITATION: Scheme = [
  {
    kind: 'duty-packages',
    code: 'AST',
    pays: 'cents',
    each: packages({
      week: 15920,
      weekend: 11620,
      'sunday-or-holiday': 4655,
      'weekday-night': 1075,
      'short-night': 860,
      saturday: 3740,
    }),
    holidayInWeek: false,
  },
  { kind: 'late-notice', code: 'ASTMAJ', percent: 50 },
];

/** The same, *astreinte de sécurité*. */
export const FPT_SAFETY: Scheme = [
  {
    kind: 'duty-packages',
    code: 'AST',
    pays: 'cents',
    each: packages({
      week: 14948,
      weekend: 10928,
      'sunday-or-holiday': 4338,
      saturday: 3485,
      'weekday-night': 1005,
      'short-night': 808,
    }),
    holidayInWeek: false,
  },
  { kind: 'late-notice', code: 'ASTMAJ', percent: 50 },
];

const OTHER_EACH = packages({
  week: 14948,
  weekend: 10928,
  'monday-to-friday': 4500,
  saturday: 3485,
  'sunday-or-holiday': 4338,
  'weekday-night': 1005,
  'short-night': 1005,
});

/** Decrees 2001-623 and 2005-542, arrêté of 3 November 2015: all but technical staff. */
export const FPT_OTHER: Scheme = [
  { kind: 'duty-packages', code: 'AST', pays: 'cents', each: OTHER_EACH, holidayInWeek: false },
  { kind: 'intervention-hours', code: 'ASTINT', pays: 'cents', perHour: hourly(1600, 2000, 2400, 3200) },
  { kind: 'late-notice', code: 'ASTMAJ', percent: 50 },
];

/** Minutes of a working day of rest (7 hours), unless the team's is another. */
const REST_DAY = 7 * 60;

/** The same staff, rest instead of money: arrêté of 3 November 2015, art. 2 and 5. */
export const FPT_OTHER_REST: Scheme = [
  {
    kind: 'duty-packages',
    code: 'ASTR',
    pays: 'minutes',
    each: packages({
      week: 1.5 * REST_DAY,
      weekend: REST_DAY,
      'monday-to-friday': 0.5 * REST_DAY,
      saturday: 0.5 * REST_DAY,
      'sunday-or-holiday': 0.5 * REST_DAY,
      'weekday-night': 120,
      'short-night': 120,
    }),
    holidayInWeek: false,
  },
  {
    kind: 'intervention-rest',
    code: 'ASTINTR',
    percent: { day: 110, saturday: 110, night: 125, sunday: 125, holiday: 125 },
  },
];

/** Decree 2002-9: what is paid is set by each establishment. */
export const HOSPITAL: Scheme = NOTHING_SET;

/** Minutes of rest for an hour on call: a tenth of it (ArGV 2 art. 8a, reaction within 30 minutes). */
export const SWISS_HOSPITAL: Scheme = [
  { kind: 'duty-hours', code: 'PIKETT', pays: 'minutes', perHour: hourly(6, 6, 6, 6) },
];

/** IDCC 2216, art. 5.9.2 b: rest as long as the intervention, between 21:00 (or 22:00) and 05:00. */
export const FOOD_RETAIL_REST: Scheme = [
  {
    kind: 'intervention-rest',
    code: 'ASTINTR',
    percent: { day: 0, saturday: 0, night: 100, sunday: 0, holiday: 0 },
  },
];
