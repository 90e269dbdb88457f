import { type Database, openDatabase } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { tryOpening } from '../database/try-opening.ts';
import { type Clock, createBreather } from '../runtime/clock.ts';
import type { Logger } from '../runtime/log.ts';
import { onceStored } from '../runtime/once-stored.ts';
import { ok, type Result } from '../runtime/result.ts';

/** The call path may wait this long for another process that writes; then the call goes on, and is written later. */
const BUSY_MS = 50;

/** When many calls come at once, Asterisk's answers and the next callers are heard at least this often. */
const LONGEST_TURN_MS = 10;

export interface Store {
  readonly db: Database;
  /** What pages read waits for no call, and no call for it. */
  readonly reading: Database;
  closed(): Promise<unknown>;
}

/** Brings the database up to date and opens it; while another process locks it, that is waited for. */
export async function openStore(
  file: string,
  common: { readonly clock: Clock; readonly log: Logger },
): Promise<Result<Store, string>> {
  const { log } = common;
  const work = `opening of ${file}`;
  const migrated = await onceStored(common, work, () => bringUpToDate(file));
  if (!migrated.ok) return migrated;
  if (migrated.value.length > 0)
    log.info({ migrations: migrated.value }, 'the database was brought up to date');
  const breathe = createBreather(LONGEST_TURN_MS);
  const db = openDatabase(file, { busyMilliseconds: BUSY_MS, breathe });
  const reading = openDatabase(file, { readOnly: true, busyMilliseconds: BUSY_MS, breathe });
  return ok({ db, reading, closed: () => Promise.all([db.destroy(), reading.destroy()]) });
}

async function bringUpToDate(file: string): Promise<Result<readonly string[], string>> {
  const opened = tryOpening(file);
  if (!opened.ok) return opened;
  try {
    return await migrate(opened.value);
  } finally {
    await opened.value.destroy();
  }
}
