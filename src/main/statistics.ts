import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { createCallSource } from '../database/statistics/statistics-source.ts';
import { createSumStore } from '../database/statistics/statistics-store.ts';
import { type Clock, systemClock } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import { type RecurringWork, recurringWork } from '../runtime/recurring-work.ts';
import { Summariser } from '../statistics/summariser.ts';

/** A call is in the figures within a minute of its end. */
const LOOK_EVERY_MS = 20 * SECOND;
/** Between two months of past calls, so that whatever else there is has its turn. */
const REST_MS = 50;
const RECOUNT_EVERY_MS = 24 * 3_600_000;
const RECOUNTED_DAYS = 35;

interface SummariserNeeds {
  readonly db: Database;
  /** Where calls are read; what is written waits for nobody. */
  readonly reading: Database;
  readonly config: Pick<Config, 'timeZone' | 'shortAbandonSeconds'>;
  readonly clock?: Clock;
}

export function createSummariser({ db, reading, config, clock = systemClock }: SummariserNeeds): Summariser {
  return new Summariser({
    source: createCallSource(reading),
    store: createSumStore(db),
    clock,
    homeZone: config.timeZone,
    shortAbandonSeconds: config.shortAbandonSeconds,
  });
}

/** Keeps statistics in step with the calls, as long as the service runs. */
export function createCounting(
  needs: SummariserNeeds,
  common: { readonly log: Logger; readonly crash: (error: unknown) => void },
): RecurringWork {
  const { clock = systemClock } = needs;
  const summariser = createSummariser(needs);
  let recountedAt = clock.now();
  return recurringWork({ ...common, clock }, 'counting of calls', async () => {
    if (await summariser.step()) return clock.now() + REST_MS;
    if (clock.now() - recountedAt >= RECOUNT_EVERY_MS) {
      await summariser.recount(RECOUNTED_DAYS);
      recountedAt = clock.now();
    }
    return clock.now() + LOOK_EVERY_MS;
  });
}
