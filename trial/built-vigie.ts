import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from './asterisk/repository.ts';

const CACHE = path.join(REPOSITORY, '.cache');
/** Shared by all test files of one run, which are processes of one parent. */
const BUILT = path.join(CACHE, `vigie-built-${process.ppid}`);
const DONE = path.join(BUILT, 'done');
const LONGEST_BUILD_MS = 120_000;

/**
 * The `vigie` command as it is delivered, compiled once a run: starting it from source would cost seconds of the
 * processor each time, and more for each of its threads. Throws when it does not compile.
 */
export function builtVigie(): string {
  if (isFirst()) build();
  else waitForTheFirst();
  return path.join(BUILT, 'src/cli.js');
}

/** Whoever makes the folder builds into it. */
function isFirst(): boolean {
  mkdirSync(CACHE, { recursive: true });
  try {
    mkdirSync(BUILT);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function build(): void {
  removeOldBuilds();
  // Types are checked elsewhere; here only the running counts.
  const compiler = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--noCheck'];
  execFileSync(process.execPath, [...compiler, '--outDir', BUILT], { cwd: REPOSITORY });
  writeFileSync(DONE, '');
}

function waitForTheFirst(): void {
  const latest = Date.now() + LONGEST_BUILD_MS;
  while (!existsSync(DONE)) {
    if (Date.now() > latest) throw new Error(`nobody has finished building ${BUILT}`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
}

/** Of runs that are over. */
function removeOldBuilds(): void {
  for (const name of readdirSync(CACHE)) {
    const run = /^vigie-built-(\w+)$/.exec(name)?.[1];
    if (run === undefined || existsSync(`/proc/${run}`)) continue;
    rmSync(path.join(CACHE, name), { recursive: true, force: true });
  }
}
