import type { Kysely } from 'kysely';

/** What statistics are shown from: what each call counts as, and sums for each day, month and year. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('counted_calls')
    // Erased with its call; the sums stay.
    .addColumn('call_id', 'text', (column) =>
      column.primaryKey().notNull().references('calls.id').onDelete('cascade'),
    )
    .addColumn('hotline_id', 'text', (column) => column.notNull())
    .addColumn('started_at', 'integer', (column) => column.notNull())
    // On the hotline's clocks.
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('taken_seconds', 'integer')
    .addColumn('taken_step', 'integer')
    .addColumn('taken_round', 'integer')
    .addColumn('left_at', 'text')
    .addColumn('again_seconds', 'integer')
    .addColumn('handled', 'integer', (column) => column.notNull())
    .addColumn('hour_of_week', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('counted_calls_by_hotline')
    .on('counted_calls')
    .columns(['hotline_id', 'started_at'])
    .execute();
  await db.schema
    .createIndex('counted_calls_by_time')
    .on('counted_calls')
    .columns(['started_at', 'call_id'])
    .execute();
  await db.schema
    .createTable('call_sums')
    // `2026-11-30`, `2026-11` or `2026`, on the hotline's clocks.
    .addColumn('period', 'text', (column) => column.notNull())
    // Empty: all hotlines together.
    .addColumn('hotline_id', 'text', (column) => column.notNull())
    .addColumn('calls', 'integer', (column) => column.notNull())
    .addColumn('sums', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('call_sums_key', ['period', 'hotline_id'])
    .execute();
  await db.schema
    .createTable('counting_progress')
    .addColumn('hotline_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('time_zone', 'text', (column) => column.notNull())
    // The first day that is not counted yet.
    .addColumn('next_day', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('tasks_by_hotline_opened_at')
    .on('tasks')
    .columns(['hotline_id', 'opened_at'])
    .execute();
  await db.schema.createIndex('tasks_by_opened_at').on('tasks').column('opened_at').execute();
  await db.schema.createIndex('tasks_by_done_at').on('tasks').column('done_at').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const index of ['tasks_by_done_at', 'tasks_by_opened_at', 'tasks_by_hotline_opened_at'])
    await db.schema.dropIndex(index).execute();
  for (const table of ['counting_progress', 'call_sums', 'counted_calls'])
    await db.schema.dropTable(table).execute();
}
