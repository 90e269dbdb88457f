import { type Database, openDatabase } from '../database/database.ts';
import { translating } from '../database/store-trouble.ts';
import { upgradeDatabase } from '../database/upkeep/upgrade-database.ts';
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

/**
 * Brings the database up to date, with a copy of what was there in `backups`, and opens it; while another process
 * locks it, or the disk is full, that is waited for.
 */
export async function openStore(
  file: string,
  backups: string,
  common: { readonly clock: Clock; readonly log: Logger },
): Promise<Result<Store, string>> {
  const { log, clock } = common;
  const work = `opening of ${file}`;
  const upgraded = await onceStored(common, work, () =>
    upgradeDatabase(file, backups, clock.now(), { busyMilliseconds: BUSY_MS }),
  );
  if (!upgraded.ok) return upgraded;
  if (upgraded.value.migrations.length > 0) log.info(upgraded.value, 'the database was brought up to date');
  if (!upgraded.value.isWrittenAnew)
    log.warn(
      { file },
      'no room to write the database anew: what older versions erased is still in its free pages',
    );
  return ok(await onceStored(common, work, async () => translating(() => openConnections(file))));
}

/** Opens an up-to-date database for writing, and beside it for reading. */
export function openConnections(file: string): Store {
  const breathe = createBreather(LONGEST_TURN_MS);
  const db = openDatabase(file, { busyMilliseconds: BUSY_MS, breathe });
  const reading = openDatabase(file, { readOnly: true, busyMilliseconds: BUSY_MS, breathe });
  return { db, reading, closed: () => Promise.all([db.destroy(), reading.destroy()]) };
}
