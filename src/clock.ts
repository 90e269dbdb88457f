import type { Instant } from './domain/instant.ts';

export interface Timer {
  cancel(): void;
}

/** The only source of time. Everything that needs "now" or "later" is given one. */
export interface Clock {
  now(): Instant;
  /** Calls `action` once, at `at` or as soon after as the process can. */
  at(at: Instant, action: () => void): Timer;
}

/** The real clock, and the one source of chance, for the composition root to hand out. */
export const systemClock: Clock & { random(): number; wait(seconds: number): Promise<void> } = {
  random: () => Math.random(),
  wait: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000).unref()),
  now: () => Date.now(),
  at(at, action) {
    // setTimeout counts monotonic milliseconds: a stepped wall clock moves the instant, never the wait.
    const handle = setTimeout(action, Math.max(0, at - Date.now()));
    return { cancel: () => clearTimeout(handle) };
  },
};

/**
 * Gives a function to await between the parts of long work: once they have kept the event loop for `limitMs`,
 * sockets and timers have their turn first.
 */
export function createBreather(limitMs: number): () => Promise<void> {
  let turnBeganAt: number | null = null;
  return async () => {
    if (turnBeganAt === null) {
      turnBeganAt = performance.now();
      setImmediate(() => {
        turnBeganAt = null;
      });
    } else if (performance.now() - turnBeganAt >= limitMs) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
}
