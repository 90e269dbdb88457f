import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Migrator, sql } from 'kysely';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../../migrations/index.ts';
import { createConfigurationStore } from '../../src/database/configuration/configuration-store.ts';
import { openDatabase } from '../../src/database/database.ts';
import { upgradeDatabase } from '../../src/database/upkeep/upgrade-database.ts';
import { temporaryDirectory } from './temporary-database.ts';

const NOW = Date.UTC(2030, 0, 1);

/**
 * What each release left behind: the last migration that it had, and a house that people had filled with it. A release
 * adds its line.
 */
const RELEASES = {
  'before 0.1.0': {
    last: '0001-first-house',
    filled: [
      sql`insert into people (id, name, languages, role) values ('alice', 'Alice', 'fr', 'member'), ('bob', 'Bob', 'fr,en', 'supervisor')`,
      sql`insert into contact_methods (person_id, position, kind, address, must_accept) values ('alice', 0, 'extension', '201', 0), ('bob', 0, 'phone', '+33199001202', 1)`,
      sql`insert into person_skills (person_id, position, skill) values ('alice', 0, 'network')`,
      sql`insert into teams (id, name) values ('technicians', 'Technicians')`,
      sql`insert into team_members (team_id, position, person_id) values ('technicians', 0, 'alice'), ('technicians', 1, 'bob')`,
      sql`insert into schedules (id, name, time_zone) values ('primary', 'Primary', 'Europe/Paris')`,
      sql`insert into planned_shifts (schedule_id, position, person_id, start_at, end_at) values ('primary', 0, 'alice', 1000, 9000)`,
      sql`insert into policies (id, name, rounds, overall_limit_seconds) values ('night', 'Night', 2, 300)`,
      sql`insert into policy_steps (policy_id, position, strategy, ring_seconds) values ('night', 0, 'in-order', 25)`,
      sql`insert into policy_targets (policy_id, step, position, kind, schedule_id) values ('night', 0, 0, 'schedule', 'primary')`,
      sql`insert into hotlines (id, name, language, policy_id, answer, trunk, accept_window_seconds, ring_engaged_people, block_anonymous, refusal_treatment, no_answer)
        values ('support', 'Support', 'fr', 'night', 'at-entry', 'carrier', 20, 0, 0, 'reject', 'announcement')`,
      sql`insert into hotline_numbers (number, hotline_id, position) values ('+33199001200', 'support', 0)`,
      sql`insert into calls (id, hotline_id, dialled, caller_number, caller_name, started_at, ended_at, outcome, accepted_by)
        values ('c1', 'support', '+33199001200', '+33199001122', 'Eve', 1000, 60000, 'accepted', 'alice')`,
      sql`insert into attempts (call_id, attempt, round, step, person_id, name, kind, address, reason, started_at, accepted_at, ended_at, outcome)
        values ('c1', 1, 1, 1, 'alice', 'Alice', 'extension', '201', 'on duty: Primary', 2000, 9000, 60000, 'accepted')`,
      sql`insert into messages (recording, call_id, seconds, audio, kept_at) values ('r1', 'c1', 3, x'52494646', 60000)`,
    ],
  },
} as const;

test.each(Object.entries(RELEASES))(
  'a house of %s is as it was after an upgrade, and a copy is kept',
  async (_release, { last, filled }) => {
    const directory = temporaryDirectory();
    const file = join(directory, 'vigie.db');
    const old = openDatabase(file);
    const provider = { getMigrations: async () => ({ ...MIGRATIONS }) };
    const { error } = await new Migrator({ db: old, provider }).migrateTo(last);
    if (error) throw error;
    for (const statement of filled) await statement.execute(old);
    await old.destroy();

    const upgraded = await upgradeDatabase(file, join(directory, 'backups'), NOW);

    if (!upgraded.ok) throw new Error(upgraded.error);
    expect(upgraded.value.migrations.at(-1)).toBe(Object.keys(MIGRATIONS).at(-1));
    expect(existsSync(upgraded.value.copy ?? '')).toBe(true);
    const db = openDatabase(file);
    const { people, teams, schedules, policies, hotlines } = await createConfigurationStore(db).edit(
      (draft) => draft.read(),
    );
    expect(people.get('alice')).toMatchObject({
      name: 'Alice',
      skills: ['network'],
      contactMethods: [{ mustAccept: false }],
    });
    expect(people.get('bob')).toMatchObject({ role: 'supervisor', languages: ['fr', 'en'] });
    expect(teams.get('technicians')?.memberIds).toEqual(['alice', 'bob']);
    expect(schedules.get('primary')?.shifts).toEqual([{ personId: 'alice', startAt: 1000, endAt: 9000 }]);
    expect(policies.get('night')?.steps).toHaveLength(1);
    expect(hotlines.get('support')).toMatchObject({ numbers: ['+33199001200'], trunk: 'carrier' });
    expect(
      await db.selectFrom('calls').select(['id', 'caller_name', 'accepted_by', 'is_test']).execute(),
    ).toEqual([{ id: 'c1', caller_name: 'Eve', accepted_by: 'alice', is_test: 0 }]);
    expect(await db.selectFrom('attempts').select(['address', 'outcome']).execute()).toEqual([
      { address: '201', outcome: 'accepted' },
    ]);
    expect(await db.selectFrom('messages').select('seconds').execute()).toEqual([{ seconds: 3 }]);
    expect((await sql`pragma foreign_key_check`.execute(db)).rows).toEqual([]);
    await db.destroy();
  },
);
