import type { Kysely } from 'kysely';

/** People are asked for their wishes in rounds, and a swap may be an exchange. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['return_start_at', 'return_end_at'])
    await db.schema.alterTable('swaps').addColumn(column, 'integer').execute();
  await db.schema
    .createTable('wish_rounds')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('schedule_id', 'text', (column) =>
      column.notNull().references('schedules.id').onDelete('cascade'),
    )
    .addColumn('first_day', 'text', (column) => column.notNull())
    .addColumn('last_day', 'text', (column) => column.notNull())
    .addColumn('deadline_at', 'integer', (column) => column.notNull())
    .addColumn('opened_at', 'integer', (column) => column.notNull())
    .addColumn('opened_by', 'text', (column) => column.notNull())
    // Whether whoever opened it was told that the deadline has passed.
    .addColumn('over_told', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createTable('wish_round_people')
    .addColumn('round_id', 'integer', (column) =>
      column.notNull().references('wish_rounds.id').onDelete('cascade'),
    )
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
    .addColumn('answered_at', 'integer')
    .addColumn('reminders', 'integer', (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('wish_round_people_key', ['round_id', 'person_id'])
    .execute();
  await db.schema
    .createTable('wish_days')
    .addColumn('round_id', 'integer', (column) =>
      column.notNull().references('wish_rounds.id').onDelete('cascade'),
    )
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('preference', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('wish_days_key', ['round_id', 'person_id', 'day'])
    .execute();
  await db.schema
    .createTable('wish_links')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('round_id', 'integer', (column) =>
      column.notNull().references('wish_rounds.id').onDelete('cascade'),
    )
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['wish_links', 'wish_days', 'wish_round_people', 'wish_rounds'])
    await db.schema.dropTable(table).execute();
  for (const column of ['return_end_at', 'return_start_at'])
    await db.schema.alterTable('swaps').dropColumn(column).execute();
}
