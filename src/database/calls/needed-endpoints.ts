import type { Queryable } from '../database.ts';

/** The names of all phones and trunks that calls may need: extensions of people and policies, and trunks of hotlines. */
export async function readNeededEndpoints(db: Queryable): Promise<ReadonlySet<string>> {
  const [methods, targets, hotlines] = await Promise.all([
    db
      .selectFrom('contact_methods')
      .select('address as name')
      .distinct()
      .where('kind', '=', 'extension')
      .execute(),
    db
      .selectFrom('policy_targets')
      .select('dial_address as name')
      .distinct()
      .where('dial_kind', '=', 'extension')
      .execute(),
    db.selectFrom('hotlines').select('trunk as name').distinct().where('trunk', 'is not', null).execute(),
  ]);
  return new Set([...methods, ...targets, ...hotlines].flatMap(({ name }) => name ?? []));
}
