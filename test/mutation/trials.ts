import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Outcome, Trial } from './warm-vitest.ts';

/** A mutation may make an endless loop: that is noticed, too. Twenty times what the tests take otherwise is one. */
const PATIENCE = 20;
const LEAST_MS = 300_000;

/** Runs trials one after the other in a process that is kept, and replaced when it hangs. */
export function createTrials() {
  let child: ChildProcess | null = null;

  async function started(): Promise<ChildProcess> {
    if (child !== null) return child;
    child = fork(new URL('./warm-vitest.ts', import.meta.url), {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    await once(child, 'message');
    return child;
  }

  function end(): void {
    child?.kill('SIGKILL');
    child = null;
  }

  /** What came of it; null when it went on for too long, or its process died. `usualMs`: what the tests take otherwise. */
  async function run(trial: Trial, usualMs: number | null): Promise<Outcome | null> {
    const process = await started();
    const limitMs = usualMs === null ? Number.POSITIVE_INFINITY : Math.max(LEAST_MS, PATIENCE * usualMs);
    const answered = await new Promise<Outcome | null>((resolve) => {
      const timer = Number.isFinite(limitMs) ? setTimeout(() => resolve(null), limitMs) : null;
      const done = (outcome: Outcome | null) => {
        if (timer !== null) clearTimeout(timer);
        process.removeAllListeners();
        resolve(outcome);
      };
      process.once('message', (outcome: Outcome) => done(outcome));
      process.once('exit', () => done(null));
      process.send(trial);
    });
    if (answered === null) end();
    return answered;
  }

  return { run, end };
}

export type Trials = ReturnType<typeof createTrials>;
