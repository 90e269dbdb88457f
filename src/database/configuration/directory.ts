import type { Directory } from '../../calls/directory.ts';
import { readLastAcceptedAt } from '../calls/call-history.ts';
import { readTrunks } from '../calls/trunk-store.ts';
import type { Queryable } from '../database.ts';
import { findHotlineByNumber, readHotlines } from './hotline-store.ts';
import { readPeople } from './people-store.ts';
import { readPolicies } from './policy-store.ts';
import { readTeams } from './team-store.ts';

/** What calls need to know of the configuration, read from the database each time. */
export function createDirectory(db: Queryable): Directory {
  return {
    hotlineByNumber: (number) => findHotlineByNumber(db, number),
    hotlines: async () => [...(await readHotlines(db)).values()],
    policy: async (id) => (await readPolicies(db, id)).get(id) ?? null,
    team: async (id) => (await readTeams(db, id)).get(id) ?? null,
    trunks: () => readTrunks(db),
    lastAcceptedAt: (personIds) => readLastAcceptedAt(db, personIds),
    personOn: (extension) => personOn(db, extension),
    async people(ids) {
      const found = await readPeople(db, [...new Set(ids)]);
      return ids.flatMap((id) => found.get(id) ?? []);
    },
  };
}

async function personOn(db: Queryable, extension: string): ReturnType<Directory['personOn']> {
  const [person, another] = await db
    .selectFrom('contact_methods')
    .innerJoin('people', 'people.id', 'contact_methods.person_id')
    .select(['people.id', 'people.name'])
    .where('contact_methods.kind', '=', 'extension')
    .where('contact_methods.address', '=', extension)
    .distinct()
    .limit(2)
    .execute();
  return person && !another ? person : null;
}
