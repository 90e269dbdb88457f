import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Migration, Migrator, sql } from 'kysely';
import { onTestFinished } from 'vitest';
import { MIGRATIONS } from '../../migrations/index.ts';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';

/** A directory of the test's own, gone when the test ends. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Brings a file to the shape that it had before the newest migration; it is made. */
export function makeOutdated(path: string): Promise<void> {
  return makeWith(path, Object.fromEntries(Object.entries(MIGRATIONS).slice(0, -1)));
}

/** Makes a file with every migration and no row. */
export function makeCurrent(path: string): Promise<void> {
  return makeWith(path, MIGRATIONS);
}

async function makeWith(path: string, migrations: Readonly<Record<string, Migration>>): Promise<void> {
  const db = openDatabase(path);
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
  }).migrateToLatest();
  await db.destroy();
  if (error) throw error;
}

/**
 * A migrated SQLite file of the test's own, closed and gone when the test ends.
 *
 * @param content what `contentOf` gave of another; usually no row.
 */
export async function temporaryDatabase(content?: Buffer): Promise<{ db: Database; path: string }> {
  const path = join(temporaryDirectory(), 'vigie.db');
  migratedFile ??= makeMigratedFile();
  writeFileSync(path, content ?? (await migratedFile));
  const db = openDatabase(path);
  onTestFinished(() => db.destroy());
  return { db, path };
}

/** All that the database holds now, to begin others with. */
export async function contentOf({ db, path }: { db: Database; path: string }): Promise<Buffer> {
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  return readFileSync(path);
}

/** What a file with every migration and no row holds: walking the migrations takes longer than most tests. */
let migratedFile: Promise<Buffer> | null = null;

async function makeMigratedFile(): Promise<Buffer> {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-migrated-'));
  try {
    const path = join(directory, 'vigie.db');
    const db = openDatabase(path);
    const migrated = await migrate(db);
    await db.destroy();
    if (!migrated.ok) throw new Error(migrated.error);
    return readFileSync(path);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
