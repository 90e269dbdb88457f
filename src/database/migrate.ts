import { Migrator, sql } from 'kysely';
import { MIGRATIONS } from '../../migrations/index.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import type { Database } from './database.ts';

/**
 * How the database's shape stands to this code's. `empty`: no migration was ever applied. `last`: the last one applied
 * that this code knows.
 */
export type SchemaState =
  | { readonly kind: 'empty' | 'current' }
  | { readonly kind: 'behind'; readonly last: string }
  | { readonly kind: 'newer'; readonly unknown: readonly string[]; readonly last: string | null };

/** Compares the migrations the database remembers with those this code knows. */
export async function schemaState(db: Database): Promise<SchemaState> {
  const applied = await appliedMigrations(db);
  const unknown = applied.filter((name) => !(name in MIGRATIONS));
  const last = applied.findLast((name) => name in MIGRATIONS);
  if (unknown.length > 0) return { kind: 'newer', unknown, last: last ?? null };
  if (last === undefined) return { kind: 'empty' };
  return applied.length < Object.keys(MIGRATIONS).length ? { kind: 'behind', last } : { kind: 'current' };
}

/** Brings the database up to date, all or nothing; gives the names of the migrations applied now. */
export async function migrate(db: Database): Promise<Result<readonly string[], string>> {
  const state = await schemaState(db);
  if (state.kind === 'newer') return fail(explainNewer(state.unknown));
  // Nothing is written then: a start need not wait for another process that writes.
  if (state.kind === 'current') return ok([]);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return ok((results ?? []).map((result) => result.migrationName));
}

/** The sentence for a database that a later version of Vigie has changed. */
export function explainNewer(unknown: readonly string[]): string {
  return (
    `this database was changed by a newer version of Vigie (unknown migrations: ${unknown.join(', ')}); ` +
    'install that version again, or restore the database saved before it'
  );
}

async function appliedMigrations(db: Database): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map((row) => row.name);
}
