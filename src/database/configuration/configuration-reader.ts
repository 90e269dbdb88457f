import type { ConfigurationReader } from '../../planning/configuration-reader.ts';
import { versionOf } from '../accounts/audit-store.ts';
import { readTrunks } from '../calls/trunk-store.ts';
import type { Queryable } from '../database.ts';
import { readScheduleSettings, readSchedules } from '../planning/schedule-store.ts';
import { readReferences } from './configuration-store.ts';
import { readHotlines } from './hotline-store.ts';
import { readPeople } from './people-store.ts';
import { readPolicies } from './policy-store.ts';
import { readTeams } from './team-store.ts';

/** The configuration as it lies in the database. */
export function createConfigurationReader(db: Queryable): ConfigurationReader {
  return {
    references: () => readReferences(db),
    people: () => readPeople(db),
    teams: () => readTeams(db),
    policies: () => readPolicies(db),
    hotlines: () => readHotlines(db),
    trunks: () => readTrunks(db),
    version: (section, id) => versionOf(db, section, id),
    schedule: async (id) => (await readSchedules(db, id)).get(id) ?? null,
    scheduleSettings: async (id) => (await readScheduleSettings(db, id)).get(id) ?? null,
    async scheduleTeams() {
      const rows = await db.selectFrom('schedules').select(['id', 'team_id']).orderBy('id').execute();
      return new Map(rows.map(({ id, team_id }) => [id, team_id]));
    },
    async scheduleNames() {
      const rows = await db.selectFrom('schedules').select(['id', 'name']).orderBy('id').execute();
      return new Map(rows.map(({ id, name }) => [id, name]));
    },
  };
}
