import type { Kysely } from 'kysely';

/** Passkeys by which people log in, or show a second factor. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('passkeys')
    // The credential's id, as its authenticator made it (base64url).
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('person_id', 'text', (column) =>
      column.notNull().references('accounts.person_id').onDelete('cascade'),
    )
    .addColumn('name', 'text', (column) => column.notNull())
    // COSE, base64url.
    .addColumn('public_key', 'text', (column) => column.notNull())
    // How often the authenticator says it was used; 0 where it does not count.
    .addColumn('counter', 'integer', (column) => column.notNull())
    // By which the browser reaches it (usb, internal…), joined by commas.
    .addColumn('transports', 'text', (column) => column.notNull())
    .addColumn('added_at', 'integer', (column) => column.notNull())
    .addColumn('used_at', 'integer')
    .execute();
  await db.schema.createIndex('passkeys_by_person_id').on('passkeys').column('person_id').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('passkeys').execute();
}
