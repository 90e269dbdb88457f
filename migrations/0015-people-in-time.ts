import { type Kysely, sql } from 'kysely';

/**
 * People join and leave, and have a colour in plannings. A person's calls are found in the order of the list: an attempt
 * knows when its call began, and an index goes by it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('people').addColumn('colour', 'text').execute();
  await db.schema.alterTable('people').addColumn('joins_at', 'integer').execute();
  await db.schema.alterTable('people').addColumn('leaves_at', 'integer').execute();
  await db.schema
    .alterTable('attempts')
    .addColumn('call_started_at', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`update attempts set call_started_at = (select started_at from calls where calls.id = attempts.call_id)`.execute(
    db,
  );
  await db.schema
    .createIndex('attempts_by_person_in_time')
    .on('attempts')
    .columns(['person_id', 'call_started_at', 'call_id', 'attempt'])
    .execute();
  await db.schema.dropIndex('attempts_by_person').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('attempts_by_person')
    .on('attempts')
    .columns(['person_id', 'call_id'])
    .execute();
  await db.schema.dropIndex('attempts_by_person_in_time').execute();
  await db.schema.alterTable('attempts').dropColumn('call_started_at').execute();
  for (const column of ['leaves_at', 'joins_at', 'colour'])
    await db.schema.alterTable('people').dropColumn(column).execute();
}
