import type { Instant } from './instant.ts';

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
  // setTimeout counts monotonic milliseconds: a stepped wall clock moves the instant, never the wait.
  at: (at, action) => later(at - Date.now(), action),
};

/**
 * Time as one call lives it: the wall clock's when the call comes in, and from then on it passes evenly, whatever is
 * done to the wall clock. A deadline set before a step would be an hour away after it, or long past.
 */
export function evenClock(): Clock {
  const beganAt = Date.now() - performance.now();
  const now = () => Math.round(beganAt + performance.now());
  return { now, at: (at, action) => later(at - now(), action) };
}

/** Iterations of the event loop in which what waits in the sockets is read and passed on. */
const TURNS_TO_LISTEN = 3;

/**
 * What came is heard before any deadline acts: a process that was stopped, or busy, for as long as the deadline may
 * have the answer that it waited for, and a caller whose time is over may have left.
 */
export function afterListening(action: () => void): void {
  const turn = (left: number): void => {
    if (left > 0) setImmediate(turn, left - 1);
    else action();
  };
  turn(TURNS_TO_LISTEN);
}

function later(milliseconds: number, action: () => void): Timer {
  let cancelled = false;
  const act = () => {
    if (!cancelled) action();
  };
  const handle = setTimeout(() => afterListening(act), Math.max(0, milliseconds));
  return {
    cancel() {
      cancelled = true;
      clearTimeout(handle);
    },
  };
}

/** When the event loop's present turn began, as far as long work knows: it is one for all that is done in it. */
let sliceBeganAt: number | null = null;

/**
 * Gives a function to await between the parts of long work: once the event loop was kept for `limitMs`, by this work or
 * by what else takes breaths in the same turn, sockets and timers have their turn first.
 */
export function createBreather(limitMs: number): () => Promise<void> {
  return async () => {
    if (sliceBeganAt === null) {
      sliceBeganAt = performance.now();
      setImmediate(() => {
        sliceBeganAt = null;
      });
    } else if (performance.now() - sliceBeganAt >= limitMs) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
}
