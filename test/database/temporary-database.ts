import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Migrator } from 'kysely';
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
export async function makeOutdated(path: string): Promise<void> {
  const db = openDatabase(path);
  const migrations = Object.fromEntries(Object.entries(MIGRATIONS).slice(0, -1));
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
  }).migrateToLatest();
  await db.destroy();
  if (error) throw error;
}

/** A migrated SQLite file of the test's own, closed and gone when the test ends. */
export async function temporaryDatabase(): Promise<{ db: Database; path: string }> {
  const path = join(temporaryDirectory(), 'vigie.db');
  const db = openDatabase(path);
  onTestFinished(() => db.destroy());
  const migrated = await migrate(db);
  if (!migrated.ok) throw new Error(migrated.error);
  return { db, path };
}
