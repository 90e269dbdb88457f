import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';

interface OldTables {
  audit_entries: {
    id: number;
    at: number;
    actor: string;
    actor_id: string | null;
    action: string;
    subject_kind: string;
    subject_id: string;
    before: string | null;
    after: string | null;
    hash: string;
  };
  audit_head: { id: number; entries: number; hash: string };
}

/**
 * Devices that people logged in from, so that nobody is kept out by a stranger's wrong tries. Who made a change is known
 * by their id, and each audit entry carries the hash of itself and the one before it.
 */
export async function up(db: Kysely<OldTables>): Promise<void> {
  await db.schema
    .createTable('known_devices')
    .addColumn('token_hash', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) =>
      column.notNull().references('accounts.person_id').onDelete('cascade'),
    )
    .addColumn('seen_at', 'integer', (column) => column.notNull())
    // Wrong tries from there, counted apart from the account's.
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('locked_until', 'integer')
    .addPrimaryKeyConstraint('known_devices_primary', ['token_hash', 'person_id'])
    .execute();
  await db.schema.createIndex('known_devices_by_person_id').on('known_devices').column('person_id').execute();
  // Null: no person, but a command, a telephone call, a calendar; and all entries of before.
  await db.schema.alterTable('audit_entries').addColumn('actor_id', 'text').execute();
  await db.schema
    .alterTable('audit_entries')
    .addColumn('hash', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  // One row: how many entries there are, and the hash of the last. Whoever adds one changes it first, so that two
  // cannot follow the same.
  await db.schema
    .createTable('audit_head')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('entries', 'integer', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  await chain(db);
}

/** Begins the chain with what was written so far. */
async function chain(db: Kysely<OldTables>): Promise<void> {
  let [hash, entries] = ['', 0];
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('audit_entries')
      .selectAll()
      .where('id', '>', last)
      .orderBy('id')
      .limit(500)
      .execute();
    for (const row of rows) {
      const said = [row.at, row.actor, row.actor_id, row.action, row.subject_kind, row.subject_id];
      const text = JSON.stringify([hash, ...said, row.before, row.after]);
      hash = createHash('sha256').update(text).digest('base64url');
      await db.updateTable('audit_entries').set({ hash }).where('id', '=', row.id).execute();
      last = row.id;
      entries += 1;
    }
    if (rows.length === 0) break;
  }
  await db.insertInto('audit_head').values({ id: 1, entries, hash }).execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('audit_head').execute();
  await db.schema.alterTable('audit_entries').dropColumn('hash').execute();
  await db.schema.alterTable('audit_entries').dropColumn('actor_id').execute();
  await db.schema.dropTable('known_devices').execute();
}
