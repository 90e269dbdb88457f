import { BLANK_LINE } from '../../domain/items/hours-lines.ts';
import type { WindowRow } from '../../domain/items/window-rows.ts';
import { applyInner, applyOrder, type RowOrder } from './rows.ts';

/** Rows with windows after a button that adds, moves or removes one, or a line of its hours. */
export function windowOrders<Row extends WindowRow>(
  order: RowOrder,
  list: string,
  rows: readonly Row[],
  blank: Row,
): readonly Row[] {
  return lineOrders(order, list, applyOrder(order, list, rows, blank), {
    window: (row) => row,
    having: (row, window) => ({ ...row, ...window }),
  });
}

/** The same for lines alone, wherever rows keep their window. */
export function lineOrders<Row>(
  order: RowOrder,
  list: string,
  rows: readonly Row[],
  {
    window,
    having,
  }: {
    readonly window: (row: Row) => WindowRow | null;
    readonly having: (row: Row, window: WindowRow) => Row;
  },
): readonly Row[] {
  return applyInner(order, `${list}line`, rows, {
    rows: (row) => window(row)?.hours ?? [],
    having(row, hours) {
      const before = window(row);
      return before === null ? row : having(row, { ...before, hours });
    },
    blank: BLANK_LINE,
  });
}
