import type { Kysely } from 'kysely';

/** On which schedule a try's person was on duty; and sums of the calls that rang each schedule. */
export async function up(db: Kysely<Sums>): Promise<void> {
  await db.schema.alterTable('attempts').addColumn('schedule_id', 'text').execute();
  await keyed(db, 'call_sums_of', ['period', 'hotline_id', 'schedule_id']);
  await db
    .insertInto('call_sums_anew')
    .columns(['period', 'hotline_id', 'schedule_id', 'calls', 'sums'])
    .expression((query) =>
      query
        .selectFrom('call_sums')
        .select(({ val }) => ['period', 'hotline_id', val('').as('schedule_id'), 'calls', 'sums']),
    )
    .execute();
  await takePlace(db);
}

export async function down(db: Kysely<Sums>): Promise<void> {
  await keyed(db, 'call_sums_key', ['period', 'hotline_id']);
  await db
    .insertInto('call_sums_anew')
    .columns(['period', 'hotline_id', 'calls', 'sums'])
    .expression((query) =>
      query
        .selectFrom('call_sums')
        .select(['period', 'hotline_id', 'calls', 'sums'])
        .where('schedule_id', '=', ''),
    )
    .execute();
  await takePlace(db);
  await db.schema.alterTable('attempts').dropColumn('schedule_id').execute();
}

interface SumsTable {
  period: string;
  hotline_id: string;
  schedule_id: string;
  calls: number;
  sums: string;
}

interface Sums {
  call_sums: SumsTable;
  call_sums_anew: SumsTable;
}

/** `2026-11-30`, `2026-11` or `2026`; empty: all hotlines, whatever schedule. */
async function keyed(db: Kysely<Sums>, name: string, key: readonly string[]): Promise<void> {
  let table = db.schema.createTable('call_sums_anew');
  for (const column of key) table = table.addColumn(column, 'text', (one) => one.notNull());
  await table
    .addColumn('calls', 'integer', (column) => column.notNull())
    .addColumn('sums', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint(name, key as never)
    .execute();
}

async function takePlace(db: Kysely<Sums>): Promise<void> {
  await db.schema.dropTable('call_sums').execute();
  await db.schema.alterTable('call_sums_anew').renameTo('call_sums').execute();
}
