import { isDeepStrictEqual } from 'node:util';

/** A row of a list kept in the order of `position`; numbers may be missing. */
export interface Placed {
  readonly position: number;
}

/**
 * How to make the stored rows of a list the wanted ones: what goes, and what comes after all that stays. Replacing
 * somebody for an evening must not rewrite ten years of shifts.
 */
export function listChanges<Row extends Placed>(
  stored: readonly Row[],
  wanted: readonly Omit<Row, 'position'>[],
): { readonly removed: readonly number[]; readonly added: readonly Row[] } {
  const removed: number[] = [];
  let kept = 0;
  let last = -1;
  for (const row of stored) {
    const { position, ...rest } = row;
    last = Math.max(last, position);
    if (kept < wanted.length && isDeepStrictEqual(rest, wanted[kept])) kept += 1;
    else removed.push(position);
  }
  const added = wanted.slice(kept).map((row, index) => ({ ...row, position: last + 1 + index }) as Row);
  return { removed, added };
}

/** A year of shifts may be thousands of rows; databases limit the values of one statement (SQLite: 32,766). */
export function inParts<Row>(rows: readonly Row[]): readonly Row[][] {
  const size = 1000;
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, part) =>
    rows.slice(part * size, (part + 1) * size),
  );
}
