import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { waitUntil } from '../wait-until.ts';
import { isAlive } from './own-directory.ts';

const BUILD_LIMIT_MS = 15 * 60_000;

/** Runs `build` unless `isBuilt`; of several processes that want the same thing, one builds and the others wait. */
export async function buildOnce(
  lockFile: string,
  isBuilt: () => Promise<boolean>,
  build: () => Promise<void>,
): Promise<void> {
  if (await isBuilt()) return;
  mkdirSync(path.dirname(lockFile), { recursive: true });
  await waitUntil(`the lock ${lockFile}`, () => tryLock(lockFile), BUILD_LIMIT_MS);
  try {
    if (!(await isBuilt())) await build();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function tryLock(lockFile: string): boolean {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (!isAlive(ownerOf(lockFile))) rmSync(lockFile, { force: true });
    return false;
  }
}

/** Its owner, or ourselves (alive, so: wait) in the instant between its creation and its content. */
function ownerOf(lockFile: string): number {
  try {
    return Number(readFileSync(lockFile, 'utf8')) || process.pid;
  } catch {
    return process.pid;
  }
}
