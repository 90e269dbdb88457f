import type { Kysely } from 'kysely';

/** When its person took note of a duty that was given late, without a publication. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('late_changes').addColumn('acknowledged_at', 'integer').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('late_changes').dropColumn('acknowledged_at').execute();
}
