import type { Kysely } from 'kysely';

/** Interventions, the rules that hold for a team's duty, and monthly statements. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // The record: entries are added, never changed. `body` and `salt` alone may be erased; the hashes stay.
  await db.schema
    .createTable('intervention_entries')
    .addColumn('seq', 'integer', (column) => column.primaryKey())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('by_id', 'text')
    .addColumn('intervention_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('body', 'text')
    .addColumn('salt', 'text')
    .addColumn('body_hash', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  await index(db, 'intervention_entries', ['intervention_id', 'seq']);
  // What the entries come to, for lists.
  await db.schema
    .createTable('interventions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('start_at', 'integer', (column) => column.notNull())
    .addColumn('end_at', 'integer')
    .addColumn('document', 'text', (column) => column.notNull())
    .execute();
  await index(db, 'interventions', ['person_id', 'start_at']);
  await index(db, 'interventions', ['start_at']);
  // Which work is in the record: none is twice.
  await db.schema
    .createTable('intervention_work')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('ref', 'text', (column) => column.notNull())
    .addColumn('part', 'integer', (column) => column.notNull())
    .addColumn('intervention_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('intervention_work_key', ['kind', 'ref', 'part'])
    .execute();
  // Accepted calls are looked for by when they were accepted.
  await index(db, 'attempts', ['accepted_at']);
  await db.schema
    .createTable('labour_rules')
    // Empty: of everybody whose teams have none of their own.
    .addColumn('team_id', 'text', (column) => column.primaryKey())
    .addColumn('document', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('labour_people')
    .addColumn('person_id', 'text', (column) => column.primaryKey())
    .addColumn('document', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('statements')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('month', 'text', (column) => column.notNull())
    // The first of a month is 1; a correction is a new one that names the one before.
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('closed_at', 'integer', (column) => column.notNull())
    .addColumn('closed_by', 'text')
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    // The end of the record of interventions at that time: what was cut off later is missed here.
    .addColumn('record_seq', 'integer', (column) => column.notNull())
    .addColumn('record_hash', 'text', (column) => column.notNull())
    .addColumn('pdf', 'blob')
    .addColumn('pdf_hash', 'text')
    .addUniqueConstraint('statements_key', ['person_id', 'month', 'number'])
    .execute();
  await index(db, 'statements', ['month', 'person_id']);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('statements').execute();
  await db.schema.dropTable('labour_people').execute();
  await db.schema.dropTable('labour_rules').execute();
  await db.schema.dropTable('intervention_work').execute();
  await db.schema.dropTable('interventions').execute();
  await db.schema.dropTable('intervention_entries').execute();
  await db.schema.dropIndex('attempts_by_accepted_at').execute();
}

async function index(db: Kysely<unknown>, table: string, columns: readonly string[]): Promise<void> {
  await db.schema
    .createIndex(`${table}_by_${columns.join('_')}`)
    .on(table)
    .columns([...columns])
    .execute();
}
