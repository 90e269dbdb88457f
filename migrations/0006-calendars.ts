import type { Kysely } from 'kysely';

/** Private feeds of duty for calendar programs, and calendars from which absences come. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createFeeds(db);
  await createAbsenceCalendars(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('absences_by_calendar_id').execute();
  await db.schema.alterTable('absences').dropColumn('calendar_id').execute();
  await db.schema.dropTable('absence_calendars').execute();
  await db.schema.dropTable('calendar_events').execute();
  await db.schema.dropTable('calendar_feeds').execute();
}

async function createFeeds(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('calendar_feeds')
    .addColumn('id', 'text', (column) => column.primaryKey())
    // SHA-256 of the token, which itself is kept nowhere.
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    // Of a person or of a schedule.
    .addColumn('person_id', 'text', (column) => column.references('people.id').onDelete('cascade'))
    .addColumn('schedule_id', 'text', (column) => column.references('schedules.id').onDelete('cascade'))
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('language', 'text')
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('last_used_at', 'integer')
    .execute();
  await index(db, 'calendar_feeds', 'person_id');
  await index(db, 'calendar_feeds', 'schedule_id');
  await db.schema
    .createTable('calendar_events')
    .addColumn('uid', 'text', (column) => column.primaryKey())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('modified_at', 'integer', (column) => column.notNull())
    .addColumn('end_at', 'integer', (column) => column.notNull())
    .execute();
  await index(db, 'calendar_events', 'end_at');
}

async function createAbsenceCalendars(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('absence_calendars')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
    // The file's name, or the address's host: addresses hold secrets.
    .addColumn('name', 'text', (column) => column.notNull())
    // Null: it came as a file, and is not fetched.
    .addColumn('address', 'text')
    .addColumn('time_zone', 'text', (column) => column.notNull())
    .addColumn('added_at', 'integer', (column) => column.notNull())
    // What the server said of the version that was last read.
    .addColumn('etag', 'text')
    .addColumn('last_modified', 'text')
    .addColumn('read_at', 'integer')
    .addColumn('tried_at', 'integer')
    .addColumn('succeeded_at', 'integer')
    .addColumn('trouble', 'text')
    .execute();
  await index(db, 'absence_calendars', 'person_id');
  // Null: entered by hand, or of a calendar that is no longer followed.
  await db.schema
    .alterTable('absences')
    .addColumn('calendar_id', 'text', (column) =>
      column.references('absence_calendars.id').onDelete('set null'),
    )
    .execute();
  await index(db, 'absences', 'calendar_id');
}

async function index(db: Kysely<unknown>, table: string, column: string): Promise<void> {
  await db.schema.createIndex(`${table}_by_${column}`).on(table).column(column).execute();
}
