import type { RunResult } from './run.ts';

/** A call lasts one second: callers who wait longer for the answer are a queue that grows. */
const QUEUE_MS = 1_000;
const STEP = 25;
const HIGHEST = 800;

/** Every call went through, in time, and nothing stayed behind. */
export function isHeld({ failed, p99Ms, channelsLeft }: RunResult): boolean {
  return failed === 0 && channelsLeft === 0 && p99Ms <= QUEUE_MS;
}

/**
 * The highest rate held, in steps of 25 calls a second: doubled until one is not held, then narrowed down. A rate
 * that is not held gets a second try, since one stumble of a shared machine says nothing. 0: not even the lowest.
 */
export async function highestHeld(holds: (rate: number) => Promise<boolean>): Promise<number> {
  const holdsOnceOfTwice = async (rate: number) => (await holds(rate)) || (await holds(rate));
  let [held, beyond] = [0, STEP];
  while (await holdsOnceOfTwice(beyond)) {
    if (beyond >= HIGHEST) return beyond;
    [held, beyond] = [beyond, beyond * 2];
  }
  while (beyond - held > STEP) {
    const middle = held + STEP * Math.floor((beyond - held) / STEP / 2);
    if (await holdsOnceOfTwice(middle)) held = middle;
    else beyond = middle;
  }
  return held;
}
