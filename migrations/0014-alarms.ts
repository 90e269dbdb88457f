import type { Kysely } from 'kysely';

/** What is out of order and has been told, so that it is told once, and its end too, whatever is restarted meanwhile. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('alarms')
    // `phone`: a person's phones; `trunk`.
    .addColumn('kind', 'text', (column) => column.notNull())
    // Of the person, or the trunk. No reference: an alarm about somebody who is deleted is forgotten at the next look.
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('stage', 'text', (column) => column.notNull())
    .addColumn('raised_at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('alarms_key', ['kind', 'name'])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('alarms').execute();
}
