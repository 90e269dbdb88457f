/** A person as a line of a pasted list says: a name, and what they are reached by. */
export interface PastedPerson {
  /** From 1. */
  readonly line: number;
  readonly name: string;
  /** Null: none stands there. */
  readonly email: string | null;
  readonly contacts: readonly ({ readonly extension: string } | { readonly phone: string })[];
}

/** Of a column of a spreadsheet, or between signs that no name and no number has. */
const COLUMNS = /[\t;,|]+/;
const NUMBER = /^[+\d][\d\s().\-\u00A0\u202F]*$/;
/** Longer is no extension of a PBX. */
const EXTENSION_DIGITS = 5;
/** `Alice Martin 06 12 34 56 78`: a number that follows a name without a sign between them. */
const NUMBER_BEHIND = /^(.*\p{L}\S*)\s+(\+?\d[\d\s().-]*)$/u;

/** One person a line, in any order of columns; empty lines say nothing. */
export function readPastedPeople(text: string): readonly PastedPerson[] {
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ line: index + 1, text: line.trim() }))
    .filter((one) => one.text !== '')
    .map((one) => ({ line: one.line, ...readLine(one.text) }));
}

function readLine(text: string): Omit<PastedPerson, 'line'> {
  const cells = text
    .split(COLUMNS)
    .flatMap((cell) => NUMBER_BEHIND.exec(cell.trim())?.slice(1) ?? cell)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
  const email = cells.find((cell) => cell.includes('@')) ?? null;
  const numbers = cells.filter((cell) => NUMBER.test(cell));
  const names = cells.filter((cell) => !cell.includes('@') && !NUMBER.test(cell));
  return {
    name: names.join(' '),
    email,
    contacts: numbers.map((number) =>
      number.replace(/\D/g, '').length <= EXTENSION_DIGITS && !number.startsWith('+')
        ? { extension: number.replace(/\D/g, '') }
        : { phone: number },
    ),
  };
}
