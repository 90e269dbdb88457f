import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { onTestFinished } from 'vitest';
import type { Database } from '../../src/database/database.ts';

/** What can be wrong with a store that is there. Each gives how it is ended. */
export const STORE_FAULTS: Readonly<
  Record<'locked' | 'full', (db: Database, path: string) => Promise<() => Promise<void>>>
> = {
  /** Another process holds it. Ours does not wait, for time is the test's. */
  async locked(db, path) {
    await sql`pragma busy_timeout = 0`.execute(db);
    const other = new SQLite(path);
    onTestFinished(() => void other.close());
    other.exec('begin immediate');
    return async () => void other.exec('rollback');
  },
  /** No page more: SQLite says SQLITE_FULL, as on a disk without room. */
  async full(db) {
    await sql`vacuum`.execute(db);
    await sql`pragma max_page_count = 1`.execute(db);
    return async () => void (await sql`pragma max_page_count = 1073741823`.execute(db));
  },
};
