import type { Language } from '../../domain/person.ts';
import type { Rows, Value } from './table.ts';

/** What spreadsheets of each language take for a comma. */
const SEPARATOR: Readonly<Record<Language, string>> = { fr: ';', en: ',' };
/** Without it Excel takes UTF-8 for something else. */
const BYTE_ORDER_MARK = '\u{feff}';

/** Rows as CSV (RFC 4180), a part at a time. */
export async function* csv(
  language: Language,
  head: readonly string[],
  parts: AsyncIterable<Rows>,
): AsyncGenerator<string> {
  yield `${BYTE_ORDER_MARK}${line(language, head)}`;
  for await (const rows of parts) yield rows.map((row) => line(language, row)).join('');
}

function line(language: Language, values: readonly Value[]): string {
  return `${values.map((value) => cell(language, value)).join(SEPARATOR[language])}\r\n`;
}

/** What others chose to write (a caller's name) must not become a formula in somebody's spreadsheet. */
function cell(language: Language, value: Value): string {
  const text = String(value ?? '');
  if (typeof value === 'number') return quoted(language === 'fr' ? text.replace('.', ',') : text);
  return quoted(/^[=+\-@\t\r]/.test(text) && !/^\+?\d+$/.test(text) ? `'${text}` : text);
}

function quoted(text: string): string {
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
