import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, onTestFinished } from 'vitest';
import { waitUntil } from '../../trial/wait-until.ts';
import { temporaryDirectory } from '../database/temporary-database.ts';

const REPOSITORY = join(import.meta.dirname, '../..');
/** Shared by all files of one run, which are processes of one parent. */
const BUILT = join(REPOSITORY, `.cache/vigie-built-${process.ppid}`);
const COMMAND = join(BUILT, 'src/cli.js');
const DONE = join(BUILT, 'done');

/** Builds the command as it is delivered, once a run; starting it from source would cost a second each. */
export function buildVigieForTheseTests(): void {
  beforeAll(async () => {
    if (isFirst()) build();
    else await waitUntil('the command is built', () => existsSync(DONE), 120_000);
  });
}

/** Whoever makes the folder builds into it. */
function isFirst(): boolean {
  mkdirSync(join(REPOSITORY, '.cache'), { recursive: true });
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

/** Of runs that are over. */
function removeOldBuilds(): void {
  for (const name of readdirSync(join(REPOSITORY, '.cache'))) {
    const run = /^vigie-built-(\w+)$/.exec(name)?.[1];
    if (run === undefined || existsSync(`/proc/${run}`)) continue;
    rmSync(join(REPOSITORY, '.cache', name), { recursive: true, force: true });
  }
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A working directory of the test's own, and the `vigie` command in it, as a process of its own. */
export function vigieIn(
  directory: string = temporaryDirectory(),
  env: Readonly<Record<string, string>> = {},
) {
  const environment = {
    PATH: process.env.PATH,
    HOME: directory,
    TZ: 'UTC',
    VIGIE_DATABASE: join(directory, 'vigie.db'),
    VIGIE_OUTBOX: join(directory, 'outbox'),
    ...env,
  };
  function start(...args: string[]): ChildProcess {
    const child = spawn(process.execPath, [COMMAND, ...args], {
      cwd: directory,
      env: environment,
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    return child;
  }
  return {
    directory,
    path: (name: string) => join(directory, name),
    start,
    run: (...args: string[]) => ended(start(...args)),
  };
}

/** Runs the process to its end, with an empty standard input. */
export function ended(child: ChildProcess, input = ''): Promise<Ended> {
  const said = { out: '', err: '' };
  child.stdout?.on('data', (part) => {
    said.out += part;
  });
  child.stderr?.on('data', (part) => {
    said.err += part;
  });
  child.stdin?.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...said }));
  });
}
