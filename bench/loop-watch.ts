import { closeSync, existsSync, openSync, readSync } from 'node:fs';

/** Milliseconds between two looks at the loop. */
const LOOK_MS = 1;

/**
 * Looks at this thread's event loop all the time, and tells for how long it was held at a stretch. On Linux, what the thread
 * waited for a processor that other programs had is no part of it: a loaded machine measures as a quiet one. What it waited
 * for a disk is, for then no call moves either.
 */
export function watchLoop() {
  const waited = runQueueClock();
  const now = () => performance.now() - waited.read();
  let lookedAt = now();
  let longest = 0;
  const look = () => {
    const at = now();
    longest = Math.max(longest, at - lookedAt - LOOK_MS);
    lookedAt = at;
  };
  const timer = setInterval(look, LOOK_MS);
  return {
    reset(): void {
      longest = 0;
      lookedAt = now();
    },
    /** The longest hold since the reset up to this very moment, in milliseconds. */
    soFar(): number {
      look();
      return longest;
    },
    /** The same, with what holds the loop now. */
    async longest(): Promise<number> {
      // Two more looks, so that what held the loop to the very end is seen.
      await new Promise((resolve) => setTimeout(resolve, 2 * LOOK_MS));
      look();
      return longest;
    },
    end(): void {
      clearInterval(timer);
      waited.close();
    },
  };
}

/** Milliseconds for which this process's main thread was ready to run and had no processor; 0 where it cannot be told. */
function runQueueClock() {
  const path = `/proc/self/task/${process.pid}/schedstat`;
  if (!existsSync(path)) return { read: () => 0, close: () => undefined };
  const file = openSync(path, 'r');
  const text = Buffer.alloc(80);
  return {
    read: () =>
      Number(text.toString('latin1', 0, readSync(file, text, 0, text.length, 0)).split(' ')[1]) / 1e6,
    close: () => closeSync(file),
  };
}
