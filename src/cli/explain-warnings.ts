import { readPeople } from '../database/configuration/people-store.ts';
import type { Database } from '../database/database.ts';
import { localOf } from '../domain/schedule/wall-clock.ts';
import type { Warnings } from '../planning/configuration.ts';
import { LABOUR_RULE_NAMES } from '../words/labour-rules.ts';

/** What a change breaks of the rules of people's teams, a line each. */
export async function explainWarnings(db: Database, warnings: Warnings): Promise<readonly string[]> {
  const people = await readPeople(db, [...new Set(warnings.map(({ personId }) => personId))]);
  return warnings.map(({ rule, personId, startAt, endAt, timeZone, source }) => {
    const span = [startAt, endAt].map((at) => localOf(at, timeZone).slice(0, 16)).join(' to ');
    const name = people.get(personId)?.name ?? personId;
    return `! ${name}: ${LABOUR_RULE_NAMES.en[rule]} (${source}), ${span}`;
  });
}
