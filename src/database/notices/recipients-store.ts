import { hasLeft } from '../../accounts/account.ts';
import { LANGUAGES, type Person } from '../../domain/person.ts';
import { mobileAmong } from '../../domain/phone-number.ts';
import type { Recipient, Recipients } from '../../notices/recipients.ts';
import type { Instant } from '../../runtime/instant.ts';
import { notLeft } from '../accounts/not-left.ts';
import { readPeople } from '../configuration/people-store.ts';
import type { Queryable } from '../database.ts';
import { storedWord } from '../stored.ts';
import { toQuietHours } from './notification-preferences-store.ts';

/**
 * Whom notices go to, and where: an address given for notices, or that of their log-in and the first mobile on which
 * they are dialled. Nobody who has left is told anything.
 */
export function createRecipients(db: Queryable, now: () => Instant): Recipients {
  async function recipients(people: readonly Person[]): Promise<readonly Recipient[]> {
    if (people.length === 0) return [];
    const ids = people.map(({ id }) => id);
    const [accounts, addresses, quiet, dead] = await Promise.all([
      db
        .selectFrom('accounts')
        .select(['person_id', 'email', 'language'])
        .where('person_id', 'in', ids)
        .execute(),
      db.selectFrom('notice_addresses').selectAll().where('person_id', 'in', ids).execute(),
      db.selectFrom('quiet_hours').selectAll().where('person_id', 'in', ids).execute(),
      db
        .selectFrom('dead_addresses')
        .select(['person_id', 'address'])
        .where('person_id', 'in', ids)
        .execute(),
    ]);
    return people.map((person) => {
      const account = accounts.find(({ person_id }) => person_id === person.id);
      const address = addresses.find(({ person_id }) => person_id === person.id);
      const hours = quiet.find(({ person_id }) => person_id === person.id);
      return {
        personId: person.id,
        name: person.name,
        language: account?.language ? storedWord(LANGUAGES, account.language) : (person.languages[0] ?? 'en'),
        role: person.role,
        email:
          [address?.email, account?.email].find(
            (email) =>
              email != null && !dead.some((one) => one.person_id === person.id && one.address === email),
          ) ?? null,
        sms: address?.sms ?? mobileAmong(person.contactMethods.map(({ target }) => target)),
        quiet: hours ? toQuietHours(hours) : null,
      };
    });
  }

  async function withRole(role: string, ids?: readonly string[]): Promise<readonly Recipient[]> {
    const rows = await db
      .selectFrom('people')
      .select('id')
      .where('role', '=', role)
      .where(notLeft(now()))
      .$if(ids !== undefined, (query) => query.where('id', 'in', ids ?? []))
      .orderBy('id')
      .execute();
    const people = await readPeople(
      db,
      rows.map(({ id }) => id),
    );
    return recipients([...people.values()]);
  }

  async function teamMatesOf(personIds: readonly string[]): Promise<readonly string[]> {
    if (personIds.length === 0) return [];
    const rows = await db
      .selectFrom('team_members')
      .select('person_id')
      .distinct()
      .where('team_id', 'in', (query) =>
        query.selectFrom('team_members').select('team_id').where('person_id', 'in', personIds),
      )
      .execute();
    return rows.map(({ person_id }) => person_id);
  }

  return {
    async of(ids) {
      const people = await readPeople(db, [...new Set(ids)]);
      const here = [...new Set(ids)]
        .flatMap((id) => people.get(id) ?? [])
        .filter((person) => !hasLeft(person, now()));
      return recipients(here);
    },
    async supervisorsOf(personIds) {
      const near = await withRole('supervisor', await teamMatesOf(personIds));
      if (near.length > 0) return near;
      const all = await withRole('supervisor');
      return all.length > 0 ? all : withRole('administrator');
    },
    operators: async () => [...(await withRole('administrator')), ...(await withRole('supervisor'))],
  };
}
