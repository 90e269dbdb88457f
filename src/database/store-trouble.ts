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

/** On a disk without room the file that readers and writers share cannot be made. */
const NO_ROOM: ReadonlySet<string> = new Set(['SQLITE_IOERR_SHMSIZE']);

/** The error as `StoreUnavailable` when it is the store's trouble; else as it is. */
export function translated(error: unknown): unknown {
  if (!(error instanceof SQLite.SqliteError)) return error;
  const trouble = NO_ROOM.has(error.code) ? 'full' : TROUBLES[error.code.split('_', 2).join('_')];
  if (trouble === undefined) return error;
  return new StoreUnavailable(trouble, `${error.code}: ${error.message}`, { cause: error });
}

/** Does what may meet the store's trouble outside of a query: it is told as `StoreUnavailable`. */
export function translating<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translated(error);
  }
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
