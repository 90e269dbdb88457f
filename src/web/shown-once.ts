import type { Clock } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import type { Result } from '../runtime/result.ts';

/** As long as it takes to follow an answer to its page, on the worst of connections. */
const KEPT_MS = 120 * SECOND;

/** A link that was just made, for whoever made it. */
export interface ShownLink {
  /** With scheme and host, where our own address is set; otherwise a path. */
  readonly address: string;
  /** What came of mailing it, or why not in words; null: nobody mails it, it is handed over. */
  readonly mailed: Result<true, string> | null;
}

/**
 * Links that were just made, of which hashes alone are stored: the answer to the form leads to a page, which shows them
 * this once. So a page that is loaded again makes no other. In memory, by session: nobody else is shown them.
 */
export interface ShownOnce {
  keep(sessionId: string, path: string, link: ShownLink): void;
  /** Null: nothing was made, it was shown before, or too long ago. */
  take(sessionId: string, path: string): ShownLink | null;
}

export function createShownOnce(clock: Pick<Clock, 'now'>): ShownOnce {
  const kept = new Map<string, { readonly link: ShownLink; readonly until: number }>();
  const dropOld = () => {
    for (const [key, { until }] of kept) if (until <= clock.now()) kept.delete(key);
  };
  return {
    keep(sessionId, path, link) {
      dropOld();
      kept.set(`${sessionId} ${path}`, { link, until: clock.now() + KEPT_MS });
    },
    take(sessionId, path) {
      dropOld();
      const key = `${sessionId} ${path}`;
      const found = kept.get(key);
      kept.delete(key);
      return found?.link ?? null;
    },
  };
}
