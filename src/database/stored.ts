import {
  type DialTarget,
  describeTarget,
  parseExtension,
  storedPhoneNumber,
} from '../domain/phone-number.ts';

/** One of the words that may stand in a column. Anything else means somebody edited the database by hand: throws. */
export function storedWord<T extends string>(words: readonly T[], text: string): T {
  const word = words.find((candidate) => candidate === text);
  if (word === undefined)
    throw new Error(`stored ${JSON.stringify(text)}, which is none of ${words.join(', ')}`);
  return word;
}

/** A dial target from its two columns; whatever could mean something in a dial string throws. */
export function storedTarget(kind: string, address: string): DialTarget {
  if (kind === 'phone') return { kind, number: storedPhoneNumber(address) };
  const extension = parseExtension(address);
  if (kind === 'extension' && extension.ok) return { kind, extension: extension.value };
  throw new Error(`stored ${JSON.stringify(kind)} ${JSON.stringify(address)}, which is no dial target`);
}

/** The two columns of a dial target. */
export function targetColumns(target: DialTarget): { kind: string; address: string } {
  return { kind: target.kind, address: describeTarget(target) };
}

/** Rows by the id they belong to, in their order. */
export function groupBy<Row>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
): (id: string) => readonly Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(idOf(row));
    if (group) group.push(row);
    else groups.set(idOf(row), [row]);
  }
  return (id) => groups.get(id) ?? [];
}

/** Items by id, in the order given. */
export function byId<Item extends { readonly id: string }>(
  items: readonly Item[],
): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}
