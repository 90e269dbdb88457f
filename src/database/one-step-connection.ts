import type { CompiledQuery, DatabaseConnection, SqliteDatabase } from 'kysely';
import { translating } from './store-trouble.ts';

/** A change that was compiled, with its values. */
export interface Statement {
  readonly query: CompiledQuery;
  /** What is wrong when it touches no row, and nothing is to be written then; left out: nothing. */
  readonly orElse?: string;
}

export interface OneStepConnection extends DatabaseConnection {
  /** All of them in a transaction, or none. */
  writeTogether(statements: readonly Statement[]): void;
}

/** The same connection of SQLite, which also does whole transactions in one step. `begin` opens one that writes. */
export function inOneStep(
  connection: DatabaseConnection,
  file: Pick<SqliteDatabase, 'prepare'>,
  { begin, inTransaction }: { readonly begin: string; readonly inTransaction: () => boolean },
): OneStepConnection {
  const run = (text: string, values: readonly unknown[] = []) => file.prepare(text).run(values);

  function write({ query, orElse }: Statement): void {
    const { changes } = run(query.sql, query.parameters);
    if (orElse !== undefined && Number(changes) === 0) throw new Error(orElse);
  }

  return {
    ...connection,
    writeTogether: (statements) =>
      translating(() => {
        run(begin);
        try {
          for (const statement of statements) write(statement);
          run('commit');
        } catch (error) {
          // On a full or failing disk SQLite has rolled back by itself.
          if (inTransaction()) run('rollback');
          throw error;
        }
      }),
  };
}
