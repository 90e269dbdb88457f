import type { Kysely } from 'kysely';

/** Recordings in which nothing is heard, kept apart from messages. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('messages')
    .addColumn('is_empty', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}

/** The version before knows no such outcome: those callers hung up, as it said then. */
export async function down(db: Kysely<{ calls: { outcome: string | null } }>): Promise<void> {
  await db.schema.alterTable('messages').dropColumn('is_empty').execute();
  await db
    .updateTable('calls')
    .set({ outcome: 'caller-hung-up' })
    .where('outcome', '=', 'empty-message')
    .execute();
}
