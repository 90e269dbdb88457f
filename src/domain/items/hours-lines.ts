import { isLocalTime } from '../schedule/calendar.ts';
import type { WeeklyHours } from '../schedule/duty-window.ts';
import { notExpected, type Refuse, unmet } from './codec.ts';
import type { SentForm } from './form-part.ts';
import { parseWeekday, parseWeeklyHours, printWeekday, WEEKDAYS } from './weekly-hours.ts';

/** Hours of the week as a form has them: days to tick, a beginning and an end. What was chosen, right or wrong. */
export interface HoursLine {
  /** `mon` to `sun`. */
  readonly days: readonly string[];
  readonly from: string;
  /** The weekday on which it ends; empty: the same day, or the next when the end is not after the beginning. */
  readonly until: string;
  readonly to: string;
}

export const BLANK_LINE: HoursLine = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '08:00',
  until: '',
  to: '18:00',
};

/** Lines of a form by the row that they are of. Days say which line they are of, as those not ticked are not sent. */
export function typedLines(sent: SentForm, prefix: string): (row: number) => readonly HoursLine[] {
  const column = (name: string) => sent.all(`${prefix}Line${name}`);
  const [ticked, from, until, to] = [column('Day'), column('From'), column('Until'), column('To')];
  const lines = column('Of').map((of, index) => ({
    of,
    days: WEEKDAYS.filter((day) => ticked.includes(`${index}-${day}`)),
    from: from[index] ?? '',
    until: until[index] ?? '',
    to: to[index] ?? '',
  }));
  return (row) => lines.filter((line) => line.of === String(row)).map(({ of: _, ...line }) => line);
}

/** The lines that say what files have: one text, or several. */
export function shownLines(written: unknown): readonly HoursLine[] {
  const texts = Array.isArray(written) ? written : [written];
  const hours = texts.flatMap((text) => (typeof text === 'string' ? (parseWeeklyHours(text) ?? []) : []));
  const lines: { days: string[]; from: string; until: string; to: string }[] = [];
  for (const { from, to } of hours) {
    const day = printWeekday(from.weekday);
    const until = endsByItself({ from, to }) ? '' : printWeekday(to.weekday);
    const last = lines.at(-1);
    // Days out of order begin a line anew, so that what is saved unchanged is unchanged.
    const joins =
      last !== undefined &&
      until === '' &&
      last.until === '' &&
      last.from === from.time &&
      last.to === to.time &&
      (parseWeekday(last.days.at(-1) ?? '') ?? 7) < from.weekday;
    if (joins) last.days.push(day);
    else lines.push({ days: [day], from: from.time, until, to: to.time });
  }
  return lines;
}

/** As a configuration file may say it. Null: at any time. */
export function rawLines(lines: readonly HoursLine[]): readonly unknown[] | null {
  return lines.length === 0
    ? null
    : lines.map(({ until, ...line }) => (until === '' ? line : { ...line, until }));
}

/** `{days: [mon, wed], from: "08:00", to: "18:00"}`, perhaps with the weekday on which it ends. */
export function readLine(line: object, refuse: Refuse): readonly WeeklyHours[] {
  const { days, from, to, until, ...others } = line as Readonly<Record<string, unknown>>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) return refuse({ code: 'unknown-key', keys: ['days', 'from', 'to', 'until'] });
  const weekdays = Array.isArray(days) ? days.map((day) => parseWeekday(String(day))) : [];
  if (weekdays.length === 0 || weekdays.includes(null)) return refuse(unmet({ what: 'a-weekday' }));
  if (typeof from !== 'string' || !isLocalTime(from))
    return refuse(notExpected({ what: 'time-of-day' }, from));
  if (typeof to !== 'string' || !isLocalTime(to)) return refuse(notExpected({ what: 'time-of-day' }, to));
  const last = until === undefined ? null : parseWeekday(String(until));
  if (until !== undefined && (last === null || weekdays.length > 1))
    return refuse(unmet({ what: 'one-weekday' }));
  return weekdays.map((weekday) => ({
    from: { weekday: weekday ?? 0, time: from },
    to: { weekday: last ?? (to > from ? (weekday ?? 0) : ((weekday ?? 0) % 7) + 1), time: to },
  }));
}

function endsByItself({ from, to }: WeeklyHours): boolean {
  return to.weekday === (to.time > from.time ? from.weekday : (from.weekday % 7) + 1);
}
