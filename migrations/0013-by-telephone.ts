import type { Kysely } from 'kysely';

/** By telephone: duty confirmed on an automatic call or by an SMS, and messages listened to with a PIN. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [column, type] of [
    ['declined_at', 'integer'],
    ['declined_by', 'text'],
    ['called_at', 'integer'],
    // Null while the call goes on.
    ['call_outcome', 'text'],
  ] as const)
    await db.schema.alterTable('duty_confirmations').addColumn(column, type).execute();
  await db.schema
    .createTable('sms_answers')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    // The gateway's own name for the message: the same one is answered once.
    .addColumn('reference', 'text', (column) => column.notNull().unique())
    .addColumn('from_number', 'text', (column) => column.notNull())
    .addColumn('received_at', 'integer', (column) => column.notNull())
    .addColumn('understood', 'text', (column) => column.notNull())
    .addColumn('explained', 'integer', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('sms_answers_by_number')
    .on('sms_answers')
    .columns(['from_number', 'received_at'])
    .execute();
  await db.schema
    .createTable('phone_pins')
    .addColumn('person_id', 'text', (column) =>
      column.primaryKey().references('people.id').onDelete('cascade'),
    )
    .addColumn('pin_hash', 'text', (column) => column.notNull())
    .addColumn('set_at', 'integer', (column) => column.notNull())
    .execute();
  // Wrong PINs since the last right one; of a person, or from a calling number.
  await db.schema
    .createTable('pin_failures')
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('failed_at', 'integer', (column) => column.notNull())
    .addColumn('locked_until', 'integer')
    .addPrimaryKeyConstraint('pin_failures_key', ['subject', 'name'])
    .execute();
  // Messages of which Asterisk has a copy too, from which it plays them. Outlives the message until it is deleted there.
  await db.schema
    .createTable('asterisk_copies')
    .addColumn('recording', 'text', (column) => column.primaryKey())
    .execute();
  await db.schema
    .createTable('heard_messages')
    .addColumn('recording', 'text', (column) =>
      column.notNull().references('messages.recording').onDelete('cascade'),
    )
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
    .addColumn('heard_at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('heard_messages_key', ['recording', 'person_id'])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['heard_messages', 'asterisk_copies', 'pin_failures', 'phone_pins', 'sms_answers'])
    await db.schema.dropTable(table).execute();
  for (const column of ['call_outcome', 'called_at', 'declined_by', 'declined_at'])
    await db.schema.alterTable('duty_confirmations').dropColumn(column).execute();
}
