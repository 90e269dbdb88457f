import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Finding, Plan, Wanted } from './switching-runner.ts';
import type { Asked } from './warm-vitest.ts';

/**
 * A mutation may make an endless loop: that is noticed, too. Nothing found for so long is one, without the time for which
 * others had the processor: a busy machine notices nothing.
 */
const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 500;

/** What a test file noticed of the wanted mutations, and which of them it came by. */
export interface Outcome {
  readonly passed: ReadonlySet<number>;
  readonly noticed: ReadonlySet<number>;
}

/** Runs test files over switched code in a process that is kept, and replaced when it hangs. */
export function createTrials(files: Readonly<Record<string, string>>) {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'vigie-mutate-'));
  const plan = path.join(directory, 'plan.json');
  const findings = path.join(directory, 'findings');
  let child: ChildProcess | null = null;

  async function started(): Promise<ChildProcess> {
    if (child !== null) return child;
    child = fork(new URL('./warm-vitest.ts', import.meta.url), {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, VIGIE_MUTATION_PLAN: plan },
      stdio: ['ignore', 'ignore', process.env.VIGIE_MUTATION_SHOW ? 'inherit' : 'ignore', 'ipc'],
    });
    await once(child, 'message');
    child.send({ kind: 'code', files } satisfies Asked);
    await once(child, 'message');
    return child;
  }

  function stop(): void {
    child?.kill('SIGKILL');
    child = null;
  }

  function found(): readonly Finding[] {
    if (!existsSync(findings)) return [];
    const lines = readFileSync(findings, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as Finding);
  }

  /** Asks the process for a test file; false when it went on without finding anything for too long, or died. */
  async function ask(test: string, wanted: readonly Wanted[]): Promise<boolean> {
    writeFileSync(plan, JSON.stringify({ wanted, findings } satisfies Plan));
    rmSync(findings, { force: true });
    const process = await started();
    const done = await new Promise<boolean>((resolve) => {
      let seen = -1;
      let seenAt = ownTimeMs(process);
      const timer = setInterval(() => {
        const lines = found().length;
        if (lines !== seen) [seen, seenAt] = [lines, ownTimeMs(process)];
        // The first run has all the time it takes.
        else if (lines > 0 && ownTimeMs(process) - seenAt > PATIENCE_MS) end(false);
      }, LOOK_EVERY_MS);
      const end = (isDone: boolean) => {
        clearInterval(timer);
        process.removeAllListeners();
        resolve(isDone);
      };
      process.once('message', () => end(true));
      process.once('exit', () => end(false));
      process.send({ kind: 'test', test } satisfies Asked);
    });
    if (!done) stop();
    return done;
  }

  /** What a test file makes of the wanted mutations. Throws when it fails without any. */
  async function run(test: string, wanted: readonly Wanted[]): Promise<Outcome> {
    const noticed = new Set<number>();
    const passed = new Set<number>();
    const batches: (readonly Wanted[])[] = [wanted];
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      const done = await ask(test, batch);
      const all = found();
      const settled = new Set<number>();
      for (const one of all) {
        if (one.kind === 'usual') {
          if (!one.ok) throw new Error(`${test} fails without any mutation`);
          for (const id of one.passed) passed.add(id);
          continue;
        }
        if (one.kind === 'begun') continue;
        settled.add(one.id);
        // Something was left behind by it or another: it is tried with nothing before it.
        if (one.kind === 'doubted' && batch.length > 1) batches.push(batch.filter(({ id }) => id === one.id));
        else if (one.kind !== 'unnoticed') noticed.add(one.id);
      }
      if (done) continue;
      const hangsAt = all.findLast((one) => one.kind === 'begun');
      if (hangsAt?.kind !== 'begun') throw new Error(`${test} ends without any mutation`);
      noticed.add(hangsAt.id);
      batches.push(batch.filter(({ id }) => id !== hangsAt.id && !settled.has(id)));
    }
    return { passed, noticed };
  }

  function end(): void {
    stop();
    rmSync(directory, { recursive: true, force: true });
  }

  return { run, end };
}

export type Trials = ReturnType<typeof createTrials>;

/** Time that went by, but for what the process's busiest thread waited for a processor (where Linux tells). */
function ownTimeMs({ pid }: ChildProcess): number {
  const now = performance.now();
  const tasks = `/proc/${pid}/task`;
  if (!existsSync(tasks)) return now;
  return now - Math.max(0, ...readdirSync(tasks).map((task) => waitedMs(`${tasks}/${task}/schedstat`)));
}

function waitedMs(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    // The thread ended in this very moment.
    return 0;
  }
}
