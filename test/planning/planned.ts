import { createConfigurationStore } from '../../src/database/configuration/configuration-store.ts';
import type { Database } from '../../src/database/database.ts';
import { createPlanningStore } from '../../src/database/planning/planning-store.ts';
import { createScheduleStore } from '../../src/database/planning/schedule-store.ts';
import { instantOf } from '../../src/domain/schedule/wall-clock.ts';
import { whoIsOnCall } from '../../src/planning/who-is-on-call.ts';
import { temporaryDatabase } from '../database/temporary-database.ts';
import { imported } from './plan.ts';

/** A moment in January 2027, in Paris: "11 18:00". */
export function january(text: string): number {
  const at = instantOf(`2027-01-${text}`, 'Europe/Paris');
  if (at === null) throw new Error(`${text} is no moment`);
  return at;
}

export const span = (from: string, to: string) => ({ startAt: january(from), endAt: january(to) });
export const shift = (personId: string, from: string, to: string) => ({ personId, ...span(from, to) });
export const by = (actor: string, at = '01 00:00') => ({ actor, at: january(at) });

/** Alice has nights from the 11th, Bob from the 18th; Chloé and Dan are there too. */
const PLANNING = `
people: {alice: {name: Alice}, bob: {name: Bob}, chloe: {name: Chloé}, dan: {name: Dan}}
schedules:
  primary:
    name: Primary
    timeZone: Europe/Paris
    shifts:
      - {person: alice, start: 2027-01-11 18:00, end: 2027-01-18 08:00}
      - {person: bob, start: 2027-01-18 18:00, end: 2027-01-25 08:00}
`;

export async function planned(more = '') {
  const { db } = await temporaryDatabase();
  const made = testPages(db);
  const result = await imported(made.configuration, PLANNING + more);
  if ('problems' in result) throw new Error(result.problems.join('\n'));
  return made;
}

function testPages(db: Database) {
  const configuration = createConfigurationStore(db);
  const schedules = createScheduleStore(db);
  return {
    db,
    configuration,
    planning: createPlanningStore(db),
    schedule: async () => {
      const found = await schedules.schedule('primary');
      if (!found) throw new Error('no schedule');
      return found;
    },
    version: () => configuration.edit((draft) => draft.version('schedules', 'primary')),
    onCall: async (at: string) =>
      (await whoIsOnCall(schedules, 'primary', january(at))).onCall.map(({ personId }) => personId),
    audit: async (section: string) =>
      (
        await db
          .selectFrom('audit_entries')
          .selectAll()
          .where('subject_kind', '=', section)
          .where('actor', '!=', 'test')
          .orderBy('id')
          .execute()
      ).map((row) => ({
        actor: row.actor,
        at: row.at,
        action: row.action,
        id: row.subject_id,
        before: JSON.parse(row.before ?? 'null'),
        after: JSON.parse(row.after ?? 'null'),
      })),
  };
}
