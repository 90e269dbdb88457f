import { type Kysely, sql } from 'kysely';

// Local days are `YYYY-MM-DD`, lists of them comma-separated. A `duty_window` is JSON: it is read whole, and no query
// looks inside.

/** Rotations, absences, public holidays, the hours to cover, what an override does, and a hotline's opening branches. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addHolidays(db, 'schedules');
  await db.schema.alterTable('schedules').addColumn('coverage', 'text').execute();
  await db.schema
    .alterTable('schedules')
    .addColumn('swap_approval', 'text', (column) => column.notNull().defaultTo('none'))
    .execute();
  await createRotations(db);
  await createAbsences(db);
  await giveOverridesAnAction(db);
  await createBranches(db);
  // A call asks for what has not ended yet, on schedules that may be ten years old.
  await index(db, 'planned_shifts', ['schedule_id', 'end_at']);
  await index(db, 'overrides', ['schedule_id', 'end_at']);
}

/** What the older shape cannot say is lost; overrides that add somebody would mean something else there, so they go. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('overrides_by_schedule_id_end_at').execute();
  await db.schema.dropIndex('planned_shifts_by_schedule_id_end_at').execute();
  await db.schema.dropTable('hotline_branches').execute();
  await db.schema.alterTable('hotlines').dropColumn('time_zone').execute();
  await dropHolidays(db, 'hotlines');
  await sql`delete from overrides where action = 'adds'`.execute(db);
  await db.schema.alterTable('overrides').dropColumn('action').execute();
  await db.schema.dropTable('absences').execute();
  await db.schema.dropTable('rotation_participants').execute();
  await db.schema.dropTable('rotations').execute();
  await db.schema.alterTable('schedules').dropColumn('swap_approval').execute();
  await db.schema.alterTable('schedules').dropColumn('coverage').execute();
  await dropHolidays(db, 'schedules');
}

async function addHolidays(db: Kysely<unknown>, table: string): Promise<void> {
  await db.schema.alterTable(table).addColumn('holiday_country', 'text').execute();
  await db.schema.alterTable(table).addColumn('holiday_region', 'text').execute();
  await db.schema
    .alterTable(table)
    .addColumn('closed_days', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
}

async function dropHolidays(db: Kysely<unknown>, table: string): Promise<void> {
  for (const column of ['closed_days', 'holiday_region', 'holiday_country'])
    await db.schema.alterTable(table).dropColumn(column).execute();
}

async function createRotations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('rotations')
    .addColumn('schedule_id', 'text', (column) =>
      column.notNull().references('schedules.id').onDelete('cascade'),
    )
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('turn_count', 'integer', (column) => column.notNull().check(sql`turn_count > 0`))
    .addColumn('turn_unit', 'text', (column) => column.notNull())
    .addColumn('handoff_time', 'text', (column) => column.notNull())
    .addColumn('handoff_weekday', 'integer')
    .addColumn('start_date', 'text', (column) => column.notNull())
    .addColumn('end_date', 'text')
    .addColumn('duty_window', 'text')
    .addColumn('when_absent', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('rotations_key', ['schedule_id', 'id'])
    .execute();
  await db.schema
    .createTable('rotation_participants')
    .addColumn('schedule_id', 'text', (column) => column.notNull())
    .addColumn('rotation_id', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('from_date', 'text')
    .addColumn('until_date', 'text')
    .addPrimaryKeyConstraint('rotation_participants_key', ['schedule_id', 'rotation_id', 'position'])
    .addForeignKeyConstraint(
      'rotation_participants_rotation',
      ['schedule_id', 'rotation_id'],
      'rotations',
      ['schedule_id', 'id'],
      (key) => key.onDelete('cascade'),
    )
    .execute();
  await index(db, 'rotation_participants', ['person_id']);
}

async function createAbsences(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('absences')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
    .addColumn('start_at', 'integer', (column) => column.notNull())
    .addColumn('end_at', 'integer', (column) => column.notNull())
    // Each source replaces its own only: people what people entered, a calendar what it brought.
    .addColumn('source', 'text', (column) => column.notNull().check(sql`source in ('hand', 'calendar')`))
    .addColumn('note', 'text')
    .addCheckConstraint('absences_order', sql`start_at < end_at`)
    .execute();
  await index(db, 'absences', ['person_id', 'end_at']);
  await index(db, 'absences', ['end_at']);
}

async function giveOverridesAnAction(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('overrides')
    .addColumn('action', 'text', (column) =>
      column.notNull().defaultTo('takes-over').check(sql`action in ('takes-over', 'adds', 'removes')`),
    )
    .execute();
  await sql`update overrides set action = 'removes' where person_id is null`.execute(db);
}

async function createBranches(db: Kysely<unknown>): Promise<void> {
  await addHolidays(db, 'hotlines');
  await db.schema
    .alterTable('hotlines')
    .addColumn('time_zone', 'text', (column) => column.notNull().defaultTo('UTC'))
    .execute();
  // Nobody has said on which clocks the hotlines that exist are open; most likely on those of their schedules.
  await sql`update hotlines set time_zone = coalesce(
    (select time_zone from schedules group by time_zone order by count(*) desc, time_zone limit 1), 'UTC')`.execute(
    db,
  );
  await db.schema
    .createTable('hotline_branches')
    .addColumn('hotline_id', 'text', (column) =>
      column.notNull().references('hotlines.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('duty_window', 'text', (column) => column.notNull())
    // Null: nobody is rung.
    .addColumn('policy_id', 'text', (column) => column.references('policies.id'))
    .addPrimaryKeyConstraint('hotline_branches_key', ['hotline_id', 'position'])
    .execute();
  await index(db, 'hotline_branches', ['policy_id']);
}

async function index(db: Kysely<unknown>, table: string, columns: readonly string[]): Promise<void> {
  await db.schema
    .createIndex(`${table}_by_${columns.join('_')}`)
    .on(table)
    .columns([...columns])
    .execute();
}
