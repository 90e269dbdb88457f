/** What a file has in a place: numbers stay numbers, so that a spreadsheet can reckon with them. */
export type Value = string | number | null;
export type Rows = readonly (readonly Value[])[];

/** What a table shows in a place: the value, as files have it, and as people read it. */
export interface Cell {
  readonly value: Value;
  readonly text: string;
  /** What it leads to, such as the calls that it counts. */
  readonly href?: string;
  /** Of the time before. */
  readonly before?: string;
  /** Said smaller, after it. */
  readonly remark?: string;
  /** How much it is, beside the others of a table that is its own drawing: 0 (none) to 6 (the most). */
  readonly heat?: number;
  /** True: a name of the PBX or the like, which stays as it is written. */
  readonly isCode?: boolean;
  /** True: it is not as it should be. */
  readonly isBad?: boolean;
}

/** Built once; shown on a page (`views/parts/table.ejs`), in a document (`on-paper.ts`) and as files (`list-files.ts`). */
export interface Table {
  /** In addresses of files, and of places on the page. */
  readonly name: string;
  readonly title: string;
  /** What has to be known to read it. */
  readonly note?: string;
  readonly head: readonly string[];
  /** The first cell of a row says what it is of. */
  readonly rows: readonly (readonly Cell[])[];
  /** The same as a drawing: SVG. */
  readonly chart?: string;
}

export function textCell(text: string, more: Omit<Cell, 'value' | 'text'> = {}): Cell {
  return { value: text, text, ...more };
}

/** Nothing stands there. */
export const EMPTY_CELL: Cell = { value: null, text: '' };

/** The values of a table, as files have them. */
export function valuesOf({ rows }: Table): Rows {
  return rows.map((row) => row.map(({ value }) => value));
}
