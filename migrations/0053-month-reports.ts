import type { Kysely } from 'kysely';

/** Who is mailed a hotline's report of the month, up to which month that was done, and which report a notice goes with. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('hotlines')
    // JSON: e-mail addresses, and ids of people.
    .addColumn('report_to', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute();
  await db.schema.alterTable('notices').addColumn('report_month', 'text').execute();
  await db.schema
    .createTable('month_reports')
    .addColumn('hotline_id', 'text', (column) =>
      column.primaryKey().notNull().references('hotlines.id').onDelete('cascade'),
    )
    // `2026-10`: the last month that was told of, or that nobody was to be told of.
    .addColumn('through', 'text', (column) => column.notNull())
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('month_reports').execute();
  await db.schema.alterTable('notices').dropColumn('report_month').execute();
  await db.schema.alterTable('hotlines').dropColumn('report_to').execute();
}
