import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { CompiledQuery, sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MIGRATIONS } from '../../migrations/index.ts';
import { openDatabase } from '../../src/database/database.ts';
import { migrate, schemaState } from '../../src/database/migrate.ts';
import { temporaryDatabase, temporaryDirectory } from './temporary-database.ts';

describe('migrating', () => {
  test('an empty database is brought up to date, once', async () => {
    const db = openDatabase(join(temporaryDirectory(), 'new.db'));
    onTestFinished(() => db.destroy());
    expect(await schemaState(db)).toEqual({ kind: 'empty' });
    expect(await migrate(db)).toEqual({ ok: true, value: Object.keys(MIGRATIONS) });
    expect(await schemaState(db)).toEqual({ kind: 'current' });
    expect(await migrate(db)).toEqual({ ok: true, value: [] });
  });

  test('a database newer than the code is refused, and left as it is', async () => {
    const { db } = await temporaryDatabase();
    await sql`insert into kysely_migration (name, timestamp) values ('9999-from-the-future', '2030')`.execute(
      db,
    );
    expect(await schemaState(db)).toEqual({
      kind: 'newer',
      unknown: ['9999-from-the-future'],
      last: Object.keys(MIGRATIONS).at(-1),
    });
    const migrated = await migrate(db);
    expect(migrated.ok).toBe(false);
    expect(!migrated.ok && migrated.error).toMatch(/newer version of Vigie.*9999-from-the-future/);
  });

  test('a database that has yet to be migrated is told from a current one', async () => {
    const { db } = await temporaryDatabase();
    await sql`delete from kysely_migration`.execute(db);
    expect(await schemaState(db)).toEqual({ kind: 'empty' });
  });

  test('a migration that fails leaves nothing behind', async () => {
    const db = openDatabase(join(temporaryDirectory(), 'half.db'));
    onTestFinished(() => db.destroy());
    // The last table of the first migration exists already, so the migration fails at its end.
    await sql`create table audit_entries (id integer)`.execute(db);
    await expect(migrate(db)).rejects.toThrow(/audit_entries/);
    const tables = await db.introspection.getTables();
    expect(tables.map((table) => table.name)).toEqual(['audit_entries']);
  });

  test('every file in migrations/ is listed, in order', () => {
    const files = readdirSync('migrations').filter((file) => file !== 'index.ts');
    expect(Object.keys(MIGRATIONS)).toEqual(files.map((file) => file.replace(/\.ts$/, '')).sort());
  });
});

describe('an open database', () => {
  test('survives a crash of the process and holds its foreign keys', async () => {
    const { db } = await temporaryDatabase();
    const pragma = async (name: string) => {
      const { rows } = await db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(`pragma ${name}`));
      return Object.values(rows[0] ?? {})[0];
    };
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('foreign_keys')).toBe(1);
    expect(await pragma('synchronous')).toBe(1);
    expect(await pragma('busy_timeout')).toBe(5000);
  });

  test('a transaction keeps other writers out from its first read', async () => {
    const { db, path } = await temporaryDatabase();
    const rival = new SQLite(path, { timeout: 0 });
    onTestFinished(() => void rival.close());
    const rivalWrites = () => rival.exec("insert into teams (id, name) values ('x', 'X')");
    await db.transaction().execute(async (transaction) => {
      await transaction.selectFrom('people').selectAll().execute();
      expect(rivalWrites).toThrow('database is locked');
    });
    expect(rivalWrites).not.toThrow();
  });

  test('a file that must exist and does not is an error', () => {
    expect(() => openDatabase(join(temporaryDirectory(), 'absent.db'), { mustExist: true })).toThrow();
  });
});
