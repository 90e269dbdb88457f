import type { Queryable } from './database.ts';

/** The name that a database gives itself when it is made: restored elsewhere, it is still the same one. */
export async function readInstallationId(db: Queryable): Promise<string> {
  const { id } = await db.selectFrom('installation').select('id').executeTakeFirstOrThrow();
  return id;
}
