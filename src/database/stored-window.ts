import { isLocalDate, isLocalTime, type LocalDate } from '../domain/schedule/calendar.ts';
import {
  type DutyWindow,
  HOLIDAY_TREATMENTS,
  type HolidayRule,
  type WeeklyHours,
  type WeekTime,
  type WindowPart,
} from '../domain/schedule/duty-window.ts';
import { storedWord } from './stored.ts';

/** A window from its column. Anything that is none means somebody edited the database by hand: throws. */
export function storedWindow(text: string): DutyWindow {
  const parts: unknown = JSON.parse(text);
  if (!Array.isArray(parts)) throw new Error(`stored ${text}, which is no duty window`);
  return parts.map(storedPart);
}

/** Null stays null: no window at all. */
export function storedWindowOrNull(text: string | null): DutyWindow | null {
  return text === null ? null : storedWindow(text);
}

export function windowColumn(window: DutyWindow): string {
  return JSON.stringify(window);
}

export function storedHolidays(row: {
  readonly holiday_country: string | null;
  readonly holiday_region: string | null;
  readonly closed_days: string;
  readonly worked_holidays: string;
}): HolidayRule {
  const days = row.closed_days === '' ? [] : row.closed_days.split(',');
  const worked = storedTexts(row.worked_holidays);
  return {
    country: row.holiday_country,
    region: row.holiday_region,
    ...(worked.length === 0 ? {} : { worked }),
    closedDays: days.map(storedDay),
  };
}

export function holidayColumns(holidays: HolidayRule) {
  return {
    holiday_country: holidays.country,
    holiday_region: holidays.region,
    closed_days: holidays.closedDays.join(','),
    worked_holidays: JSON.stringify(holidays.worked ?? []),
  };
}

function storedTexts(text: string): readonly string[] {
  const texts: unknown = JSON.parse(text);
  if (!Array.isArray(texts) || !texts.every((one) => typeof one === 'string'))
    throw new Error(`stored ${text}, which is no list of texts`);
  return texts;
}

/** A local day from its column; throws when it is none. */
export function storedDay(text: string): LocalDate {
  if (!isLocalDate(text)) throw new Error(`stored ${JSON.stringify(text)}, which is no day`);
  return text;
}

type Raw = Readonly<Record<string, unknown>>;

function storedPart(raw: Raw): WindowPart {
  const dates = raw.dates as Raw | null;
  return {
    hours: raw.hours === null ? null : (raw.hours as readonly Raw[]).map(storedHours),
    holidays: storedWord(HOLIDAY_TREATMENTS, String(raw.holidays)),
    dates: dates && { from: storedDay(String(dates.from)), to: storedDay(String(dates.to)) },
  };
}

function storedHours(raw: Raw): WeeklyHours {
  return { from: storedWeekTime(raw.from as Raw), to: storedWeekTime(raw.to as Raw) };
}

function storedWeekTime({ weekday, time }: Raw): WeekTime {
  const isWeekday = typeof weekday === 'number' && weekday >= 1 && weekday <= 7 && Number.isInteger(weekday);
  if (!isWeekday || typeof time !== 'string' || !isLocalTime(time))
    throw new Error(`stored ${JSON.stringify({ weekday, time })}, which is no time of the week`);
  return { weekday, time };
}
