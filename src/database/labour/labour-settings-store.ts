import type { TeamRules } from '../../domain/labour/team-rules.ts';
import type { LabourSettings, LabourSettingsReader, PersonLabour } from '../../labour/labour-settings.ts';
import { recordChange } from '../audit-store.ts';
import type { Database, Queryable } from '../database.ts';

/** The rules of teams and what is known of people, kept in the database. */
export function createLabourSettings(db: Database): LabourSettings {
  return {
    ...createLabourSettingsReader(db),
    saveRules: (teamId, rules, author) =>
      db.transaction().execute(async (transaction) => {
        const before = (await readRules(transaction)).get(teamId) ?? null;
        await transaction.deleteFrom('labour_rules').where('team_id', '=', teamId).execute();
        if (rules !== null)
          await transaction
            .insertInto('labour_rules')
            .values({ team_id: teamId, document: JSON.stringify(rules) })
            .execute();
        if (before === null && rules === null) return;
        await recordChange(
          transaction,
          { section: 'labour-rules', id: teamId, before, after: rules },
          author,
        );
      }),
    savePerson: (personId, labour, author) =>
      db.transaction().execute(async (transaction) => {
        const before = (await readPeopleLabour(transaction)).get(personId) ?? null;
        const row = { person_id: personId, document: JSON.stringify(labour) };
        await transaction
          .insertInto('labour_people')
          .values(row)
          .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
          .execute();
        await recordChange(
          transaction,
          { section: 'labour-people', id: personId, before, after: labour },
          author,
        );
      }),
  };
}

export function createLabourSettingsReader(db: Queryable): LabourSettingsReader {
  return { rules: () => readRules(db), people: () => readPeopleLabour(db) };
}

/** `saveRules` wrote them, and nothing else does. */
async function readRules(db: Queryable): Promise<ReadonlyMap<string, TeamRules>> {
  const rows = await db.selectFrom('labour_rules').selectAll().execute();
  return new Map(rows.map(({ team_id, document }) => [team_id, JSON.parse(document) as TeamRules]));
}

async function readPeopleLabour(db: Queryable): Promise<ReadonlyMap<string, PersonLabour>> {
  const rows = await db.selectFrom('labour_people').selectAll().execute();
  return new Map(rows.map(({ person_id, document }) => [person_id, JSON.parse(document) as PersonLabour]));
}
