import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBreather, evenClock, systemClock } from '../../src/runtime/clock.ts';

afterEach(() => vi.restoreAllMocks());

/** Keeps this thread from doing anything, as SIGSTOP does to a process. */
function sleepAll(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

describe('the clock of a call', () => {
  it('passes evenly though the wall clock is set back by an hour', async () => {
    const clock = evenClock();
    const before = clock.now();
    const trueNow = Date.now;
    vi.spyOn(Date, 'now').mockImplementation(() => trueNow() - 3_600_000);
    expect(clock.now() - before).toBeLessThan(1_000);
    let rang = false;
    clock.at(clock.now() + 50, () => {
      rang = true;
    });
    await expect.poll(() => rang).toBe(true);
    expect(clock.now() - before).toBeGreaterThanOrEqual(50);
  });

  it('agrees with the wall clock when it begins', () => {
    expect(Math.abs(evenClock().now() - Date.now())).toBeLessThan(50);
  });
});

describe('a timer whose process was stopped', () => {
  // For as long as the deadline and hardly longer, or far beyond it.
  it.each([25, 1_200])('for %i ms lets what waits to be heard come first', async (stoppedMs) => {
    const order: string[] = [];
    systemClock.at(systemClock.now() + 20, () => order.push('deadline'));
    sleepAll(stoppedMs);
    setImmediate(() => order.push('heard'));
    await expect.poll(() => order).toHaveLength(2);
    expect(order).toEqual(['heard', 'deadline']);
  });

  it('does nothing when it was cancelled by what came first', async () => {
    let acted = false;
    const timer = systemClock.at(systemClock.now() + 20, () => {
      acted = true;
    });
    sleepAll(1_200);
    setImmediate(() => timer.cancel());
    await pause(100);
    expect(acted).toBe(false);
  });
});

describe('long work', () => {
  /** Whether a timer's neighbour had its turn before the work went on. */
  async function letsOthersGo(work: () => Promise<void>): Promise<boolean> {
    let had = false;
    setImmediate(() => {
      had = true;
    });
    await work();
    return had;
  }
  const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

  it('lets others go once it has kept the event loop for long enough, and not before', async () => {
    await nextTurn();
    await createBreather(20)();
    sleepAll(25);
    expect(await letsOthersGo(createBreather(60_000))).toBe(false);
    await nextTurn();
    const breathe = createBreather(20);
    await breathe();
    sleepAll(25);
    expect(await letsOthersGo(breathe)).toBe(true);
  });

  it('counts what other work kept in the same turn: several short works are no shorter than one', async () => {
    await nextTurn();
    await createBreather(20)();
    sleepAll(25);
    expect(await letsOthersGo(createBreather(20))).toBe(true);
  });
});
