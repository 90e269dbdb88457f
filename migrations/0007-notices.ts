import type { Kysely } from 'kysely';

/** What people are told: causes still to be told, the outbox, who wants what, texts of one's own, gateways. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Written in the transaction of what it tells of, and gone once its notices are in the outbox.
  await db.schema
    .createTable('causes')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    // JSON object of whatever else this kind of cause tells.
    .addColumn('details', 'text', (column) => column.notNull())
    // Set aside: telling it failed by a bug of ours.
    .addColumn('trouble', 'text')
    .execute();
  // Where somebody's notices go when it is not where they are rung, or not the address they log in with.
  await db.schema
    .createTable('notice_addresses')
    .addColumn('person_id', 'text', (column) =>
      column.primaryKey().references('people.id').onDelete('cascade'),
    )
    .addColumn('email', 'text')
    .addColumn('sms', 'text')
    .execute();
  await db.schema
    .createTable('notices')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    // The same cause, person and medium: told once, however often the cause is told.
    .addColumn('sameness', 'text', (column) => column.notNull().unique())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('medium', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('hotline_id', 'text')
    .addColumn('call_id', 'text')
    // JSON object of the words that its texts are made with: it can be written anew for another medium.
    .addColumn('words', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    // A row of `messages` whose audio goes with it.
    .addColumn('recording', 'text')
    // Mails of one thread are shown together.
    .addColumn('thread', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    // While claimed: when the claim lapses. Null: nothing more will be tried.
    .addColumn('next_try_at', 'integer')
    .addColumn('expires_at', 'integer', (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('tried_at', 'integer')
    .addColumn('sent_at', 'integer')
    .addColumn('delivered_at', 'integer')
    .addColumn('gateway', 'text')
    // The gateway's own name for it.
    .addColumn('reference', 'text')
    .addColumn('detail', 'text')
    // The notice in whose place this one goes by another medium.
    .addColumn('instead_of', 'integer')
    .execute();
  await index(db, 'notices', ['medium', 'next_try_at']);
  await index(db, 'notices', ['person_id', 'medium', 'tried_at']);
  await index(db, 'notices', ['medium', 'tried_at']);
  await index(db, 'notices', ['reference']);
  await index(db, 'notices', ['created_at']);
  await db.schema
    .createTable('notice_preferences')
    // Empty: every hotline, or everybody (null would not be equal to itself in a key).
    .addColumn('hotline_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('medium', 'text', (column) => column.notNull())
    .addColumn('wanted', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('notice_preferences_key', ['hotline_id', 'person_id', 'kind', 'medium'])
    .execute();
  await db.schema
    .createTable('quiet_hours')
    .addColumn('person_id', 'text', (column) =>
      column.primaryKey().references('people.id').onDelete('cascade'),
    )
    .addColumn('from_time', 'text', (column) => column.notNull())
    .addColumn('to_time', 'text', (column) => column.notNull())
    .addColumn('time_zone', 'text', (column) => column.notNull())
    // Comma-separated.
    .addColumn('mediums', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('notice_templates')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('sms', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('notice_templates_key', ['kind', 'language'])
    .execute();
  await db.schema
    .createTable('gateways')
    .addColumn('medium', 'text', (column) => column.primaryKey())
    .addColumn('failing_since', 'integer')
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('last_error', 'text')
    .addColumn('alarmed', 'integer', (column) => column.notNull())
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of [
    'gateways',
    'notice_templates',
    'quiet_hours',
    'notice_preferences',
    'notices',
    'notice_addresses',
    'causes',
  ])
    await db.schema.dropTable(table).execute();
}

async function index(db: Kysely<unknown>, table: string, columns: readonly string[]): Promise<void> {
  await db.schema
    .createIndex(`${table}_by_${columns.join('_')}`)
    .on(table)
    .columns([...columns])
    .execute();
}
