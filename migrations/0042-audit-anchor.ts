import type { Kysely } from 'kysely';

/** What the first entry that is kept follows: older ones are erased, and the chain is to be proved all the same. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('audit_head')
    .addColumn('first_follows', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('audit_head').dropColumn('first_follows').execute();
}
