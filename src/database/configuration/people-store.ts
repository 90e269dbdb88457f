import { COLOURS, LANGUAGES, type Person, ROLES } from '../../domain/person.ts';
import type { Queryable } from '../database.ts';
import { byId, groupBy, storedTarget, storedWord, targetColumns } from '../stored.ts';

/** People by id; all of them, or those of `ids` that exist. */
export async function readPeople(
  db: Queryable,
  ids?: readonly string[],
): Promise<ReadonlyMap<string, Person>> {
  if (ids?.length === 0) return new Map();
  const [people, methods, skills] = await Promise.all([
    db
      .selectFrom('people')
      .leftJoin('notice_addresses', 'notice_addresses.person_id', 'people.id')
      .selectAll('people')
      .select('notice_addresses.email')
      .$if(ids !== undefined, (query) => query.where('id', 'in', ids ?? []))
      .orderBy('id')
      .execute(),
    db
      .selectFrom('contact_methods')
      .selectAll()
      .$if(ids !== undefined, (query) => query.where('person_id', 'in', ids ?? []))
      .orderBy('position')
      .execute(),
    db
      .selectFrom('person_skills')
      .selectAll()
      .$if(ids !== undefined, (query) => query.where('person_id', 'in', ids ?? []))
      .orderBy('position')
      .execute(),
  ]);
  const methodsOf = groupBy(methods, (row) => row.person_id);
  const skillsOf = groupBy(skills, (row) => row.person_id);
  return byId(
    people.map((row) => ({
      id: row.id,
      name: row.name,
      languages: row.languages.split(',').map((language) => storedWord(LANGUAGES, language)),
      role: storedWord(ROLES, row.role),
      skills: skillsOf(row.id).map((skill) => skill.skill),
      contactMethods: methodsOf(row.id).map((method) => ({
        target: storedTarget(method.kind, method.address),
        mustAccept: method.must_accept === 1,
      })),
      email: row.email,
      colour: row.colour === null ? null : storedWord(COLOURS, row.colour),
      joinsAt: row.joins_at,
      leavesAt: row.leaves_at,
    })),
  );
}

/** Adds the person, or changes them to be exactly this. */
export async function writePerson(db: Queryable, person: Person): Promise<void> {
  const { id, name, role } = person;
  const row = {
    id,
    name,
    role,
    languages: person.languages.join(','),
    colour: person.colour,
    joins_at: person.joinsAt,
    leaves_at: person.leavesAt,
  };
  await db
    .insertInto('people')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  const { email } = person;
  await db
    .insertInto('notice_addresses')
    .values({ person_id: id, email, sms: null })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ email }))
    .execute();
  await db.deleteFrom('contact_methods').where('person_id', '=', id).execute();
  await db.deleteFrom('person_skills').where('person_id', '=', id).execute();
  const methods = person.contactMethods.map((method, position) => ({
    person_id: id,
    position,
    ...targetColumns(method.target),
    must_accept: method.mustAccept ? 1 : 0,
  }));
  if (methods.length > 0) await db.insertInto('contact_methods').values(methods).execute();
  const skills = person.skills.map((skill, position) => ({ person_id: id, position, skill }));
  if (skills.length > 0) await db.insertInto('person_skills').values(skills).execute();
}
