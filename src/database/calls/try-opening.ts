import { existsSync } from 'node:fs';
import SQLite from 'better-sqlite3';
import { fail, type Result } from '../../runtime/result.ts';
import { type StoreTrouble, StoreUnavailable } from '../../runtime/store-unavailable.ts';
import { type Database, type OpenOptions, openDatabase } from '../database.ts';
import { translated } from '../store-trouble.ts';
import { giveToFolderOwner } from '../upkeep/folder-owner.ts';

const PASSES: ReadonlySet<StoreTrouble> = new Set(['locked', 'full']);

/**
 * Opens a database whatever its shape; a file that cannot be opened is an expected failure. Throws `StoreUnavailable`
 * while another process locks it, or the disk is full: that passes.
 */
export function tryOpening(path: string, options: OpenOptions = {}): Result<Database, string> {
  try {
    const isNew = !existsSync(path);
    const value = openDatabase(path, options);
    if (isNew)
      for (const end of ['', '-wal', '-shm'])
        if (existsSync(`${path}${end}`)) giveToFolderOwner(`${path}${end}`);
    return { ok: true, value };
  } catch (thrown) {
    const error = translated(thrown);
    if (error instanceof StoreUnavailable && PASSES.has(error.trouble)) throw error;
    const expected =
      error instanceof StoreUnavailable ||
      error instanceof SQLite.SqliteError ||
      (error instanceof TypeError && /directory/.test(error.message));
    if (!expected) throw error;
    return fail(`the database ${path} (VIGIE_DATABASE) cannot be opened: ${error.message}`);
  }
}
