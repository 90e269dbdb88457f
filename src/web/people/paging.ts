const SIZE = 50;

/** A page of a list that is short enough to be held as a whole. */
export interface Paged<Item> {
  readonly items: readonly Item[];
  /** Counted from 1. */
  readonly page: number;
  readonly pages: number;
}

export function pageOf<Item>(items: readonly Item[], asked: unknown): Paged<Item> {
  const pages = Math.max(1, Math.ceil(items.length / SIZE));
  const number = typeof asked === 'string' && /^\d{1,6}$/.test(asked) ? Number(asked) : 1;
  const page = Math.min(pages, Math.max(1, number));
  return { items: items.slice((page - 1) * SIZE, page * SIZE), page, pages };
}
