import type { Clock } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';

/** As long as it takes to follow an answer to its page, on the worst of connections. */
const KEPT_MS = 120 * SECOND;

/**
 * Secrets that were just made, of which hashes alone are stored: the answer to the form leads to a page, which shows them
 * this once. So a page that is loaded again makes no other. In memory, by session: nobody else is shown them.
 */
export interface ShownOnce {
  keep(sessionId: string, path: string, secret: string): void;
  /** Null: nothing was made, it was shown before, or too long ago. */
  take(sessionId: string, path: string): string | null;
}

export function createShownOnce(clock: Pick<Clock, 'now'>): ShownOnce {
  const kept = new Map<string, { readonly secret: string; readonly until: number }>();
  const dropOld = () => {
    for (const [key, { until }] of kept) if (until <= clock.now()) kept.delete(key);
  };
  return {
    keep(sessionId, path, secret) {
      dropOld();
      kept.set(`${sessionId} ${path}`, { secret, until: clock.now() + KEPT_MS });
    },
    take(sessionId, path) {
      dropOld();
      const key = `${sessionId} ${path}`;
      const found = kept.get(key);
      kept.delete(key);
      return found?.secret ?? null;
    },
  };
}
