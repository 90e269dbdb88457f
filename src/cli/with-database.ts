import { existsSync } from 'node:fs';
import { tryOpening } from '../database/calls/try-opening.ts';
import type { Database } from '../database/database.ts';
import { explainNewer, migrate, schemaState } from '../database/migrate.ts';
import { fail, type Result } from '../runtime/result.ts';
import type { CommandResult } from './command.ts';

/**
 * Runs a command on the database and closes it. `create`: a database that does not exist, or is empty, is made.
 * One that is behind is refused, because the service may be running on it: only `start` and `migrate` change shapes.
 */
export async function withDatabase(
  path: string,
  mode: 'create' | 'existing',
  work: (db: Database) => Promise<CommandResult>,
): Promise<CommandResult> {
  if (mode === 'existing' && !existsSync(path)) {
    return fail([`there is no database at ${path} (VIGIE_DATABASE); run vigie migrate to make one`]);
  }
  const opened = tryOpening(path);
  if (!opened.ok) return fail([opened.error]);
  const db = opened.value;
  try {
    const ready = await readyForUse(db, mode);
    return ready.ok ? await work(db) : fail([ready.error]);
  } finally {
    await db.destroy();
  }
}

async function readyForUse(db: Database, mode: 'create' | 'existing'): Promise<Result<unknown, string>> {
  const state = await schemaState(db);
  switch (state.kind) {
    case 'current':
      return { ok: true, value: undefined };
    case 'newer':
      return fail(explainNewer(state.unknown));
    case 'empty':
      return mode === 'create' ? migrate(db) : fail('the database is empty; run vigie migrate first');
    case 'behind':
      return fail('the database is older than this version of Vigie; run vigie migrate first');
  }
}
