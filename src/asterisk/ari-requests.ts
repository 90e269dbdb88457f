import type { TelephonyProblem } from '../calls/telephony.ts';
import type { Clock } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import { AriRefused, AriUnreachable } from './ari-http.ts';

/** How long anything asked of Asterisk may take, waiting for its turn included. */
export const REQUEST_SECONDS = 5;

/** Asterisk serves 100 HTTP sessions by default, ours and everybody else's; the surplus is closed without an answer. */
const AT_MOST_IN_FLIGHT = 20;

/** A problem with the HTTP status it came with; null when there was no answer. */
export type AriProblem = TelephonyProblem & { readonly status: number | null };

export interface AriRequests {
  /** Runs the request when its turn comes. Always settles; rejects only for a bug. */
  run<T>(request: () => Promise<T>, limitSeconds?: number): Promise<Result<T, AriProblem>>;
  /** The connection is gone: whatever waits or is in flight is answered `unavailable`, now and from now on. */
  abandon(reason: string): void;
}

interface Waiting {
  begin(): void;
  giveUp(detail: string): void;
}

/** The queue in front of one connection to ARI. */
export function createAriRequests(clock: Clock): AriRequests {
  const unsettled = new Set<Waiting>();
  const queue: Waiting[] = [];
  let inFlight = 0;
  let abandoned: string | null = null;

  function beginNext(): void {
    while (inFlight < AT_MOST_IN_FLIGHT) {
      const next = queue.shift();
      if (!next) return;
      if (unsettled.has(next)) next.begin();
    }
  }

  function run<T>(request: () => Promise<T>, limitSeconds = REQUEST_SECONDS): Promise<Result<T, AriProblem>> {
    if (abandoned !== null) return Promise.resolve(fail(unavailable(abandoned)));
    return new Promise((resolve, reject) => {
      let begun = false;
      const timer = clock.at(clock.now() + limitSeconds * SECOND, () =>
        waiting.giveUp(`Asterisk did not answer within ${limitSeconds} s`),
      );
      const settle = (): boolean => {
        if (!unsettled.delete(waiting)) return false;
        timer.cancel();
        if (begun) inFlight -= 1;
        beginNext();
        return true;
      };
      const waiting: Waiting = {
        begin() {
          begun = true;
          inFlight += 1;
          request().then(
            (value) => settle() && resolve(ok(value)),
            (error: unknown) => {
              const problem = problemOf(error);
              if (settle()) problem ? resolve(fail(problem)) : reject(error);
            },
          );
        },
        giveUp(detail) {
          if (settle()) resolve(fail(unavailable(detail)));
        },
      };
      unsettled.add(waiting);
      queue.push(waiting);
      beginNext();
    });
  }

  return {
    run,
    abandon(reason) {
      abandoned = reason;
      queue.length = 0;
      for (const waiting of [...unsettled]) waiting.giveUp(reason);
    },
  };
}

function unavailable(detail: string): AriProblem {
  return { kind: 'unavailable', detail, status: null };
}

function neverSent(detail: string): AriProblem {
  return { kind: 'refused', detail, status: null };
}

/** Null for what no telephone network does: a bug, to be thrown on. */
function problemOf(error: unknown): AriProblem | null {
  if (error instanceof AriRefused) {
    const detail = `${error.message} (${error.status})`;
    return { kind: kindOfStatus(error), detail, status: error.status };
  }
  if (error instanceof AriUnreachable) return unavailable(error.message);
  // ari-client rejects with nothing, or with a bare text, when a request never left the house.
  if (error === undefined || error === null) return neverSent('ari-client gave no reason');
  if (typeof error === 'string') return neverSent(error);
  return null;
}

/**
 * Measured on 22.10.1: 404 for a channel, bridge, playback or recording that is no more; but `addChannel` says 400
 * "Channel not found". 409 not in Stasis or already there, 412 wrong state, 422 wrong parameter, 500 for a target
 * that cannot be dialled. 401, 403 and 503 say nothing of the call: Asterisk is being reconfigured, started or stopped.
 */
function kindOfStatus(error: AriRefused): TelephonyProblem['kind'] {
  if (error.status === 404 || (error.status === 400 && error.message === 'Channel not found')) return 'gone';
  if (error.status === 401 || error.status === 403 || error.status === 503) return 'unavailable';
  return 'refused';
}
