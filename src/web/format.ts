import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Language } from '../domain/person.ts';
import type { NumberingPlan } from '../domain/phone-number.ts';
import { dayNumber, type LocalDate } from '../domain/schedule/calendar.ts';
import type { Instant } from '../runtime/instant.ts';
import { isSameDay, readWallTime } from '../words/phrase-kinds.ts';
import { phrasesIn, sentence, setIn, wallTime } from '../words/phrases.ts';

/** How instants, lengths and numbers are written for a reader. The year stands where it is not this one's. */
export interface Format {
  /** By itself: "Wed 25 Nov 18:00", the day left out when it is today. */
  moment(at: Instant, zone?: string): string;
  /** In a sentence: "at 18:00" today, else "on Wed 25 Nov at 18:00". */
  at(at: Instant, zone?: string): string;
  /** "since 18:00" today, else "since Wed 25 Nov 18:00". */
  since(at: Instant, zone?: string): string;
  /** "until 18:00" today, else "until Wed 25 Nov 18:00". */
  until(at: Instant, zone?: string): string;
  /** "from Wed 25 Nov 18:00 to Thu 26 Nov 08:00", "on Wed 25 Nov from 08:00 to 18:00". */
  span(startAt: Instant, endAt: Instant, zone?: string): string;
  /** The same at the beginning of a line. */
  spanLine(startAt: Instant, endAt: Instant, zone?: string): string;
  /** Whole days, `endAt` being the midnight after the last one: "from Wed 25 Nov to Thu 26 Nov". */
  days(startAt: Instant, endAt: Instant): string;
  /** Always with its day: "Wed 25 Nov 2026 18:00:05". */
  exact(at: Instant): string;
  day(at: Instant): string;
  time(at: Instant): string;
  seconds(at: Instant): string;
  /** "1 min 05 s" */
  length(milliseconds: number): string;
  /** With its year and without seconds, on the clocks of a zone: "Wed 25 Nov 2026 18:00". */
  exactly(at: Instant, zone: string): string;
  /** Of what clocks show, beside the heading of a day: "18:00", with its own day where it is another. */
  reading(local: string, beside: LocalDate): string;
  /** Of a calendar: "Wed 25 Nov". */
  date(date: LocalDate): string;
  /** "from Mon 23 Nov to Sun 29 Nov" */
  dates(first: LocalDate, last: LocalDate): string;
  /** "November 2026" */
  month(date: LocalDate): string;
  /** For `datetime` attributes. */
  iso(at: Instant): string;
  /** A number as people write it: national at home, international elsewhere. */
  phone(number: string): string;
}

const DAY = 24 * 3_600_000;

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
  const phrases = phrasesIn(language);
  const today = (zone: string) => wallTime(now, zone);
  const span = (startAt: Instant, endAt: Instant, zone = timeZone) =>
    phrases.between(wallTime(startAt, zone), wallTime(endAt, zone), today(zone), 'short');
  const ofDate = (date: LocalDate) => wallTime(dayNumber(date) * DAY, 'UTC');
  const exactDay = (instant: Instant, zone: string) => phrases.day(wallTime(instant, zone), null, 'short');
  return {
    moment: (instant, zone = timeZone) => phrases.moment(wallTime(instant, zone), today(zone), 'short'),
    at: (instant, zone = timeZone) => phrases.at(wallTime(instant, zone), today(zone), 'short'),
    since: (instant, zone = timeZone) => phrases.since(wallTime(instant, zone), today(zone), 'short'),
    until: (instant, zone = timeZone) => phrases.until(wallTime(instant, zone), today(zone), 'short'),
    span,
    spanLine: (startAt, endAt, zone) => sentence(span(startAt, endAt, zone)),
    days: (startAt, endAt) =>
      sentence(
        phrases.days(wallTime(startAt, timeZone), wallTime(endAt - 1, timeZone), today(timeZone), 'short'),
      ),
    exactly: (instant, zone) => phrases.moment(wallTime(instant, zone), null, 'short'),
    reading(local, beside) {
      const [time, day] = [readWallTime(local), readWallTime(beside)];
      return isSameDay(time, day) ? phrases.clock(time) : phrases.moment(time, day, 'short');
    },
    date: (date) => phrases.day(ofDate(date), today(timeZone), 'short'),
    dates: (first, last) => sentence(phrases.days(ofDate(first), ofDate(last), today(timeZone), 'short')),
    month: (date) => phrases.month(ofDate(date)),
    exact: (instant) =>
      `${exactDay(instant, timeZone)}, ${phrases.clockToTheSecond(wallTime(instant, timeZone))}`,
    day: (instant) => exactDay(instant, timeZone),
    time: (instant) => phrases.clock(wallTime(instant, timeZone)),
    seconds: (instant) => phrases.clockToTheSecond(wallTime(instant, timeZone)),
    length: (milliseconds) => setIn(language, lengthOf(Math.max(0, Math.round(milliseconds / 1000)))),
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
