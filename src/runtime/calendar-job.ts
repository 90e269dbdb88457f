import { schedule } from 'node-cron';
import type { Clock } from './clock.ts';
import type { Logger } from './log.ts';
import { onceStored } from './once-stored.ts';
import { StoreUnavailable } from './store-unavailable.ts';

/** Work that is due by the calendar. Nothing of a call is ever timed by one. */
export interface CalendarJob {
  /** Starts no more; resolves when what runs is done, or gives up waiting for the store. */
  stop(): Promise<void>;
}

export const EVERY_HALF_HOUR = '*/30 * * * *';
export const EVERY_MORNING = '0 7 * * *';
export const EVERY_MONDAY = '0 7 * * 1';
/** When lines are quiet and clocks do not change. */
export const EVERY_NIGHT = '40 4 * * *';

export interface CalendarJobSettings {
  /** What the log calls it. */
  readonly name: string;
  /** When, as cron writes it. */
  readonly pattern: string;
  /** On whose clocks; left out: the machine's. */
  readonly timeZone?: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Gets what the work throws, but for trouble of the store: a bug. */
  readonly crash: (error: unknown) => void;
}

/** The library would write to our standard output, where log lines are JSON; a start that is skipped is no news. */
const SILENT = { info() {}, warn() {}, error() {}, debug() {} };

/**
 * Does `work` whenever the pattern says, never twice at once. While the store cannot be used it is begun anew, with
 * back-off: it must be work that can be done again.
 */
export function startCalendarJob(settings: CalendarJobSettings, work: () => Promise<void>): CalendarJob {
  const { name, pattern, timeZone, crash } = settings;
  let running: Promise<void> = Promise.resolve();
  const stopping = new AbortController();
  const task = schedule(
    pattern,
    () => {
      running = onceStored(settings, name, work, stopping.signal).catch((error: unknown) => {
        // Given up because the service stops; it is done again another day.
        if (!(error instanceof StoreUnavailable)) crash(error);
      });
      return running;
    },
    {
      noOverlap: true,
      suppressMissedWarning: true,
      logger: SILENT,
      ...(timeZone === undefined ? {} : { timezone: timeZone }),
    },
  );
  return {
    async stop() {
      stopping.abort();
      await task.destroy();
      await running;
    },
  };
}
