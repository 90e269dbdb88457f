import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';
import { upgradeDatabase } from '../../src/database/upkeep/upgrade-database.ts';
import { temporaryDirectory } from './temporary-database.ts';

const SECRET = 'said-to-nobody-but-the-telephone';
const NOW = Date.UTC(2030, 0, 1);
/** Enough rows that whole pages become free, and some to spare in those that stay. */
const ROWS = 400;

function holdsSecret(file: string): boolean {
  return ['', '-wal'].some((end) => {
    try {
      return readFileSync(file + end, 'latin1').includes(SECRET);
    } catch {
      return false;
    }
  });
}

async function freshFile(): Promise<string> {
  const file = join(temporaryDirectory(), 'vigie.db');
  const db = openDatabase(file);
  await migrate(db);
  await db.destroy();
  return file;
}

const fill = `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${ROWS})
  insert into people (id, name, languages, role) select i, '${SECRET}' || i, 'fr', 'member' from n`;

it('what is erased is in no page of the file, free or not', async () => {
  const file = await freshFile();
  const db = openDatabase(file);
  await sql.raw(fill).execute(db);
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  expect(holdsSecret(file)).toBe(true);
  await db.deleteFrom('people').execute();
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  expect(holdsSecret(file)).toBe(false);
  await db.destroy();
});

it('a file of before, whose free pages still hold what was erased, is written anew once', async () => {
  const file = await freshFile();
  // As an older version would have: what is erased is only forgotten.
  const old = new SQLite(file);
  old.pragma('secure_delete = OFF');
  old.exec(fill);
  old.exec('delete from people');
  old.close();
  expect(holdsSecret(file)).toBe(true);
  const upgraded = await upgradeDatabase(file, join(temporaryDirectory(), 'backups'), NOW);
  expect(upgraded).toMatchObject({ ok: true, value: { isWrittenAnew: true } });
  expect(holdsSecret(file)).toBe(false);
});

it('where somebody else is at work it waits for the next start, and says so', async () => {
  const file = await freshFile();
  const other = new SQLite(file);
  other.exec('begin immediate');
  const folder = join(temporaryDirectory(), 'backups');
  expect(await upgradeDatabase(file, folder, NOW)).toMatchObject({ value: { isWrittenAnew: false } });
  other.exec('rollback');
  other.close();
  expect(await upgradeDatabase(file, folder, NOW)).toMatchObject({ value: { isWrittenAnew: true } });
});
