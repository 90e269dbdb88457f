import { isSameDay, type Phrases, type WallTime } from '../phrase-kinds.ts';

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

function clock({ hour, minute }: WallTime): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function day({ year, month, day: number }: WallTime, now: WallTime): string {
  const date = `${number} ${MONTHS[month - 1] ?? ''}`;
  return year === now.year ? date : `${date} ${year}`;
}

export const ENGLISH_PHRASES: Phrases = {
  of: (name) => `of ${name}`,
  to: (name) => `to ${name}`,
  clock,
  day,
  at: (time, now) => (isSameDay(time, now) ? `at ${clock(time)}` : `on ${day(time, now)} at ${clock(time)}`),
  from: (time, now) =>
    isSameDay(time, now) ? `from ${clock(time)}` : `from ${day(time, now)} at ${clock(time)}`,
  until: (time, now) =>
    isSameDay(time, now) ? `until ${clock(time)}` : `until ${day(time, now)} at ${clock(time)}`,
  between: (start, end, now) =>
    isSameDay(start, end)
      ? `on ${day(start, now)} from ${clock(start)} to ${clock(end)}`
      : `from ${day(start, now)} at ${clock(start)} to ${day(end, now)} at ${clock(end)}`,
};
