import { isSameDay, type Phrases, type Style, type WallTime, weekdayOf } from '../phrase-kinds.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const SHORT_MONTHS = MONTHS.map((name) => name.slice(0, 3));

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function clock({ hour, minute }: WallTime): string {
  return `${two(hour)}:${two(minute)}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function day(time: WallTime, now: WallTime | null, style: Style = 'long'): string {
  const { year, month, day: number } = time;
  const date = `${number} ${(style === 'long' ? MONTHS : SHORT_MONTHS)[month - 1] ?? ''}`;
  const dated = year === now?.year ? date : `${date} ${year}`;
  return style === 'short' ? `${WEEKDAYS[weekdayOf(time)] ?? ''} ${dated}` : dated;
}

const dayAndClock = (time: WallTime, now: WallTime | null, style: Style = 'long') =>
  `${day(time, now, style)} ${style === 'long' ? 'at ' : ''}${clock(time)}`;

export const ENGLISH_PHRASES: Phrases = {
  of: (name) => `of ${name}`,
  to: (name) => `to ${name}`,
  clock,
  clockToTheSecond: (time) => `${clock(time)}:${two(time.second)}`,
  day,
  month: ({ month, year }) => `${MONTHS[month - 1] ?? ''} ${year}`,
  moment: (time, now, style) => (isSameDay(time, now) ? clock(time) : dayAndClock(time, now, style)),
  at: (time, now, style) =>
    isSameDay(time, now) ? `at ${clock(time)}` : `on ${day(time, now, style)} at ${clock(time)}`,
  from: (time, now, style) =>
    isSameDay(time, now) ? `from ${clock(time)}` : `from ${dayAndClock(time, now, style)}`,
  since: (time, now, style) =>
    isSameDay(time, now) ? `since ${clock(time)}` : `since ${dayAndClock(time, now, style)}`,
  until: (time, now, style) =>
    isSameDay(time, now) ? `until ${clock(time)}` : `until ${dayAndClock(time, now, style)}`,
  between: (start, end, now, style) =>
    isSameDay(start, end)
      ? `on ${day(start, now, style)} from ${clock(start)} to ${clock(end)}`
      : `from ${dayAndClock(start, now, style)} to ${dayAndClock(end, now, style)}`,
  days: (first, last, now, style) =>
    isSameDay(first, last)
      ? `on ${day(first, now, style)}`
      : `from ${day(first, now, style)} to ${day(last, now, style)}`,
};
