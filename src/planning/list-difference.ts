/** The entries that are only in `before`, and those only in `after`; thousands of them in a moment. */
export function listDifference<Entry>(
  before: readonly Entry[],
  after: readonly Entry[],
): { readonly gone: readonly Entry[]; readonly come: readonly Entry[] } {
  return { gone: missingFrom(after, before), come: missingFrom(before, after) };
}

function missingFrom<Entry>(list: readonly Entry[], entries: readonly Entry[]): readonly Entry[] {
  const present = new Set(list.map(valueKey));
  return entries.filter((entry) => !present.has(valueKey(entry)));
}

/** The same text for equal values, whatever the order of their keys. */
export function valueKey(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
