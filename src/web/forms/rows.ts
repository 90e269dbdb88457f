/** What a button of a form asks for: to save, or to change the form's rows without saving. */
export type RowOrder =
  | { readonly kind: 'save' }
  | { readonly kind: 'refresh' }
  /** `of`: in which outer row, of lists inside of rows. */
  | { readonly kind: 'add'; readonly list: string; readonly of: number }
  | { readonly kind: 'remove' | 'up' | 'down'; readonly list: string; readonly index: number };

/** Reads the button's value: `contact-add`, `contact-up-2`. Anything else saves. */
export function readOrder(text: string): RowOrder {
  if (text === 'refresh') return { kind: 'refresh' };
  const match = /^([a-z]+)-(add|remove|up|down)(?:-(\d{1,4}))?$/.exec(text);
  if (!match) return { kind: 'save' };
  const [, list = '', kind, index = '0'] = match;
  if (kind === 'add') return { kind, list, of: Number(index) };
  return { kind: kind as 'remove' | 'up' | 'down', list, index: Number(index) };
}

/** The rows as the order leaves them; an order about another list changes nothing. */
export function applyOrder<Row>(
  order: RowOrder,
  list: string,
  rows: readonly Row[],
  blank: Row,
): readonly Row[] {
  if (order.kind === 'save' || order.kind === 'refresh' || order.list !== list) return rows;
  if (order.kind === 'add') return [...rows, blank];
  const { index } = order;
  if (order.kind === 'remove') return rows.filter((_, place) => place !== index);
  return swapped(rows, index, order.kind === 'up' ? index - 1 : index + 1);
}

function swapped<Row>(rows: readonly Row[], a: number, b: number): readonly Row[] {
  const [first, second] = [rows[a], rows[b]];
  if (first === undefined || second === undefined) return rows;
  return rows.with(a, second).with(b, first);
}

/** What the order does to rows inside of rows: additions say the outer row, all else counts through the whole form. */
export function applyInner<Outer, Inner>(
  order: RowOrder,
  list: string,
  outer: readonly Outer[],
  parts: {
    readonly rows: (row: Outer) => readonly Inner[];
    readonly having: (row: Outer, rows: readonly Inner[]) => Outer;
    readonly blank: Inner;
  },
): readonly Outer[] {
  if (order.kind === 'save' || order.kind === 'refresh' || order.list !== list) return outer;
  let before = 0;
  return outer.map((row, place) => {
    const rows = parts.rows(row);
    const index = order.kind === 'add' ? 0 : order.index - before;
    before += rows.length;
    const isHere = order.kind === 'add' ? order.of === place : index >= 0 && index < rows.length;
    const here = order.kind === 'add' ? order : { ...order, index };
    return isHere ? parts.having(row, applyOrder(here, list, rows, parts.blank)) : row;
  });
}
