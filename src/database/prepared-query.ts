import type { Compilable, CompiledQuery } from 'kysely';
import type { Queryable } from './database.ts';

/** Stands in a query for a value that is known only when it runs. */
class Slot {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

type Values = object;
type Build<Given extends Values, Row> = (db: Queryable, slots: Given) => Compilable<Row>;

/**
 * What a call asks or writes is the same query each time, with other values: building it anew costs several times what
 * SQLite takes to run it. So it is built and compiled once, with slots for the values, and kept.
 *
 * `build` must use the slots as they are, and only as values: it is run once for each set of names that values are
 * given by (a change of some columns is a query of its own), never again for other values. A null is no value to
 * compare with.
 */
function prepared<Given extends Values, Row>(build: Build<Given, Row>) {
  /** By the dialect that the text is for, then by the names. */
  const dialects = new WeakMap<object, Map<string, CompiledQuery<Row>>>();

  function compiledFor(db: Queryable, values: Given): CompiledQuery<Row> {
    const { adapter } = db.getExecutor();
    const known = dialects.get(adapter) ?? new Map<string, CompiledQuery<Row>>();
    dialects.set(adapter, known);
    const names = Object.keys(values);
    const shape = names.join();
    const kept = known.get(shape);
    if (kept) return kept;
    const slots = Object.fromEntries(names.map((name) => [name, new Slot(name)]));
    const compiled = build(db, slots as Given).compile();
    known.set(shape, compiled);
    return compiled;
  }

  return (db: Queryable, values: Given): CompiledQuery<Row> => {
    const compiled = compiledFor(db, values);
    const parameters = compiled.parameters.map((parameter) =>
      parameter instanceof Slot ? values[parameter.name as keyof Given] : parameter,
    );
    return { ...compiled, parameters };
  };
}

/** A query that is compiled once; gives its rows. */
export function preparedRead<Given extends Values, Row>(
  build: Build<Given, Row>,
): (db: Queryable, values: Given) => Promise<readonly Row[]> {
  const filled = prepared(build);
  return async (db, values) => (await db.executeQuery(filled(db, values))).rows;
}

/** A change that is compiled once. */
export interface PreparedWrite<Given extends Values> {
  /** Carries it out; gives how many rows it touched. */
  (db: Queryable, values: Given): Promise<number>;
  /** To be carried out with others (`writeTogether`). */
  statement(db: Queryable, values: Given): CompiledQuery;
}

export function preparedWrite<Given extends Values>(build: Build<Given, unknown>): PreparedWrite<Given> {
  const statement = prepared(build);
  const run = async (db: Queryable, values: Given) =>
    Number((await db.executeQuery(statement(db, values))).numAffectedRows ?? 0);
  return Object.assign(run, { statement });
}
