import SQLite from 'better-sqlite3';
import { fail, type Result } from '../runtime/result.ts';
import { type Database, openDatabase } from './database.ts';

/** Opens a database whatever its shape; a file that cannot be opened is an expected failure. */
export function tryOpening(path: string): Result<Database, string> {
  try {
    return { ok: true, value: openDatabase(path) };
  } catch (error) {
    const expected =
      error instanceof SQLite.SqliteError || (error instanceof TypeError && /directory/.test(error.message));
    if (!expected) throw error;
    return fail(`the database ${path} (VIGIE_DATABASE) cannot be opened: ${error.message}`);
  }
}
