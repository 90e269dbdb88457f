import type { Kysely } from 'kysely';

/** Recordings that hotlines greet their callers with, each once, named after what it holds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sounds')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('wav', 'blob', (column) => column.notNull())
    .addColumn('seconds', 'real', (column) => column.notNull())
    .addColumn('kept_at', 'integer', (column) => column.notNull())
    .execute();
  await db.schema
    .alterTable('hotlines')
    .addColumn('recorded_greeting', 'text', (column) => column.references('sounds.id'))
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('hotlines').dropColumn('recorded_greeting').execute();
  await db.schema.dropTable('sounds').execute();
}
