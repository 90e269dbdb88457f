import { existsSync, renameSync, rmSync } from 'node:fs';
import SQLite from 'better-sqlite3';
import { MIGRATIONS } from '../../../migrations/index.ts';
import { copyToOwner } from '../../runtime/own-files.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { checkDatabase } from './copy-database.ts';
import { giveToFolderOwner } from './folder-owner.ts';

export interface Restored {
  /** Where what was there lies now; null: nothing was. */
  readonly previous: string | null;
  /** Of an older version: the next start, or `vigie migrate`, brings it up to date. */
  readonly isOlder: boolean;
}

/** Puts a copy in the place of the database. Refuses while a process uses that, and what this version cannot read. */
export function restoreDatabase(
  copy: string,
  database: string,
  now: number,
): Result<Restored, readonly string[]> {
  const checked = checkDatabase(copy);
  if (!checked.ok) return fail([checked.error]);
  const known = Object.keys(MIGRATIONS).toSorted();
  if (!known.includes(checked.value))
    return fail([
      `${copy} belongs to a newer version of Vigie (it holds ${checked.value}): install that version first`,
    ]);
  const part = `${database}.restoring`;
  try {
    const freed = movePrevious(database, now);
    if (!freed.ok) return fail([freed.error]);
    copyToOwner(copy, part);
    giveToFolderOwner(part);
    renameSync(part, database);
    return ok({ previous: freed.value, isOlder: checked.value !== known.at(-1) });
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    return fail([`${copy} could not be put in the place of ${database}: ${error.message}`]);
  } finally {
    rmSync(part, { force: true });
  }
}

/** Whole, as one file: leaving WAL mode writes what waits there, and needs that nobody else has the database open. */
function movePrevious(database: string, now: number): Result<string | null, string> {
  if (!existsSync(database)) return ok(null);
  try {
    const db = new SQLite(database, { fileMustExist: true, timeout: 0 });
    try {
      db.pragma('journal_mode = DELETE');
    } finally {
      db.close();
    }
  } catch (error) {
    if (!(error instanceof SQLite.SqliteError)) throw error;
    if (error.code.startsWith('SQLITE_BUSY'))
      return fail(`${database} is in use: stop Vigie first (systemctl stop vigie)`);
    // A damaged database is why one restores: it is kept beside it as it is.
  }
  const previous = `${database}.before-restore-${new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')}`;
  for (const end of ['', '-wal', '-shm'])
    if (existsSync(`${database}${end}`)) renameSync(`${database}${end}`, `${previous}${end}`);
  return ok(previous);
}
