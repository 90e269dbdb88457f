import { type CreateTableBuilder, type Kysely, sql } from 'kysely';

// Instants are milliseconds since 1970 (UTC) in INTEGER columns; booleans are 0 or 1; ids are slugs given by people.
// `position` keeps an order that means something (ringing order, order of overrides).

export async function up(db: Kysely<unknown>): Promise<void> {
  await createPeople(db);
  await createSchedules(db);
  await createPolicies(db);
  await createHotlines(db);
  await createCalls(db);
  await createAudit(db);
}

async function createPeople(db: Kysely<unknown>): Promise<void> {
  await withId(db.schema.createTable('people'))
    .addColumn('name', 'text', (column) => column.notNull())
    // Comma-separated, the preferred first.
    .addColumn('languages', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('contact_methods')
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull().check(sql`kind in ('extension', 'phone')`))
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('must_accept', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('contact_methods_key', ['person_id', 'position'])
    .execute();
  await db.schema
    .createTable('person_skills')
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('skill', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('person_skills_key', ['person_id', 'skill'])
    .execute();
  await withId(db.schema.createTable('teams'))
    .addColumn('name', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('team_members')
    .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id').onDelete('cascade'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
    .addPrimaryKeyConstraint('team_members_key', ['team_id', 'person_id'])
    .execute();
  await index(db, 'team_members', ['person_id']);
}

async function createSchedules(db: Kysely<unknown>): Promise<void> {
  await withId(db.schema.createTable('schedules'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('time_zone', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('planned_shifts')
    .addColumn('schedule_id', 'text', (column) =>
      column.notNull().references('schedules.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('start_at', 'integer', (column) => column.notNull())
    .addColumn('end_at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('planned_shifts_key', ['schedule_id', 'position'])
    .addCheckConstraint('planned_shifts_order', sql`start_at < end_at`)
    .execute();
  await index(db, 'planned_shifts', ['person_id']);
  await db.schema
    .createTable('overrides')
    .addColumn('schedule_id', 'text', (column) =>
      column.notNull().references('schedules.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    // Null: nobody takes over.
    .addColumn('person_id', 'text', (column) => column.references('people.id'))
    // Null: everyone on duty is replaced.
    .addColumn('replaces_id', 'text', (column) => column.references('people.id'))
    .addColumn('start_at', 'integer', (column) => column.notNull())
    .addColumn('end_at', 'integer', (column) => column.notNull())
    .addColumn('made_by', 'text')
    .addPrimaryKeyConstraint('overrides_key', ['schedule_id', 'position'])
    .addCheckConstraint('overrides_order', sql`start_at < end_at`)
    .execute();
  await index(db, 'overrides', ['person_id']);
  await index(db, 'overrides', ['replaces_id']);
}

async function createPolicies(db: Kysely<unknown>): Promise<void> {
  await withId(db.schema.createTable('policies'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('rounds', 'integer', (column) => column.notNull())
    .addColumn('overall_limit_seconds', 'integer', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('policy_steps')
    .addColumn('policy_id', 'text', (column) =>
      column.notNull().references('policies.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('strategy', 'text', (column) => column.notNull())
    .addColumn('ring_seconds', 'integer', (column) => column.notNull())
    .addColumn('skill', 'text')
    .addPrimaryKeyConstraint('policy_steps_key', ['policy_id', 'position'])
    .execute();
  await db.schema
    .createTable('policy_targets')
    .addColumn('policy_id', 'text', (column) => column.notNull())
    .addColumn('step', 'integer', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('schedule_id', 'text', (column) => column.references('schedules.id'))
    .addColumn('person_id', 'text', (column) => column.references('people.id'))
    .addColumn('team_id', 'text', (column) => column.references('teams.id'))
    // The next four belong to a bare number.
    .addColumn('label', 'text')
    .addColumn('dial_kind', 'text')
    .addColumn('dial_address', 'text')
    .addColumn('must_accept', 'integer')
    .addPrimaryKeyConstraint('policy_targets_key', ['policy_id', 'step', 'position'])
    .addForeignKeyConstraint(
      'policy_targets_step',
      ['policy_id', 'step'],
      'policy_steps',
      ['policy_id', 'position'],
      (key) => key.onDelete('cascade'),
    )
    .addCheckConstraint(
      'policy_targets_one',
      sql`(kind = 'schedule' and schedule_id is not null) or (kind = 'person' and person_id is not null)
        or (kind = 'team' and team_id is not null) or (kind = 'number' and dial_address is not null)`,
    )
    .execute();
  for (const column of ['schedule_id', 'person_id', 'team_id']) await index(db, 'policy_targets', [column]);
}

async function createHotlines(db: Kysely<unknown>): Promise<void> {
  await withId(db.schema.createTable('hotlines'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('policy_id', 'text', (column) => column.notNull().references('policies.id'))
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('greeting_sound', 'text')
    .addColumn('name_sound', 'text')
    // Null: the caller hears ringing while waiting.
    .addColumn('hold_music_class', 'text')
    .addColumn('caller_id', 'text')
    .addColumn('trunk', 'text')
    .addColumn('accept_window_seconds', 'integer', (column) => column.notNull())
    .addColumn('ring_engaged_people', 'integer', (column) => column.notNull())
    .addColumn('block_anonymous', 'integer', (column) => column.notNull())
    .addColumn('refusal_treatment', 'text', (column) => column.notNull())
    .addColumn('no_answer', 'text', (column) => column.notNull())
    .addColumn('voicemail_max_seconds', 'integer')
    .addColumn('voicemail_min_seconds', 'integer')
    .addColumn('last_resort_kind', 'text')
    .addColumn('last_resort_address', 'text')
    .addColumn('last_resort_must_accept', 'integer')
    .addColumn('last_resort_ring_seconds', 'integer')
    .execute();
  await index(db, 'hotlines', ['policy_id']);
  await db.schema
    .createTable('hotline_numbers')
    .addColumn('number', 'text', (column) => column.primaryKey())
    .addColumn('hotline_id', 'text', (column) =>
      column.notNull().references('hotlines.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .execute();
  await index(db, 'hotline_numbers', ['hotline_id']);
  await db.schema
    .createTable('blocked_numbers')
    .addColumn('hotline_id', 'text', (column) =>
      column.notNull().references('hotlines.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('entry', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('blocked_numbers_key', ['hotline_id', 'entry'])
    .execute();
}

/** History outlives the people and hotlines it tells of, so it refers to them without foreign keys. */
async function createCalls(db: Kysely<unknown>): Promise<void> {
  await withId(db.schema.createTable('calls'))
    .addColumn('hotline_id', 'text', (column) => column.notNull())
    .addColumn('dialled', 'text', (column) => column.notNull())
    .addColumn('caller_number', 'text')
    .addColumn('caller_name', 'text')
    .addColumn('started_at', 'integer', (column) => column.notNull())
    .addColumn('ended_at', 'integer')
    .addColumn('outcome', 'text')
    .addColumn('accepted_by', 'text')
    .execute();
  await index(db, 'calls', ['started_at']);
  await index(db, 'calls', ['hotline_id', 'started_at']);
  await db.schema
    .createTable('attempts')
    .addColumn('call_id', 'text', (column) => column.notNull().references('calls.id').onDelete('cascade'))
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('round', 'integer', (column) => column.notNull())
    .addColumn('step', 'integer', (column) => column.notNull())
    .addColumn('person_id', 'text')
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('started_at', 'integer', (column) => column.notNull())
    .addColumn('ringing_at', 'integer')
    .addColumn('answered_at', 'integer')
    .addColumn('accepted_at', 'integer')
    .addColumn('accepted_by', 'text')
    .addColumn('ended_at', 'integer')
    .addColumn('outcome', 'text')
    .addColumn('detail', 'text')
    .addPrimaryKeyConstraint('attempts_key', ['call_id', 'attempt'])
    .execute();
  await index(db, 'attempts', ['person_id', 'accepted_at']);
  await db.schema
    .createTable('call_events')
    .addColumn('call_id', 'text', (column) => column.notNull().references('calls.id').onDelete('cascade'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    // JSON object of whatever else this kind of happening tells.
    .addColumn('details', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('call_events_key', ['call_id', 'position'])
    .execute();
  await db.schema
    .createTable('messages')
    .addColumn('recording', 'text', (column) => column.primaryKey())
    .addColumn('call_id', 'text', (column) => column.notNull().references('calls.id').onDelete('cascade'))
    .addColumn('seconds', 'integer')
    .addColumn('audio', 'blob', (column) => column.notNull())
    .addColumn('kept_at', 'integer', (column) => column.notNull())
    .execute();
  await index(db, 'messages', ['call_id']);
}

async function createAudit(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('audit_entries')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('subject_kind', 'text', (column) => column.notNull())
    .addColumn('subject_id', 'text', (column) => column.notNull())
    // JSON of the subject before and after; null: it did not exist.
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .execute();
  await index(db, 'audit_entries', ['subject_kind', 'subject_id']);
  await index(db, 'audit_entries', ['at']);
}

function withId<T extends string>(table: CreateTableBuilder<T>): CreateTableBuilder<T, 'id'> {
  return table.addColumn('id', 'text', (column) => column.primaryKey());
}

async function index(db: Kysely<unknown>, table: string, columns: readonly string[]): Promise<void> {
  await db.schema
    .createIndex(`${table}_by_${columns.join('_')}`)
    .on(table)
    .columns([...columns])
    .execute();
}
