import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import { OWNER_ONLY_FILE, OWNER_ONLY_FOLDER } from '../../runtime/own-files.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { giveToFolderOwner } from './folder-owner.ts';

export interface DatabaseCopy {
  readonly file: string;
  readonly bytes: number;
  /** The last one applied: what version of Vigie it belongs to. */
  readonly migration: string;
}

/** More pages than a database has: all are copied in one step, so of one moment, however busy the service is. */
const ALL_PAGES = 0x7fffffff;

/**
 * Copies a database that is in use, by SQLite's online backup, into one file that needs no other. What lies at
 * `target` afterwards is whole and checked, or is not there.
 */
export async function copyDatabase(source: string, target: string): Promise<Result<DatabaseCopy, string>> {
  if (existsSync(target)) return fail(`there is already a file at ${target}: it is not overwritten`);
  const part = `${target}.part`;
  try {
    const folder = path.dirname(target);
    if (mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER }) !== undefined)
      giveToFolderOwner(folder);
  } catch (error) {
    return explained(error, source, target);
  }
  try {
    rmSync(part, { force: true });
    closeSync(openSync(part, 'wx', OWNER_ONLY_FILE));
    await copyPages(source, part);
    const checked = checkDatabase(part, { asOneFile: true });
    if (!checked.ok) return checked;
    settle(part, target);
    return ok({ file: target, bytes: statSync(target).size, migration: checked.value });
  } catch (error) {
    return explained(error, source, target);
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${part}${end}`, { force: true });
  }
}

function explained(error: unknown, source: string, target: string): Result<never, string> {
  if (!isExpected(error)) throw error;
  return fail(`${source} could not be copied to ${target}: ${error.message}`);
}

/** The last migration of a database that is whole, and is ours; else why not. */
export function checkDatabase(file: string, { asOneFile = false } = {}): Result<string, string> {
  try {
    const db = new SQLite(file, { fileMustExist: true, readonly: !asOneFile });
    try {
      if (asOneFile) db.pragma('journal_mode = DELETE');
      const verdict = db.pragma('integrity_check(1)', { simple: true });
      if (verdict !== 'ok') return fail(`${file} is damaged: ${verdict}`);
      return lastMigration(db, file);
    } finally {
      db.close();
    }
  } catch (error) {
    if (!(error instanceof SQLite.SqliteError)) throw error;
    return fail(`${file} is no database that can be read: ${error.message}`);
  }
}

function lastMigration(db: SQLite.Database, file: string): Result<string, string> {
  const tables = db.prepare(`select 1 from sqlite_master where name = 'kysely_migration'`).all();
  if (tables.length === 0) return fail(`${file} is no database of Vigie`);
  const name = db.prepare('select max(name) from kysely_migration').pluck().get();
  return typeof name === 'string' ? ok(name) : fail(`${file} is an empty database of Vigie`);
}

async function copyPages(source: string, part: string): Promise<void> {
  const db = new SQLite(source, { fileMustExist: true, readonly: true });
  try {
    await db.backup(part, { progress: () => ALL_PAGES });
  } finally {
    db.close();
  }
}

/** After a power cut the name must not stand for half a file. */
function settle(part: string, target: string): void {
  flush(part);
  giveToFolderOwner(part);
  renameSync(part, target);
  flush(path.dirname(target));
}

function flush(place: string): void {
  const handle = openSync(place, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** Of SQLite, of the file system, or of a folder that is not there. */
function isExpected(error: unknown): error is Error {
  if (error instanceof SQLite.SqliteError) return true;
  if (!(error instanceof Error)) return false;
  return 'syscall' in error || (error instanceof TypeError && /directory/.test(error.message));
}
