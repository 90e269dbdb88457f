import type { Kysely } from 'kysely';

/** Whether a forwarded phone is not rung where it is forwarded to: usually it is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('hotlines')
    .addColumn('refuse_forwards', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('hotlines').dropColumn('refuse_forwards').execute();
}
