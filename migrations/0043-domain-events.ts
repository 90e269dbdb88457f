import type { Kysely } from 'kysely';

/** What waits to be told is a domain event; the table is called so too. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('causes').renameTo('domain_events').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('domain_events').renameTo('causes').execute();
}
