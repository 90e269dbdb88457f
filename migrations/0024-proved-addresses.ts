import type { Kysely } from 'kysely';

/** Addresses for notices that somebody has typed, and that wait to be proved by a link. Those of before stay as they are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('address_proofs')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
    .addColumn('medium', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'integer', (column) => column.notNull())
    // Earlier than it was to be when another address took its place.
    .addColumn('expires_at', 'integer', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('address_proofs_by_person')
    .on('address_proofs')
    .columns(['person_id', 'asked_at'])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('address_proofs').execute();
}
