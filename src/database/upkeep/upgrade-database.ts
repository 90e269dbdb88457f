import { existsSync, rmSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Instant } from '../../runtime/instant.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { ifAvailable, StoreUnavailable } from '../../runtime/store-unavailable.ts';
import { tryOpening } from '../calls/try-opening.ts';
import type { OpenOptions } from '../database.ts';
import { explainNewer, migrate, type SchemaState, schemaState } from '../migrate.ts';
import { writeAnew } from '../write-anew.ts';
import { listBackups, upgradePath } from './backup-folder.ts';
import { copyDatabase } from './copy-database.ts';

export interface Upgraded {
  readonly migrations: readonly string[];
  /** What was there before, where there was something. */
  readonly copy: string | null;
  /** False: there was no room, or somebody at work; what older versions erased is still in the file's free pages. */
  readonly isWrittenAnew: boolean;
}

/**
 * Brings the database to the shape of this version, making it if need be; what was there is copied into `folder`
 * first, and without that copy nothing is changed. Throws `StoreUnavailable` while another process locks it, or the disk
 * is full: then nothing is changed, and no copy left.
 */
export async function upgradeDatabase(
  file: string,
  folder: string,
  now: Instant,
  options: OpenOptions = {},
): Promise<Result<Upgraded, string>> {
  const opened = tryOpening(file, options);
  if (!opened.ok) return opened;
  const db = opened.value;
  try {
    const state = await schemaState(db);
    if (state.kind === 'newer') return fail(explainNewerThan(state, folder));
    let copy: string | null = null;
    if (state.kind === 'behind') {
      // Whoever waits for a lock makes no copy each time.
      await db.transaction().execute(async () => undefined);
      needRoom(file, folder);
      const copied = await copyDatabase(file, upgradePath(folder, state.last, now));
      if (!copied.ok) return fail(`nothing is changed, for want of a copy of what is there: ${copied.error}`);
      copy = copied.value.file;
    }
    const migrated = await migrate(db).catch((error: unknown) => {
      if (copy !== null) rmSync(copy, { force: true });
      throw error;
    });
    if (!migrated.ok) return migrated;
    const isWrittenAnew = await ifAvailable(() => writeAnew(db));
    return ok({ migrations: migrated.value, copy, isWrittenAnew });
  } finally {
    await db.destroy();
  }
}

/** Whoever waits for room takes none. Throws `StoreUnavailable` where there is too little for a copy. */
function needRoom(file: string, folder: string): void {
  const there = nearestFolder(folder);
  const { bavail, bsize } = statfsSync(there);
  if (bavail * bsize < statSync(file).size)
    throw new StoreUnavailable('full', `no room in ${there} for a copy of ${file}`);
}

function nearestFolder(folder: string): string {
  return existsSync(folder) ? folder : nearestFolder(path.dirname(folder));
}

/** The sentence for a database that a later version has changed, with the copy that was made before it did. */
export function explainNewerThan(
  { last, unknown }: Extract<SchemaState, { readonly kind: 'newer' }>,
  folder: string,
): string {
  const copy = listBackups(folder).find(({ migration }) => migration !== null && migration === last);
  const sentence = explainNewer(unknown);
  return copy ? `${sentence}: vigie restore ${copy.file}` : sentence;
}
