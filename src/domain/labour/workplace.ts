import { type DayNumber, dayNumber, type LocalDate, yearOf } from '../schedule/calendar.ts';
import type { HolidayRule } from '../schedule/duty-window.ts';
import { holidaysOf } from '../schedule/holidays.ts';

export const TERRITORIES = [
  'mainland',
  'alsace-moselle',
  'guadeloupe',
  'martinique',
  'guyane',
  'reunion',
  'mayotte',
  'saint-barthelemy',
  'saint-martin',
] as const;
export type Territory = (typeof TERRITORIES)[number];

/** Where people work: public holidays are the workplace's, not the person's nor the hotline's. */
export type Workplace =
  | {
      readonly kind: 'france';
      readonly territory: Territory;
      /** In Alsace-Moselle: the commune has a Protestant temple or a mixed church (L3134-13). */
      readonly goodFriday: boolean;
      readonly closedDays: readonly LocalDate[];
    }
  | { readonly kind: 'elsewhere'; readonly rule: HolidayRule };

/** L3133-1: those with a date; the others hang on Easter. */
const FIXED = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'] as const;
/** Days after Easter Sunday: Easter Monday, Ascension, Whit Monday. */
const AFTER_EASTER = [1, 39, 50] as const;
const GOOD_FRIDAY = -2;

/** L3422-2: the days on which the abolition of slavery is commemorated. */
const ABOLITION: Readonly<Partial<Record<Territory, string>>> = {
  mayotte: '04-27',
  martinique: '05-22',
  guadeloupe: '05-27',
  'saint-martin': '05-27',
  guyane: '06-10',
  'saint-barthelemy': '10-09',
  reunion: '12-20',
};

/** Says of a day whether it is a public holiday at that workplace. */
export function workplaceHolidays(workplace: Workplace): (day: DayNumber) => boolean {
  if (workplace.kind === 'elsewhere') return holidaysOf(workplace.rule);
  const closed = new Set(workplace.closedDays.map(dayNumber));
  const years = new Map<number, ReadonlySet<DayNumber>>();
  return (day) => {
    const year = yearOf(day);
    const known = years.get(year) ?? new Set(frenchHolidays(year, workplace));
    years.set(year, known);
    return closed.has(day) || known.has(day);
  };
}

function frenchHolidays(
  year: number,
  { territory, goodFriday }: Extract<Workplace, { kind: 'france' }>,
): readonly DayNumber[] {
  const easter = easterOf(year);
  const isAlsatian = territory === 'alsace-moselle';
  const abolition = ABOLITION[territory];
  return [
    ...FIXED.map((date) => dayNumber(`${year}-${date}`)),
    ...AFTER_EASTER.map((days) => easter + days),
    ...(isAlsatian ? [dayNumber(`${year}-12-26`)] : []),
    ...(isAlsatian && goodFriday ? [easter + GOOD_FRIDAY] : []),
    ...(abolition ? [dayNumber(`${year}-${abolition}`)] : []),
  ];
}

/** Easter Sunday of the Gregorian calendar (the anonymous algorithm; Meeus, Astronomical Algorithms, chapter 8). */
function easterOf(year: number): DayNumber {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const leapCenturies = Math.floor(century / 4);
  const moon = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leapCenturies - moon + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const shifted = epact + toSunday - 7 * late + 114;
  const month = String(Math.floor(shifted / 31)).padStart(2, '0');
  return dayNumber(`${year}-${month}-${String((shifted % 31) + 1).padStart(2, '0')}`);
}
