import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Language } from '../domain/person.ts';
import type { NumberingPlan } from '../domain/phone-number.ts';
import { dayNumber, type LocalDate } from '../domain/schedule/calendar.ts';
import { localOf } from '../domain/schedule/wall-clock.ts';
import type { Instant } from '../runtime/instant.ts';
import { phrasesIn, wallTime } from '../words/phrases.ts';

/** How instants, lengths and numbers are written for a reader. */
export interface Format {
  /** "25 Nov 18:00", with the weekday within a week, the day left out when it is today. */
  moment(at: Instant, zone?: string): string;
  /** "until 18:00" today, else "until Wed 25 Nov 18:00". */
  until(at: Instant, zone?: string): string;
  /** Always with its day: "Wed 25 Nov 2026, 18:00:05". */
  exact(at: Instant): string;
  day(at: Instant): string;
  time(at: Instant): string;
  seconds(at: Instant): string;
  /** "1 min 05 s" */
  length(milliseconds: number): string;
  /** Without seconds, on the clocks of a zone: "Wed 25 Nov 2026, 18:00". */
  exactly(at: Instant, zone: string): string;
  /** Of a calendar: "Wed 25 Nov". */
  date(date: LocalDate): string;
  /** "November 2026" */
  month(date: LocalDate): string;
  /** For `datetime` attributes. */
  iso(at: Instant): string;
  /** A number as people write it: national at home, international elsewhere. */
  phone(number: string): string;
}

const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' };
const DAY = 24 * 3_600_000;
const WEEK = 7 * DAY;

/** That of whoever reads this page, in the zone of the house. */
export function formatOf({
  language,
  now,
  dependencies: { timeZone, numberingPlan },
}: {
  readonly language: Language;
  readonly now: Instant;
  readonly dependencies: { readonly timeZone: string; readonly numberingPlan: NumberingPlan };
}): Format {
  return createFormat(language, timeZone, now, numberingPlan);
}

export function createFormat(
  language: Language,
  timeZone: string,
  now: Instant,
  { homeCountry }: NumberingPlan,
): Format {
  const at = (options: Intl.DateTimeFormatOptions) => {
    const format = formatter(LOCALES[language], options);
    return (instant: Instant, zone: string) => format.format(wallClock(instant, zone));
  };
  const time = at({ hour: '2-digit', minute: '2-digit' });
  const seconds = at({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const weekday = at({ weekday: 'short', day: 'numeric', month: 'short' });
  const month = at({ month: 'long', year: 'numeric' });
  const day = at({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const isToday = (instant: Instant, zone: string) =>
    localOf(instant, zone).slice(0, 10) === localOf(now, zone).slice(0, 10);
  const dated = (instant: Instant, zone: string) =>
    Math.abs(instant - now) < 26 * WEEK ? weekday(instant, zone) : day(instant, zone);
  const moment = (instant: Instant, zone = timeZone) =>
    isToday(instant, zone) ? time(instant, zone) : `${dated(instant, zone)} ${time(instant, zone)}`;
  return {
    moment,
    until(instant, zone = timeZone) {
      if (language === 'en') return `until ${moment(instant, zone)}`;
      const at = wallTime(instant, zone);
      if (isToday(instant, zone)) return phrasesIn('fr').until(at, wallTime(now, zone));
      return `jusqu’au ${dated(instant, zone)} à ${phrasesIn('fr').clock(at)}`;
    },
    exactly: (instant, zone) => `${day(instant, zone)}, ${time(instant, zone)}`,
    date: (date) => weekday(dayNumber(date) * DAY, 'UTC'),
    month: (date) => month(dayNumber(date) * DAY, 'UTC'),
    exact: (instant) => `${day(instant, timeZone)}, ${seconds(instant, timeZone)}`,
    day: (instant) => day(instant, timeZone),
    time: (instant) => time(instant, timeZone),
    seconds: (instant) => seconds(instant, timeZone),
    length: (milliseconds) => lengthOf(Math.max(0, Math.round(milliseconds / 1000))),
    iso: (instant) => new Date(instant).toISOString(),
    phone(number) {
      const parsed = /^\+\d/.test(number) ? parsePhoneNumberFromString(number) : undefined;
      if (!parsed) return number;
      return parsed.country === homeCountry ? parsed.formatNational() : parsed.formatInternational();
    },
  };
}

function lengthOf(total: number): string {
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  if (hours > 0) return `${hours} h ${two(minutes)} min`;
  return minutes > 0 ? `${minutes} min ${two(seconds)} s` : `${seconds} s`;
}

/** The local time as if it were UTC, so that zones stay the business of `wall-clock` alone. */
function wallClock(instant: Instant, zone: string): number {
  return Date.parse(`${localOf(instant, zone).replace(' ', 'T')}Z`);
}

/** Building one costs a hundred times more than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { ...options, hourCycle: 'h23', timeZone: 'UTC' });
  formatters.set(key, made);
  return made;
}
