import { schedule } from 'node-cron';

/** Work that is due by the calendar. Nothing of a call is ever timed by one. */
export interface CalendarJob {
  /** Starts no more; resolves when what runs is done. */
  stop(): Promise<void>;
}

export const EVERY_HALF_HOUR = '*/30 * * * *';

/** The library would write to our standard output, where log lines are JSON; a start that is skipped is no news. */
const SILENT = { info() {}, warn() {}, error() {}, debug() {} };

/** Does `work` whenever the pattern says (cron), never twice at once. `crash` gets what it throws: a bug. */
export function startCalendarJob(
  pattern: string,
  work: () => Promise<void>,
  crash: (error: unknown) => void,
): CalendarJob {
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const task = schedule(
    pattern,
    () => {
      running = work().catch((error: unknown) => {
        // The house is being taken down around it.
        if (!stopped) crash(error);
      });
      return running;
    },
    { noOverlap: true, suppressMissedWarning: true, logger: SILENT },
  );
  return {
    async stop() {
      stopped = true;
      await task.destroy();
      await running;
    },
  };
}
