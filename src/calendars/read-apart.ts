import type { ReadAbsences } from '../planning/absence-calendars/absence-calendar.ts';
import type { CalendarReading } from '../planning/absence-calendars/absences-in-calendar.ts';
import type { Clock } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import { fail, type Result } from '../runtime/result.ts';
import { startThread } from '../runtime/thread.ts';

const LIMIT_SECONDS = 10;
const LIMIT_MEGABYTES = 128;

/**
 * Reads calendars in a thread of their own, so that a large one holds up no call, and one made to be read for ever is
 * given up.
 */
export function readApart(clock: Clock, limitSeconds = LIMIT_SECONDS): ReadAbsences {
  return (text, order) =>
    new Promise((resolve) => {
      const worker = startThread(import.meta.url, 'reading-thread', {
        workerData: { text, order },
        resourceLimits: { maxOldGenerationSizeMb: LIMIT_MEGABYTES },
        env: {},
      });
      const timer = clock.at(clock.now() + limitSeconds * SECOND, () =>
        end(fail(`it could not be read within ${limitSeconds} s`)),
      );
      function end(result: Result<CalendarReading, string>): void {
        timer.cancel();
        worker.removeAllListeners();
        // What a thread says while it is being ended is of no interest.
        worker.on('error', () => undefined);
        void worker.terminate();
        resolve(result);
      }
      worker.on('message', end);
      worker.on('error', (error) => end(fail(`it cannot be read: ${String(error)}`)));
      worker.on('exit', () => end(fail('it cannot be read: it takes too much memory')));
    });
}
