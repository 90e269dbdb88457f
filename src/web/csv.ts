import { once } from 'node:events';
import type { Response } from 'express';
import type { Language } from '../domain/person.ts';
import { createBreather } from '../runtime/clock.ts';

/** What spreadsheets of each language take for a comma. */
const SEPARATOR: Readonly<Record<Language, string>> = { fr: ';', en: ',' };
/** A file of a million rows lets calls go on all the while. */
const BREATH_MS = 5;
/** Without it Excel takes UTF-8 for something else. */
const BYTE_ORDER_MARK = '\u{feff}';

export interface CsvFile {
  /** Without `.csv`. */
  readonly name: string;
  readonly language: Language;
  readonly header: readonly string[];
  /** The rows, a part at a time. */
  readonly parts: () => AsyncIterable<readonly (readonly string[])[]>;
}

/** Sends rows as a CSV file (RFC 4180), read a part at a time and no faster than they are taken. */
export async function sendCsv(response: Response, { name, language, header, parts }: CsvFile): Promise<void> {
  response.set('content-type', 'text/csv; charset=utf-8');
  response.attachment(`${name}.csv`);
  await write(response, `${BYTE_ORDER_MARK}${line(language, header)}`);
  const breathe = createBreather(BREATH_MS);
  for await (const rows of parts()) {
    if (response.closed) return;
    await write(response, rows.map((row) => line(language, row)).join(''));
    await breathe();
  }
  response.end();
}

function line(language: Language, values: readonly string[]): string {
  return `${values.map(cell).join(SEPARATOR[language])}\r\n`;
}

/** What others chose to write (a caller's name) must not become a formula in somebody's spreadsheet. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) && !/^\+?\d+$/.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

async function write(response: Response, text: string): Promise<void> {
  if (response.closed || response.write(text)) return;
  // Whichever does not come is not waited for any longer.
  const waiting = new AbortController();
  const { signal } = waiting;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
  waiting.abort();
}
