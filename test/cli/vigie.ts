import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { temporaryDirectory } from '../database/temporary-database.ts';

const REPOSITORY = join(import.meta.dirname, '../..');
let built = '';

/** Builds the command as it is delivered, for the tests of one file; starting it from source would cost a second each. */
export function buildVigieForTheseTests(): void {
  beforeAll(() => {
    mkdirSync(join(REPOSITORY, '.cache'), { recursive: true });
    built = mkdtempSync(join(REPOSITORY, '.cache/vigie-built-'));
    // Types are checked elsewhere; here only the running counts.
    execFileSync(
      process.execPath,
      ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--noCheck', '--outDir', built],
      {
        cwd: REPOSITORY,
      },
    );
  });
  afterAll(() => rmSync(built, { recursive: true, force: true }));
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
  const environment = { PATH: process.env.PATH, HOME: directory, TZ: 'UTC', ...env };
  function start(...args: string[]): ChildProcess {
    const child = spawn(process.execPath, [join(built, 'src/cli.js'), ...args], {
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
