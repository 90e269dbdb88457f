import { type BackOff, doublingMs } from './back-off.ts';
import type { Clock } from './clock.ts';
import type { Logger } from './log.ts';
import { StoreUnavailable } from './store-unavailable.ts';

/** How long whoever needs the store waits before it is asked again. */
export const STORE_RETRY: BackOff = { firstMs: 1_000, longestMs: 10_000 };

/**
 * Does what must not be lost: while the store cannot be used it is tried again, after 1, 2, 4… 10 seconds, until
 * `stopping` is aborted; then the trouble is thrown. `name` is what the log calls it.
 */
export async function onceStored<T>(
  { clock, log }: { readonly clock: Clock; readonly log: Logger },
  name: string,
  work: () => Promise<T>,
  stopping?: AbortSignal,
): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || stopping?.aborted) throw error;
      if (failures === 0) log.warn({ work: name, trouble: error.trouble, reason: error.message }, STORE_WAIT);
      await pause(clock, doublingMs(failures, STORE_RETRY), stopping);
    }
  }
}

export const STORE_WAIT = 'the database cannot be used now; it is tried again';

function pause(clock: Clock, milliseconds: number, stopping?: AbortSignal): Promise<void> {
  return new Promise((resume) => {
    const timer = clock.at(clock.now() + milliseconds, resume);
    stopping?.addEventListener('abort', () => {
      timer.cancel();
      resume();
    });
  });
}
