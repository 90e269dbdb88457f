import { type Kysely, sql } from 'kysely';

/** Plannings in preparation, what was published when, and shifts that people pass to one another. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createDrafts(db);
  await createPublications(db);
  await createSwaps(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['swaps', 'published_duties', 'publications', 'draft_shifts', 'drafts'])
    await db.schema.dropTable(table).execute();
}

async function createDrafts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('drafts')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('schedule_id', 'text', (column) =>
      column.notNull().references('schedules.id').onDelete('cascade'),
    )
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('start_at', 'integer', (column) => column.notNull())
    .addColumn('end_at', 'integer', (column) => column.notNull())
    // The version of the schedule on which it is built.
    .addColumn('based_on', 'integer', (column) => column.notNull())
    .addCheckConstraint('drafts_order', sql`start_at < end_at`)
    .execute();
  await index(db, 'drafts', ['schedule_id']);
  await db.schema
    .createTable('draft_shifts')
    .addColumn('draft_id', 'integer', (column) =>
      column.notNull().references('drafts.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    // A draft binds nobody: it does not keep a person from being removed.
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
    .addColumn('start_at', 'integer', (column) => column.notNull())
    .addColumn('end_at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('draft_shifts_key', ['draft_id', 'position'])
    .addCheckConstraint('draft_shifts_order', sql`start_at < end_at`)
    .execute();
  await index(db, 'draft_shifts', ['person_id']);
}

/** Proof of who was told what when outlives people and schedules, so it refers to them without foreign keys. */
async function createPublications(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('publications')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('schedule_id', 'text', (column) => column.notNull())
    .addColumn('published_at', 'integer', (column) => column.notNull())
    .addColumn('published_by', 'text', (column) => column.notNull())
    // What lies outside was left as it was.
    .addColumn('start_at', 'integer', (column) => column.notNull())
    .addColumn('end_at', 'integer', (column) => column.notNull())
    .addColumn('reason', 'text')
    .execute();
  await index(db, 'publications', ['schedule_id', 'published_at']);
  await db.schema
    .createTable('published_duties')
    .addColumn('publication_id', 'integer', (column) =>
      column.notNull().references('publications.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) =>
      column.notNull().check(sql`kind in ('added', 'removed', 'changed')`),
    )
    // The duty as it is now; when removed, as it was.
    .addColumn('start_at', 'integer', (column) => column.notNull())
    .addColumn('end_at', 'integer', (column) => column.notNull())
    // For a changed one, as it was.
    .addColumn('before_start_at', 'integer')
    .addColumn('before_end_at', 'integer')
    .addPrimaryKeyConstraint('published_duties_key', ['publication_id', 'position'])
    .execute();
  await index(db, 'published_duties', ['person_id', 'start_at']);
}

/** Swaps are told of for ever, like publications. */
async function createSwaps(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('swaps')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('schedule_id', 'text', (column) => column.notNull())
    .addColumn('giver_id', 'text', (column) => column.notNull())
    // Null: to everyone.
    .addColumn('offered_to', 'text')
    .addColumn('start_at', 'integer', (column) => column.notNull())
    .addColumn('end_at', 'integer', (column) => column.notNull())
    .addColumn('note', 'text')
    .addColumn('proposed_at', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    // JSON object of what else the state tells.
    .addColumn('details', 'text', (column) => column.notNull())
    .addCheckConstraint('swaps_order', sql`start_at < end_at`)
    .execute();
  await index(db, 'swaps', ['schedule_id', 'end_at']);
  await index(db, 'swaps', ['state']);
}

async function index(db: Kysely<unknown>, table: string, columns: readonly string[]): Promise<void> {
  await db.schema
    .createIndex(`${table}_by_${columns.join('_')}`)
    .on(table)
    .columns([...columns])
    .execute();
}
