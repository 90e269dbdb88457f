import SQLite from 'better-sqlite3';
import { fail, type Result } from '../runtime/result.ts';
import { StoreUnavailable } from '../runtime/store-unavailable.ts';
import { type Database, openDatabase } from './database.ts';
import { translated } from './store-trouble.ts';

/**
 * Opens a database whatever its shape; a file that cannot be opened is an expected failure. Throws `StoreUnavailable`
 * while another process locks it: that passes.
 */
export function tryOpening(path: string): Result<Database, string> {
  try {
    return { ok: true, value: openDatabase(path) };
  } catch (thrown) {
    const error = translated(thrown);
    if (error instanceof StoreUnavailable && error.trouble === 'locked') throw error;
    const expected =
      error instanceof StoreUnavailable ||
      error instanceof SQLite.SqliteError ||
      (error instanceof TypeError && /directory/.test(error.message));
    if (!expected) throw error;
    return fail(`the database ${path} (VIGIE_DATABASE) cannot be opened: ${error.message}`);
  }
}
