import type { ColumnDefinitionBuilder, Kysely } from 'kysely';

/** Who may log in: accounts of people, their sessions, links sent to them, and recovery codes. Secrets lie hashed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('accounts')
    .addColumn('person_id', 'text', (column) =>
      column.primaryKey().references('people.id').onDelete('cascade'),
    )
    // In small letters, so that nobody has two accounts that differ by a capital.
    .addColumn('email', 'text', (column) => column.notNull().unique())
    // Null: invited, and has not chosen one yet.
    .addColumn('password_hash', 'text')
    // Null: no second factor.
    .addColumn('totp_secret', 'text')
    // The 30-second period of the last code that was accepted: each code counts once.
    .addColumn('totp_period', 'integer')
    // Null: the first of the person's languages.
    .addColumn('language', 'text')
    .addColumn('theme', 'text', (column) => column.notNull())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('locked_until', 'integer')
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('recovery_codes')
    .addColumn('code_hash', 'text', (column) => column.primaryKey())
    .addColumn('person_id', 'text', (column) => ofAccount(column.notNull()))
    .execute();
  await db.schema
    .createIndex('recovery_codes_by_person_id')
    .on('recovery_codes')
    .column('person_id')
    .execute();
  await db.schema
    .createTable('sessions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('person_id', 'text', (column) => ofAccount(column.notNull()))
    // 1: the password was right, the second factor is still to come.
    .addColumn('half_open', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('seen_at', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'integer', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('browser', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('sessions_by_person_id').on('sessions').column('person_id').execute();
  await db.schema
    .createTable('account_links')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('person_id', 'text', (column) => ofAccount(column.notNull()))
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'integer', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('account_links_by_person_id').on('account_links').column('person_id').execute();
  // What the list of calls is filtered by.
  await db.schema
    .createIndex('calls_by_caller_number')
    .on('calls')
    .columns(['caller_number', 'started_at'])
    .execute();
  await db.schema.createIndex('calls_by_outcome').on('calls').columns(['outcome', 'started_at']).execute();
  await db.schema
    .createIndex('attempts_by_person')
    .on('attempts')
    .columns(['person_id', 'call_id'])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('attempts_by_person').execute();
  await db.schema.dropIndex('calls_by_outcome').execute();
  await db.schema.dropIndex('calls_by_caller_number').execute();
  for (const table of ['account_links', 'sessions', 'recovery_codes', 'accounts'])
    await db.schema.dropTable(table).execute();
}

function ofAccount(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.references('accounts.person_id').onDelete('cascade');
}
