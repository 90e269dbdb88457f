import type { Kysely } from 'kysely';

/** By which trunk a try was to be dialled, and what each trunk did for a call that was counted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('attempts').addColumn('trunk', 'text').execute();
  await db.schema
    .createTable('counted_trunks')
    // Erased with its call; the sums stay.
    .addColumn('call_id', 'text', (column) => column.notNull().references('calls.id').onDelete('cascade'))
    .addColumn('trunk', 'text', (column) => column.notNull())
    // `tried`, `rang`, `answered`, or `failed.` and a code.
    .addColumn('what', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('counted_trunks_key', ['call_id', 'trunk', 'what'])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('counted_trunks').execute();
  await db.schema.alterTable('attempts').dropColumn('trunk').execute();
}
