import { HOLIDAY_TREATMENTS } from '../schedule/duty-window.ts';
import type { SentForm } from './form-part.ts';
import { type HoursLine, rawLines, shownLines, typedLines } from './hours-lines.ts';

/** One part of a window as it stands in a form: what was chosen, right or wrong. */
export interface WindowRow {
  /** None: at any time. */
  readonly hours: readonly HoursLine[];
  readonly holidays: string;
  readonly from: string;
  readonly to: string;
}

export const BLANK_WINDOW: WindowRow = { hours: [], holidays: 'like-other-days', from: '', to: '' };

/** For a window of a single row: its hours, and all day on public holidays. */
export const HOLIDAYS_AS_WELL = 'as-well';
export const LONE_HOLIDAY_CHOICES = [...HOLIDAY_TREATMENTS, HOLIDAYS_AS_WELL] as const;

/** The rows of windows in a form, whose controls are called `prefix`…. */
export function typedWindows(sent: SentForm, prefix: string): readonly WindowRow[] {
  const linesOf = typedLines(sent, prefix);
  const [from, to] = [sent.all(`${prefix}From`), sent.all(`${prefix}To`)];
  return sent.all(`${prefix}Holidays`).map((holidays, index) => ({
    hours: linesOf(index),
    holidays,
    from: from[index] ?? '',
    to: to[index] ?? '',
  }));
}

/** The parts of a window as files have it. */
export function windowRows(written: unknown): readonly WindowRow[] {
  if (written === null || written === undefined) return [];
  return (Array.isArray(written) ? written : [written]).map(windowRow);
}

function windowRow(part: unknown): WindowRow {
  if (part === 'always') return BLANK_WINDOW;
  if (part === 'holidays') return { ...BLANK_WINDOW, holidays: 'only' };
  if (typeof part === 'string') return { ...BLANK_WINDOW, hours: shownLines(part) };
  const { hours, ...rest } = part as Partial<WindowRow>;
  return { ...BLANK_WINDOW, ...rest, hours: shownLines(hours) };
}

/** As a configuration file would say it. */
export function rawWindowPart({ hours, holidays, from, to }: WindowRow): Readonly<Record<string, unknown>> {
  return {
    hours: rawLines(hours),
    holidays,
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
  };
}

/** The row that says a whole window; null: a file has more parts than one row can say. */
export function loneWindowRow(written: unknown): WindowRow | null {
  const rows = windowRows(written);
  const [row = BLANK_WINDOW, second] = rows;
  if (second === undefined) return row;
  const isAsWell =
    rows.length === 2 &&
    row.holidays === 'like-other-days' &&
    [row.from, second.from].every((day) => day === '') &&
    second.holidays === 'only' &&
    second.hours.length === 0;
  return isAsWell ? { ...row, holidays: HOLIDAYS_AS_WELL } : null;
}

/** The whole window of a row; null: at any time. */
export function rawLoneWindow(row: WindowRow): unknown {
  if (row.hours.length === 0 && row.holidays === 'like-other-days' && row.from === '') return null;
  if (row.holidays !== HOLIDAYS_AS_WELL) return rawWindowPart(row);
  if (row.hours.length === 0) return null;
  return [rawWindowPart({ ...row, holidays: 'like-other-days' }), 'holidays'];
}
