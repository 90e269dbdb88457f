import type { Kysely } from 'kysely';

/** What it takes to find a call again after a restart: the caller's channel, and the call's state as JSON. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('calls').addColumn('caller_leg', 'text').execute();
  await db.schema.alterTable('calls').addColumn('state', 'text').execute();
  // Open calls are few and asked for at every connection; ended ones are many.
  await db.schema.createIndex('calls_ended_at').on('calls').column('ended_at').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('calls_ended_at').execute();
  await db.schema.alterTable('calls').dropColumn('state').execute();
  await db.schema.alterTable('calls').dropColumn('caller_leg').execute();
}
