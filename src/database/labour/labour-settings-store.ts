import { SILAE } from '../../domain/labour/payroll-file.ts';
import type { TeamRules } from '../../domain/labour/team-rules.ts';
import type {
  LabourSettings,
  LabourSettingsReader,
  Moved,
  PersonLabour,
} from '../../labour/labour-settings.ts';
import type { Version } from '../../planning/configuration.ts';
import { fail, ok } from '../../runtime/result.ts';
import { changesSince, recordChange, versionOf } from '../accounts/audit-store.ts';
import type { Database, Queryable } from '../database.ts';

/** The rules of teams and what is known of people, kept in the database. */
export function createLabourSettings(db: Database): LabourSettings {
  return {
    ...createLabourSettingsReader(db),
    saveRules: (teamId, rules, author, basedOn = null) =>
      db.transaction().execute(async (transaction) => {
        const moved = await movedSince(transaction, RULES, teamId, basedOn);
        if (moved) return fail(moved);
        const before = (await readRules(transaction)).get(teamId) ?? null;
        await transaction.deleteFrom('labour_rules').where('team_id', '=', teamId).execute();
        if (rules !== null)
          await transaction
            .insertInto('labour_rules')
            .values({ team_id: teamId, document: JSON.stringify(rules) })
            .execute();
        if (before !== null || rules !== null)
          await recordChange(transaction, { section: RULES, id: teamId, before, after: rules }, author);
        return ok(undefined);
      }),
    savePerson: (personId, labour, author, basedOn = null) =>
      db.transaction().execute(async (transaction) => {
        const moved = await movedSince(transaction, PEOPLE, personId, basedOn);
        if (moved) return fail(moved);
        const before = (await readPeopleLabour(transaction)).get(personId) ?? null;
        const row = { person_id: personId, document: JSON.stringify(labour) };
        await transaction
          .insertInto('labour_people')
          .values(row)
          .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
          .execute();
        await recordChange(transaction, { section: PEOPLE, id: personId, before, after: labour }, author);
        return ok(undefined);
      }),
  };
}

/** As the audit calls them. */
const RULES = 'labour-rules';
const PEOPLE = 'labour-people';

async function movedSince(
  db: Queryable,
  section: string,
  id: string,
  basedOn: Version | null,
): Promise<Moved | null> {
  const version = await versionOf(db, section, id);
  if (basedOn === null || basedOn === version) return null;
  return { version, changes: await changesSince(db, section, id, basedOn) };
}

export function createLabourSettingsReader(db: Queryable): LabourSettingsReader {
  return {
    rules: () => readRules(db),
    people: () => readPeopleLabour(db),
    rulesVersion: (teamId) => versionOf(db, RULES, teamId),
    personVersion: (personId) => versionOf(db, PEOPLE, personId),
  };
}

/** `saveRules` wrote them, and nothing else does. */
async function readRules(db: Queryable): Promise<ReadonlyMap<string, TeamRules>> {
  const rows = await db.selectFrom('labour_rules').selectAll().execute();
  return new Map(rows.map(({ team_id, document }) => [team_id, rulesIn(document)]));
}

async function readPeopleLabour(db: Queryable): Promise<ReadonlyMap<string, PersonLabour>> {
  const rows = await db.selectFrom('labour_people').selectAll().execute();
  return new Map(rows.map(({ person_id, document }) => [person_id, JSON.parse(document) as PersonLabour]));
}

/** Rules that were kept before they had a shape of the payroll file have the usual one. */
function rulesIn(document: string): TeamRules {
  return { payroll: SILAE, ...(JSON.parse(document) as Omit<TeamRules, 'payroll'>) };
}
