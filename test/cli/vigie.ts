import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, onTestFinished } from 'vitest';
import { builtVigie } from '../../trial/built-vigie.ts';
import { temporaryDirectory } from '../database/temporary-database.ts';

/** Built before the first test of a file, outside its time. */
export function buildVigieForTheseTests(): void {
  beforeAll(() => void builtVigie());
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
    const child = spawn(process.execPath, [builtVigie(), ...args], {
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
