import { isDeepStrictEqual } from 'node:util';
import { listDifference } from './list-difference.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * What differs between two states of something: the fields that do, and of lists the entries that went and came. Ten
 * years of shifts are not written down again for one replacement.
 */
export function changedParts(
  before: object,
  after: object,
): { readonly before: Fields; readonly after: Fields } {
  const old = before as Fields;
  const now = after as Fields;
  const fields = Object.keys({ ...old, ...now }).filter((key) => !isDeepStrictEqual(old[key], now[key]));
  const parts = fields.map((key) => [key, partsOf(old[key], now[key])] as const);
  return {
    before: Object.fromEntries(parts.map(([key, part]) => [key, part.before])),
    after: Object.fromEntries(parts.map(([key, part]) => [key, part.after])),
  };
}

function partsOf(before: unknown, after: unknown): { readonly before: unknown; readonly after: unknown } {
  if (!Array.isArray(before) || !Array.isArray(after)) return { before, after };
  const { gone, come } = listDifference<unknown>(before, after);
  // The same entries in another order: the order is what changed.
  if (gone.length + come.length === 0) return { before, after };
  return { before: gone, after: come };
}
