import type { Kysely } from 'kysely';

/** What still needs a human: tasks, the log book, private links to messages, duty to be confirmed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('tasks')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('hotline_id', 'text', (column) => column.notNull())
    .addColumn('caller_number', 'text')
    .addColumn('caller_name', 'text')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('opened_at', 'integer', (column) => column.notNull())
    .addColumn('owner_id', 'text')
    .addColumn('taken_by', 'text')
    .addColumn('taken_at', 'integer')
    .addColumn('done_by', 'text')
    .addColumn('done_at', 'integer')
    .addColumn('reason', 'text')
    .addColumn('level', 'integer', (column) => column.notNull())
    // Null: somebody has it.
    .addColumn('overdue_at', 'integer')
    .execute();
  await index(db, 'tasks', ['state', 'overdue_at']);
  await index(db, 'tasks', ['hotline_id', 'caller_number']);
  await db.schema
    .createTable('task_calls')
    .addColumn('task_id', 'integer', (column) => column.notNull().references('tasks.id').onDelete('cascade'))
    .addColumn('call_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('task_calls_key', ['task_id', 'call_id'])
    .execute();
  await index(db, 'task_calls', ['call_id']);
  await db.schema
    .createTable('task_entries')
    .addColumn('task_id', 'integer', (column) => column.notNull().references('tasks.id').onDelete('cascade'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('by_id', 'text')
    .addColumn('text', 'text')
    .addPrimaryKeyConstraint('task_entries_key', ['task_id', 'position'])
    .execute();
  await db.schema
    .createTable('log_entries')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('hotline_id', 'text', (column) => column.notNull())
    .addColumn('author_id', 'text')
    .addColumn('text', 'text', (column) => column.notNull())
    // The text in small letters: databases differ in what "like" takes for the same letter.
    .addColumn('searched', 'text', (column) => column.notNull())
    .addColumn('call_id', 'text')
    .execute();
  await index(db, 'log_entries', ['hotline_id', 'at']);
  await db.schema
    .createTable('listen_links')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('recording', 'text', (column) =>
      column.notNull().references('messages.recording').onDelete('cascade'),
    )
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'integer', (column) => column.notNull())
    .execute();
  await index(db, 'listen_links', ['expires_at']);
  await index(db, 'listen_links', ['recording']);
  await db.schema
    .createTable('duty_confirmations')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('schedule_id', 'text', (column) =>
      column.notNull().references('schedules.id').onDelete('cascade'),
    )
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
    .addColumn('start_at', 'integer', (column) => column.notNull())
    .addColumn('end_at', 'integer', (column) => column.notNull())
    .addColumn('confirmed_at', 'integer')
    .addColumn('confirmed_by', 'text')
    .addColumn('reminded', 'text', (column) => column.notNull())
    .addColumn('reminded_at', 'integer')
    .addColumn('escalated_at', 'integer')
    .addColumn('began_at', 'integer')
    .addUniqueConstraint('duty_confirmations_one', ['schedule_id', 'person_id', 'start_at'])
    .execute();
  await index(db, 'duty_confirmations', ['start_at']);
  // Each reminder has a link of its own, and all of them are good.
  await db.schema
    .createTable('confirm_links')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('confirmation', 'integer', (column) =>
      column.notNull().references('duty_confirmations.id').onDelete('cascade'),
    )
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of [
    'confirm_links',
    'duty_confirmations',
    'listen_links',
    'log_entries',
    'task_entries',
    'task_calls',
    'tasks',
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
