import { sql } from 'kysely';
import type { Database } from './database.ts';

/** In the file's own header: so many of its pages were written since what is erased is overwritten. */
const WRITTEN_ANEW = 1;

/**
 * A file of before `secure_delete` was set still has in its free pages what was erased in it: numbers, messages, secrets of
 * links. Writing it anew, once in its life, leaves them out. Throws `StoreUnavailable` where there is no room for it.
 */
export async function writeAnew(db: Database): Promise<void> {
  const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(db);
  if ((rows[0]?.user_version ?? 0) >= WRITTEN_ANEW) return;
  await sql`vacuum`.execute(db);
  // The journal has the old pages until it is emptied.
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  await sql`pragma user_version = 1`.execute(db);
}
