import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Instant } from '../../runtime/instant.ts';

const DAY = 86_400_000;
const NIGHTLY = /^vigie-\d{8}T\d{6}Z\.db$/;
const BEFORE_UPGRADE = /^before-upgrade-(.+)-\d{8}T\d{6}Z\.db$/;
/** However old they are: a service that stood still for a month still has something to go back to. */
const FEWEST_KEPT = 3;

export interface BackupFile {
  readonly file: string;
  readonly madeAt: Instant;
  /** The last migration it holds, where its name says so: it was made before an upgrade. */
  readonly migration: string | null;
}

/** Where a copy made by the calendar, or by hand without a name, goes. */
export function backupPath(folder: string, now: Instant): string {
  return path.join(folder, `vigie-${stamp(now)}.db`);
}

/** Where the copy goes that is made before migrations; its name says to which version of Vigie it belongs. */
export function upgradePath(folder: string, migration: string, now: Instant): string {
  return path.join(folder, `before-upgrade-${migration}-${stamp(now)}.db`);
}

/** Our copies in a folder, the newest first; none where there is no folder. */
export function listBackups(folder: string): readonly BackupFile[] {
  return namesIn(folder)
    .flatMap((name) => {
      const upgrade = BEFORE_UPGRADE.exec(name);
      if (upgrade === null && !NIGHTLY.test(name)) return [];
      const file = path.join(folder, name);
      return [{ file, madeAt: statSync(file).mtimeMs, migration: upgrade?.[1] ?? null }];
    })
    .toSorted((one, other) => other.madeAt - one.madeAt);
}

/** Erases what is older than `keepDays`, but never the last few; gives what is gone. Files of other names are not ours. */
export function pruneBackups(folder: string, keepDays: number, now: Instant): readonly string[] {
  const old = listBackups(folder)
    .slice(FEWEST_KEPT)
    .filter(({ madeAt }) => madeAt < now - keepDays * DAY);
  for (const { file } of old) rmSync(file, { force: true });
  return old.map(({ file }) => file);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    // Whoever writes there is told that it is no folder, or may not be written.
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

/** `20261130T035000Z` */
function stamp(now: Instant): string {
  return new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
}
