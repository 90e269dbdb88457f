import { dayNumber, isLocalDate, isLocalTime, localDate } from '../../domain/schedule/calendar.ts';
import { instantOf } from '../../domain/schedule/wall-clock.ts';
import type { Instant } from '../../runtime/instant.ts';
import { cellsOf } from './cells.ts';

/** A line of a table that says who is on duty and when. */
export interface DutyLine {
  /** As spreadsheets count them, from 1. */
  readonly line: number;
  readonly who: string;
  /** Null: it says no time that is understood. */
  readonly startAt: Instant | null;
  readonly endAt: Instant | null;
}

/** A day as a table says it, perhaps with a time. */
interface Said {
  readonly date: string;
  readonly time: string | null;
}

const DAY_FIRST = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T,]+(\d{1,2})[:h](\d{2})(?::\d{2})?)?$/;
const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]+(\d{1,2})[:h](\d{2})(?::\d{2})?)?$/;
const TIME = /^(\d{1,2})[:h](\d{2})(?::\d{2})?$/;

/**
 * What was pasted from a spreadsheet, or a CSV file: columns are told by what is in them, a name and one or two days,
 * with times beside them or in the same cell. A day without a time is a whole one; an end of that kind is included.
 * `isSomebody` tells a line with a day that is not understood from what the columns are called.
 */
export function readDutyTable(
  text: string,
  timeZone: string,
  isSomebody: (name: string) => boolean,
): readonly DutyLine[] {
  const rows = cellsOf(text).map((cells) => cells.map((cell) => cell.trim()));
  const monthFirst = isMonthFirst(rows.flat());
  const isName = (cell: string) => cell !== '' && !isTimeOrDay(cell, monthFirst);
  const column = columnOfNames(
    rows.filter((cells) => daysIn(cells, monthFirst).length > 0).map((cells) => cells.findIndex(isName)),
  );
  return rows.flatMap((cells, index): readonly DutyLine[] => {
    if (cells.every((cell) => cell === '')) return [];
    const days = daysIn(cells, monthFirst);
    const inColumn = cells[column] ?? '';
    const who = isName(inColumn) ? inColumn : (cells.find(isName) ?? '');
    // A first line without a day and without anybody is what the columns are called.
    if (index === 0 && days.length === 0 && !cells.some(isSomebody)) return [];
    const [first, second] = days;
    return [
      {
        line: index + 1,
        who,
        startAt: first ? startOf(first, timeZone) : null,
        endAt: first ? endOf(second ?? first, second === undefined, timeZone) : null,
      },
    ];
  });
}

/** Where most of the lines with a day have their name: in a line whose day is not understood the day looks like one. */
function columnOfNames(columns: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const column of columns) counts.set(column, (counts.get(column) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? -1;
}

function daysIn(cells: readonly string[], monthFirst: boolean): readonly Said[] {
  return cells.flatMap((cell, index): readonly Said[] => {
    const said = dayIn(cell, monthFirst);
    if (said === null) return [];
    return [said.time === null ? { ...said, time: timeIn(cells[index + 1] ?? '') } : said];
  });
}

function startOf({ date, time }: Said, timeZone: string): Instant | null {
  return instantOf(`${date} ${time ?? '00:00'}`, timeZone);
}

/** The end of the day where no time is said; of a beginning with a time, nothing says the end. */
function endOf({ date, time }: Said, isStart: boolean, timeZone: string): Instant | null {
  if (time === null) return instantOf(`${localDate(dayNumber(date) + 1)} 00:00`, timeZone);
  return isStart ? null : instantOf(`${date} ${time}`, timeZone);
}

function isTimeOrDay(cell: string, monthFirst: boolean): boolean {
  return dayIn(cell, monthFirst) !== null || timeIn(cell) !== null || /^\d+$/.test(cell);
}

function dayIn(cell: string, monthFirst: boolean): Said | null {
  const [, year, month, day, hour, minute] = YEAR_FIRST.exec(cell) ?? [];
  if (year !== undefined) return said(year, month, day, hour, minute);
  const [, a, b, yearLast, hourLast, minuteLast] = DAY_FIRST.exec(cell) ?? [];
  if (yearLast === undefined) return null;
  return monthFirst ? said(yearLast, a, b, hourLast, minuteLast) : said(yearLast, b, a, hourLast, minuteLast);
}

function said(year: string, month = '', day = '', hour?: string, minute?: string): Said | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = hour === undefined ? null : `${hour.padStart(2, '0')}:${minute}`;
  return isLocalDate(date) && (time === null || isLocalTime(time)) ? { date, time } : null;
}

function timeIn(cell: string): string | null {
  const [, hour, minute] = TIME.exec(cell) ?? [];
  const time = `${(hour ?? '').padStart(2, '0')}:${minute}`;
  return hour !== undefined && isLocalTime(time) ? time : null;
}

/** As in the United States: where some second number is no month, and no first one is too large for one. */
function isMonthFirst(cells: readonly string[]): boolean {
  const pairs = cells.flatMap((cell) => {
    const [, first, second] = DAY_FIRST.exec(cell) ?? [];
    return first === undefined ? [] : [[Number(first), Number(second)] as const];
  });
  return pairs.some(([, second]) => second > 12) && pairs.every(([first]) => first <= 12);
}
