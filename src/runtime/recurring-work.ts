import { doublingMs } from './back-off.ts';
import type { Clock, Timer } from './clock.ts';
import type { Instant } from './instant.ts';
import type { Logger } from './log.ts';
import { STORE_RETRY, STORE_WAIT } from './once-stored.ts';
import { StoreUnavailable } from './store-unavailable.ts';

/** Work done over and over while it makes sense; never twice at once. */
export interface RecurringWork {
  /** Does it now, and then again and again. */
  begin(): void;
  /** Begins no more; resolves when what runs is done. */
  end(): Promise<void>;
}

export interface RecurringWorkDependencies {
  readonly clock: Clock;
  readonly log: Logger;
  /** Gets what the work throws, but for trouble of the store: a bug. */
  readonly crash: (error: unknown) => void;
}

/**
 * `work` says when it is to be done next. A store that cannot be used now is asked again after 1, 2, 4… 10 seconds,
 * also when somebody wants it done at once; the log tells when that begins and when it is over. `name` is what the log calls the work.
 */
export function recurringWork(
  { clock, log, crash }: RecurringWorkDependencies,
  name: string,
  work: () => Promise<Instant>,
): RecurringWork {
  let timer: Timer | null = null;
  let last: Promise<void> = Promise.resolve();
  /** Counts begins and ends: what an earlier one started does not go on. */
  let era = 0;
  let failures = 0;
  let retryAt: Instant = Number.NEGATIVE_INFINITY;

  function start(mine: number): void {
    last = last.then(() => run(mine)).catch(crash);
  }

  async function run(mine: number): Promise<void> {
    if (mine !== era) return;
    const nextAt = isWaiting() ? retryAt : await nextTime();
    if (mine === era) timer = clock.at(nextAt, () => start(mine));
  }

  /** A clock that was set back is no reason to sleep. */
  function isWaiting(): boolean {
    const now = clock.now();
    return now < retryAt && retryAt <= now + STORE_RETRY.longestMs;
  }

  async function nextTime(): Promise<Instant> {
    try {
      const nextAt = await work();
      if (failures > 0) log.info({ work: name }, 'the database can be used again');
      failures = 0;
      return nextAt;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      if (failures === 0) log.warn({ work: name, trouble: error.trouble, reason: error.message }, STORE_WAIT);
      retryAt = clock.now() + doublingMs(failures, STORE_RETRY);
      failures += 1;
      return retryAt;
    }
  }

  function stop(): void {
    timer?.cancel();
    era += 1;
  }

  return {
    begin() {
      stop();
      start(era);
    },
    end() {
      stop();
      return last;
    },
  };
}
