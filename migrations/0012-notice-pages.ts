import type { Kysely } from 'kysely';

/** What became of each notice, try by try; notices sent again; one address one person; confirmation by schedule. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('notice_events')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('notice_id', 'integer', (column) =>
      column.notNull().references('notices.id').onDelete('cascade'),
    )
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('gateway', 'text')
    .addColumn('detail', 'text')
    // Whoever asked for it; null: nobody did.
    .addColumn('actor', 'text')
    .execute();
  await db.schema.createIndex('notice_events_by_notice').on('notice_events').column('notice_id').execute();
  // The notice that a person had sent again.
  await db.schema.alterTable('notices').addColumn('again_of', 'integer').execute();
  for (const column of ['again_of', 'state', 'kind', 'hotline_id'])
    await db.schema.createIndex(`notices_by_${column}`).on('notices').column(column).execute();
  await db.schema
    .createIndex('notice_addresses_one_person')
    .on('notice_addresses')
    .column('email')
    .unique()
    .execute();
  // When duty is to be confirmed, as JSON; null: as everywhere.
  await db.schema.alterTable('schedules').addColumn('confirmation', 'text').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('schedules').dropColumn('confirmation').execute();
  await db.schema.dropIndex('notice_addresses_one_person').execute();
  for (const column of ['again_of', 'state', 'kind', 'hotline_id'])
    await db.schema.dropIndex(`notices_by_${column}`).execute();
  await db.schema.alterTable('notices').dropColumn('again_of').execute();
  await db.schema.dropTable('notice_events').execute();
}
