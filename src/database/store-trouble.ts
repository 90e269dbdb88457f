import SQLite from 'better-sqlite3';
import type { DatabaseConnection } from 'kysely';
import { type StoreTrouble, StoreUnavailable } from '../runtime/store-unavailable.ts';

/** SQLite's result codes, without what extends them, for trouble that is no bug of ours. */
const TROUBLES: Readonly<Record<string, StoreTrouble>> = {
  SQLITE_BUSY: 'locked',
  SQLITE_LOCKED: 'locked',
  SQLITE_PROTOCOL: 'locked',
  SQLITE_FULL: 'full',
  SQLITE_READONLY: 'read-only',
  SQLITE_CANTOPEN: 'cannot-open',
  SQLITE_IOERR: 'disk-error',
  SQLITE_NOMEM: 'out-of-memory',
};

/** The error as `StoreUnavailable` when it is the store's trouble; else as it is. */
export function translated(error: unknown): unknown {
  if (!(error instanceof SQLite.SqliteError)) return error;
  const trouble = TROUBLES[error.code.split('_', 2).join('_')];
  if (trouble === undefined) return error;
  return new StoreUnavailable(trouble, `${error.code}: ${error.message}`, { cause: error });
}

/** A connection whose every query, `begin` and `commit` included, tells the store's trouble as `StoreUnavailable`. */
export function translatingTrouble(connection: DatabaseConnection): DatabaseConnection {
  return {
    async executeQuery(query) {
      try {
        return await connection.executeQuery(query);
      } catch (error) {
        throw translated(error);
      }
    },
    streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
  };
}
