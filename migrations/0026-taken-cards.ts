import type { Kysely } from 'kysely';

/** Who has the hotlines' numbers in their telephone, so that it rings through “do not disturb”. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('taken_cards')
    .addColumn('person_id', 'text', (column) =>
      column.primaryKey().references('people.id').onDelete('cascade'),
    )
    // What the card held: another number is another card.
    .addColumn('numbers', 'text', (column) => column.notNull())
    .addColumn('taken_at', 'integer', (column) => column.notNull())
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('taken_cards').execute();
}
