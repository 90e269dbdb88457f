import { isLocalTime } from '../schedule/calendar.ts';
import type { WeeklyHours, WeekTime } from '../schedule/duty-window.ts';

/** Monday first. */
export const WEEKDAYS: readonly string[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** What a supervisor may write for days; `nights` are those of French labour law unless other hours follow. */
const WORDS: Readonly<Record<string, { readonly days: string; readonly times?: string }>> = {
  weekdays: { days: 'mon-fri' },
  weekends: { days: 'sat-sun' },
  daily: { days: 'mon-sun' },
  nights: { days: 'mon-sun', times: '21:00-06:00' },
};

const DAY = `(?:${WEEKDAYS.join('|')})`;
const TIME = '\\d{2}:\\d{2}';
const STRETCH = new RegExp(`^(${DAY}) (${TIME}) ?- ?(${DAY}) (${TIME})$`);
const ON_DAYS = new RegExp(`^(${DAY})(?:-(${DAY}))?(?: (${TIME}) ?- ?(${TIME}))?$`);

/**
 * Reads "mon-fri 08:00-18:00", "weekends", "nights 18:00-08:00", "fri 18:00 - mon 08:00", or several of them
 * separated by commas. A time that is not after the one before belongs to the next day. Null: none of these.
 */
export function parseWeeklyHours(text: string): readonly WeeklyHours[] | null {
  const hours = text.split(',').map((entry) => parseEntry(entry.trim().toLowerCase()));
  return hours.includes(null) ? null : hours.flatMap((entry) => entry ?? []);
}

/** One form for the same hours: days in a row with the same times stand together. */
export function printWeeklyHours(hours: readonly WeeklyHours[]): string {
  const entries: string[] = [];
  for (let first = 0; first < hours.length; ) {
    const length = runLength(hours.slice(first, first + 7));
    entries.push(printRun(hours.slice(first, first + length)));
    first += length;
  }
  return entries.join(', ');
}

/** "mon" as 1, "sun" as 7; null: no weekday. */
export function parseWeekday(text: string): number | null {
  const index = WEEKDAYS.indexOf(text.toLowerCase());
  return index < 0 ? null : index + 1;
}

export function printWeekday(weekday: number): string {
  const name = WEEKDAYS[weekday - 1];
  if (name === undefined) throw new RangeError(`${weekday} is no weekday`);
  return name;
}

function parseEntry(text: string): readonly WeeklyHours[] | null {
  const stretch = STRETCH.exec(text);
  if (stretch) {
    const from = weekTime(stretch[1], stretch[2]);
    const to = weekTime(stretch[3], stretch[4]);
    return from && to ? [{ from, to }] : null;
  }
  const match = ON_DAYS.exec(withoutWords(text));
  if (!match) return null;
  const [, first = '', last = first, from = '00:00', until = '24:00'] = match;
  const to = until === '24:00' ? '00:00' : until;
  if (!isLocalTime(from) || !isLocalTime(to)) return null;
  return daysFrom(parseWeekday(first) ?? 0, parseWeekday(last) ?? 0).map((weekday) => ({
    from: { weekday, time: from },
    to: { weekday: to > from ? weekday : dayAfter(weekday), time: to },
  }));
}

function withoutWords(text: string): string {
  const [head = '', ...times] = text.split(' ');
  if (!Object.hasOwn(WORDS, head)) return text;
  const meaning = WORDS[head];
  const hours = times.length > 0 ? times.join(' ') : (meaning?.times ?? '');
  return `${meaning?.days} ${hours}`.trim();
}

function weekTime(day = '', time = ''): WeekTime | null {
  const weekday = parseWeekday(day);
  return weekday !== null && isLocalTime(time) ? { weekday, time } : null;
}

function daysFrom(first: number, last: number): readonly number[] {
  const count = ((last - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, index) => ((first - 1 + index) % 7) + 1);
}

function dayAfter(weekday: number): number {
  return (weekday % 7) + 1;
}

/** True when "day from-to" says it: less than a day and a minute, or exactly one day. */
function fitsOneDay({ from, to }: WeeklyHours): boolean {
  return to.weekday === (to.time > from.time ? from.weekday : dayAfter(from.weekday));
}

function runLength(hours: readonly WeeklyHours[]): number {
  const [first] = hours;
  if (!first || !fitsOneDay(first)) return 1;
  const others = hours.findIndex(
    (entry, index) =>
      !fitsOneDay(entry) ||
      entry.from.weekday !== ((first.from.weekday - 1 + index) % 7) + 1 ||
      entry.from.time !== first.from.time ||
      entry.to.time !== first.to.time,
  );
  return others < 0 ? hours.length : others;
}

function printRun(hours: readonly WeeklyHours[]): string {
  const [first] = hours;
  if (!first) return '';
  const { from, to } = first;
  if (!fitsOneDay(first))
    return `${printWeekday(from.weekday)} ${from.time} - ${printWeekday(to.weekday)} ${to.time}`;
  const last = hours.at(-1)?.from.weekday ?? from.weekday;
  const days =
    hours.length === 1 ? printWeekday(from.weekday) : `${printWeekday(from.weekday)}-${printWeekday(last)}`;
  const named = days === 'mon-sun' ? 'daily' : days;
  return from.time === '00:00' && to.time === '00:00' ? named : `${named} ${from.time}-${to.time}`;
}
