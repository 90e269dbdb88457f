import { rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { AsteriskHost } from './asterisk-host.ts';
import { startOnLeash } from './leash.ts';
import { makeOwnDirectory } from './own-directory.ts';

const OLDEST_MAJOR = 20;

/** Why the programs installed here cannot be used, or null. */
export async function pathObstacle(): Promise<string | null> {
  const asterisk = startOnLeash([], ['asterisk', '-V']);
  if ((await asterisk.exited) !== 0) return 'no "asterisk" on the PATH';
  const major = Number(/Asterisk (?:certified[-/])?(\d+)/i.exec(asterisk.output())?.[1] ?? 0);
  if (major < OLDEST_MAJOR)
    return `the installed Asterisk is older than ${OLDEST_MAJOR}: ${asterisk.output().trim()}`;
  return sippObstacle();
}

/** Why SIPp cannot be run from here, or null. */
export async function sippObstacle(): Promise<string | null> {
  const sipp = startOnLeash([], ['sipp', '-v']);
  await sipp.exited;
  // Version 3.8 still ends "sipp -v" with a status of its own.
  return sipp.output().includes('SIPp v') ? null : 'no "sipp" on the PATH';
}

/** This machine itself, for programs that are installed on it. */
export function openLocalHost(way: 'path' | 'given'): AsteriskHost {
  const directory = makeOwnDirectory(path.join(os.tmpdir(), 'vigie-trial'));
  return {
    way,
    directory,
    insideDirectory: directory,
    start: (command) => startOnLeash([], command),
    async close() {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
