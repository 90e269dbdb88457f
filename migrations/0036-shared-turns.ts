import type { Kysely } from 'kysely';

interface Participants {
  schedule_id: string;
  rotation_id: string;
  position: number;
  person_id: string | null;
  from_date: string | null;
  until_date: string | null;
}
interface Tables {
  rotations: { turn_unit: string };
  rotation_participants: Participants;
}

/** Several people can share a turn, a turn can be nobody's, and trainees learn beside those on duty. */
export async function up(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .alterTable('rotations')
    .addColumn('at_once', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();
  await db.schema
    .alterTable('known_duties')
    .addColumn('shadows', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute();
  await remakeParticipants(db, false);
  await db.schema
    .createTable('trainees')
    .addColumn('schedule_id', 'text', (column) =>
      column.notNull().references('schedules.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('beside_id', 'text', (column) => column.references('people.id'))
    .addColumn('from_date', 'text')
    .addColumn('until_date', 'text')
    .addColumn('is_rung', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('trainees_key', ['schedule_id', 'position'])
    .execute();
  await db.schema.createIndex('trainees_person').on('trainees').column('person_id').execute();
  await db.schema.createIndex('trainees_beside').on('trainees').column('beside_id').execute();
}

/** Turns of months and turns that are nobody's were not known before: the rotations that have them lose them. */
export async function down(db: Kysely<Tables>): Promise<void> {
  await db.schema.dropTable('trainees').execute();
  await db.deleteFrom('rotation_participants').where('person_id', 'is', null).execute();
  await db.deleteFrom('rotations').where('turn_unit', '=', 'months').execute();
  await remakeParticipants(db, true);
  await db.schema.alterTable('rotations').dropColumn('at_once').execute();
  await db.schema.alterTable('known_duties').dropColumn('shadows').execute();
}

/** Whether a column may be empty cannot be changed in place everywhere. */
async function remakeParticipants(db: Kysely<Tables>, isPersonNeeded: boolean): Promise<void> {
  const rows = await db.selectFrom('rotation_participants').selectAll().execute();
  await db.schema.dropTable('rotation_participants').execute();
  await db.schema
    .createTable('rotation_participants')
    .addColumn('schedule_id', 'text', (column) => column.notNull())
    .addColumn('rotation_id', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) =>
      isPersonNeeded ? column.notNull().references('people.id') : column.references('people.id'),
    )
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
  await db.schema
    .createIndex('rotation_participants_person_id')
    .on('rotation_participants')
    .column('person_id')
    .execute();
  for (const row of rows) await db.insertInto('rotation_participants').values(row).execute();
}
