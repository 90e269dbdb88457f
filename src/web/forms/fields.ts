/** What a form sent. Whatever a browser could send has a meaning here; nothing else does. */
export interface Fields {
  /** Trimmed; empty when it was not sent. */
  text(name: string): string;
  /** As typed: passwords may begin or end with a blank. */
  exact(name: string): string;
  /** Every value of a name that may be sent several times, in the order of the page. */
  all(name: string): readonly string[];
  has(name: string): boolean;
  /** The fields of a row as one object each, in the order of the page. */
  rows<Name extends string>(...names: readonly Name[]): readonly Readonly<Record<Name, string>>[];
}

export function readFields(body: unknown): Fields {
  const source = new Map<string, readonly string[]>();
  if (typeof body === 'object' && body !== null)
    for (const [name, value] of Object.entries(body)) {
      const values = (Array.isArray(value) ? value : [value]).filter((entry) => typeof entry === 'string');
      source.set(name, values);
    }
  const exact = (name: string) => source.get(name)?.[0] ?? '';
  const all = (name: string) => (source.get(name) ?? []).map((value) => value.trim());
  return {
    exact,
    all,
    text: (name) => exact(name).trim(),
    has: (name) => source.has(name),
    rows<Name extends string>(...names: readonly Name[]) {
      const columns = names.map(all);
      const length = Math.max(0, ...columns.map((column) => column.length));
      return Array.from(
        { length },
        (_, row) =>
          Object.fromEntries(names.map((name, index) => [name, columns[index]?.[row] ?? ''])) as Record<
            Name,
            string
          >,
      );
    },
  };
}
