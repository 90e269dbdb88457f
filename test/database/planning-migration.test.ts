import { join } from 'node:path';
import { Migrator, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { MIGRATIONS } from '../../migrations/index.ts';
import { readHotlines } from '../../src/database/configuration/hotline-store.ts';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { readSchedules } from '../../src/database/planning/schedule-store.ts';
import { temporaryDirectory } from './temporary-database.ts';

const NEWEST = Object.keys(MIGRATIONS).at(-1) ?? '';

/** A database of the shape before planning, with people, shifts, overrides and a hotline in it. */
async function populated() {
  const db = openDatabase(join(temporaryDirectory(), 'older.db'));
  onTestFinished(() => db.destroy());
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const to = async (name: string) => {
    const { error } = await migrator.migrateTo(name);
    if (error) throw error;
  };
  await to('0002-open-calls');
  for (const statement of [
    sql`insert into people (id, name, languages, role) values ('alice', 'Alice', 'fr', 'member'), ('bob', 'Bob', 'fr', 'member')`,
    sql`insert into schedules (id, name, time_zone) values ('primary', 'Primary', 'Europe/Paris'), ('backup', 'Backup', 'Europe/Paris'), ('east', 'East', 'Asia/Tokyo')`,
    sql`insert into planned_shifts (schedule_id, position, person_id, start_at, end_at) values ('primary', 0, 'alice', 1000, 9000)`,
    sql`insert into overrides (schedule_id, position, person_id, replaces_id, start_at, end_at, made_by)
      values ('primary', 0, 'bob', 'alice', 2000, 3000, 'Claire'), ('primary', 1, null, null, 4000, 5000, null)`,
    sql`insert into policies (id, name, rounds, overall_limit_seconds) values ('night', 'Night', 2, 300)`,
    sql`insert into hotlines (id, name, language, policy_id, answer, accept_window_seconds, ring_engaged_people, block_anonymous, refusal_treatment, no_answer)
      values ('support', 'Support', 'fr', 'night', 'at-entry', 20, 0, 0, 'reject', 'announcement')`,
  ])
    await statement.execute(db);
  return { db, to };
}

async function shapeOf(db: Database) {
  const { rows } = await sql<{ name: string; sql: string }>`select name, sql from sqlite_master
    where name not like 'sqlite_%' order by name`.execute(db);
  return rows.map((row) => ({ name: row.name, sql: row.sql?.replace(/\s+/g, ' ') }));
}

test('what was planned before stays, and says what it said', async () => {
  const { db, to } = await populated();
  await to(NEWEST);
  const schedules = await readSchedules(db);
  expect(schedules.get('primary')).toEqual({
    id: 'primary',
    name: 'Primary',
    timeZone: 'Europe/Paris',
    trainees: [],
    holidays: { country: null, region: null, closedDays: [] },
    coverage: null,
    rotations: [],
    shifts: [{ personId: 'alice', startAt: 1000, endAt: 9000 }],
    overrides: [
      {
        action: 'takes-over',
        personId: 'bob',
        replacesId: 'alice',
        startAt: 2000,
        endAt: 3000,
        madeBy: 'Claire',
      },
      { action: 'removes', personId: null, replacesId: null, startAt: 4000, endAt: 5000, madeBy: null },
    ],
    teamId: null,
    swapApproval: 'none',
    confirmation: null,
  });
  expect((await readHotlines(db)).get('support')).toMatchObject({
    // Most schedules are on these clocks.
    timeZone: 'Europe/Paris',
    branches: [],
  });
});

test('going back gives the older shape, with what it can say', async () => {
  const { db, to } = await populated();
  const before = await shapeOf(db);
  await to(NEWEST);
  await sql`insert into overrides (schedule_id, position, action, person_id, start_at, end_at) values ('primary', 2, 'adds', 'bob', 1, 2)`.execute(
    db,
  );
  await sql`insert into absences (person_id, start_at, end_at, source) values ('bob', 1, 2, 'hand')`.execute(
    db,
  );
  await sql`insert into rotations (schedule_id, id, position, name, turn_count, turn_unit, handoff_time, start_date, when_absent)
    values ('primary', 'r', 0, 'R', 1, 'days', '08:00', '2026-01-01', 'gap')`.execute(db);
  await sql`insert into rotation_participants (schedule_id, rotation_id, position, person_id) values ('primary', 'r', 0, 'bob')`.execute(
    db,
  );
  await sql`insert into hotline_branches (hotline_id, position, name, duty_window, policy_id) values ('support', 0, 'Day', '[]', 'night')`.execute(
    db,
  );
  await sql`insert into drafts (schedule_id, name, start_at, end_at, based_on) values ('primary', 'D', 1, 2, 0)`.execute(
    db,
  );
  await sql`insert into draft_shifts (draft_id, position, person_id, start_at, end_at) values (1, 0, 'bob', 1, 2)`.execute(
    db,
  );
  await sql`insert into publications (schedule_id, published_at, published_by, start_at, end_at) values ('primary', 1, 'x', 1, 2)`.execute(
    db,
  );
  await sql`insert into published_duties (publication_id, position, person_id, kind, start_at, end_at) values (1, 0, 'bob', 'added', 1, 2)`.execute(
    db,
  );
  await sql`insert into swaps (schedule_id, giver_id, start_at, end_at, proposed_at, state, details) values ('primary', 'bob', 1, 2, 0, 'proposed', '{}')`.execute(
    db,
  );

  await to('0002-open-calls');
  expect(await shapeOf(db)).toEqual(before);
  const { rows } = await sql<{
    person_id: string;
  }>`select person_id, replaces_id from overrides order by position`.execute(db);
  expect(rows).toEqual([
    { person_id: 'bob', replaces_id: 'alice' },
    { person_id: null, replaces_id: null },
  ]);
  await to(NEWEST);
  expect((await readSchedules(db)).get('primary')?.overrides).toHaveLength(2);
});
