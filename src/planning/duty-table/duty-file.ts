import { readSheet } from 'read-excel-file/node';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import { type Instant, type Interval, SECOND } from '../../runtime/instant.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { calendarEvents } from '../absence-calendars/calendar-events.ts';
import { blocksOf } from '../absence-calendars/content-lines.ts';
import { dutiesOfExport, type ExportedDuty } from './exported-duties.ts';
import { unpacksWithin } from './unpacked-size.ts';

/** Which part of a planning without an end is wanted, and on whose clocks its times are told. */
export interface FileOrder extends Interval {
  readonly timeZone: string;
}

/** As a table; what takes too long is not understood either. */
export type ReadDutyFile = (bytes: Uint8Array, order: FileOrder) => Promise<Result<string, 'not-understood'>>;

/** More than anybody plans at once. */
const MOST_LINES = 2000;
/** Bytes of a workbook as it is unpacked: the planning of years has one. */
const MOST_UNPACKED = 32 * 1024 * 1024;

/**
 * A file as the table that would have been pasted from it, a line a duty: a spreadsheet (xlsx), CSV, an iCalendar, a
 * schedule's timeline from Opsgenie's API, or the final shifts of one from that of Grafana OnCall. Hostile files may take
 * long: read them where that hurts nobody.
 */
export async function tableOfFile(
  bytes: Uint8Array,
  order: FileOrder,
): Promise<Result<string, 'not-understood'>> {
  try {
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) return ok(await tableOfWorkbook(bytes));
    const text = decoded(bytes).trim();
    if (text.startsWith('BEGIN:VCALENDAR')) return ok(tableOfCalendar(text, order));
    if (text.startsWith('{') || text.startsWith('[')) return tableOfExport(JSON.parse(text), order);
    return text.includes('\0') ? fail('not-understood') : ok(text);
  } catch {
    // The readers throw whatever they like about what they cannot read.
    return fail('not-understood');
  }
}

/** Spreadsheets still write CSV in the code page of Windows. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The first sheet. Its times are on no clock: what is seen in the cell counts. */
async function tableOfWorkbook(bytes: Uint8Array): Promise<string> {
  // A thread's limit is of its objects: it does not count the bytes that a file unfolds to.
  if (!unpacksWithin(bytes, MOST_UNPACKED)) throw new RangeError('it unfolds to more than any planning');
  const rows = await readSheet(Buffer.from(bytes));
  return rows
    .slice(0, MOST_LINES)
    .map((row) => row.map((cell: unknown) => cellText(cell)).join('\t'))
    .join('\n');
}

function cellText(cell: unknown): string {
  if (!(cell instanceof Date)) return String(cell ?? '').replace(/\s+/g, ' ');
  // A time of day alone counts from the first day that a spreadsheet knows.
  const shown = new Date(Math.round(cell.getTime() / (60 * SECOND)) * 60 * SECOND).toISOString();
  const [day = '', time = ''] = [shown.slice(0, 10), shown.slice(11, 16)];
  if (day < '1901') return time;
  return time === '00:00' ? day : `${day} ${time}`;
}

/** Whoever an event is about, and when. What cannot be read stands as a line without a time. */
function tableOfCalendar(text: string, order: FileOrder): string {
  const lines: string[] = [];
  for (const calendar of blocksOf(text) ?? []) {
    for (const found of calendarEvents(calendar, order)) {
      if (lines.length >= MOST_LINES) return lines.join('\n');
      if (!found.ok) {
        lines.push(`${found.error.event}\t?`);
        continue;
      }
      const { startAt, endAt, event, skipped } = found.value;
      if (skipped === 'cancelled' || endAt <= order.startAt) continue;
      const who = String(event.getFirstPropertyValue('summary') ?? '');
      lines.push(lineOf({ who, startAt, endAt }, order));
    }
  }
  return lines.join('\n');
}

function tableOfExport(raw: unknown, order: FileOrder): Result<string, 'not-understood'> {
  const found = dutiesOfExport(raw);
  if (found === null) return fail('not-understood');
  const { duties, next } = found;
  // A page that is not the last: where the next is stands as a line without a time, so that it is missed.
  return ok([tableOfDuties(duties, order), ...(next === null ? [] : [`${next}\t?`])].join('\n'));
}

function tableOfDuties(duties: readonly ExportedDuty[], order: FileOrder): string {
  return duties
    .filter(({ endAt }) => endAt > order.startAt)
    .toSorted((a, b) => a.startAt - b.startAt)
    .slice(0, MOST_LINES)
    .map((duty) => lineOf(duty, order))
    .join('\n');
}

function lineOf({ who, startAt, endAt }: ExportedDuty, { timeZone }: FileOrder): string {
  const local = (at: Instant) => localOf(at, timeZone).slice(0, 16);
  return [who.replace(/\s+/g, ' ').trim(), local(startAt), local(endAt)].join('\t');
}
