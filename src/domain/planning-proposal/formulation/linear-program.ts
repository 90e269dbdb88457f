/**
 * A mixed-integer linear program as data: minimise the cost of the columns while every row stays between its bounds.
 * What solves it is behind a door (`src/solver`).
 */
export interface LinearProgram {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface Column {
  readonly cost: number;
  readonly lower: number;
  /** May be Infinity. */
  readonly upper: number;
  readonly whole: boolean;
}

/** lower ≤ Σ factor × column ≤ upper. */
export interface Row {
  readonly lower: number;
  readonly upper: number;
  readonly terms: readonly Term[];
}

export interface Term {
  readonly column: number;
  readonly factor: number;
}

/** Collects columns and rows. */
export class ProgramBuilder {
  readonly #columns: Column[] = [];
  readonly #rows: Row[] = [];

  /** Adds a column; gives its number. */
  column(column: Column): number {
    return this.#columns.push(column) - 1;
  }

  addCost(number: number, cost: number): void {
    const column = this.#columns[number];
    if (!column) throw new Error(`there is no column ${number}`);
    this.#columns[number] = { ...column, cost: column.cost + cost };
  }

  row(row: Row): void {
    this.#rows.push(row);
  }

  atMost(terms: readonly Term[], upper: number): void {
    this.row({ lower: Number.NEGATIVE_INFINITY, upper, terms });
  }

  program(): LinearProgram {
    return { columns: [...this.#columns], rows: [...this.#rows] };
  }
}
