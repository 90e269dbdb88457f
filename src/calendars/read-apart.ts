import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Clock } from '../clock.ts';
import { SECOND } from '../domain/instant.ts';
import { fail, type Result } from '../domain/result.ts';
import type { ReadAbsences } from '../planning/absence-calendars/absence-calendar.ts';
import type { CalendarReading } from '../planning/absence-calendars/absences-in-calendar.ts';

const LIMIT_SECONDS = 10;
const LIMIT_MEGABYTES = 128;

/**
 * Reads calendars in a thread of their own, so that a large one holds up no call, and one made to be read for ever is
 * given up.
 */
export function readApart(clock: Clock, limitSeconds = LIMIT_SECONDS): ReadAbsences {
  return (text, order) =>
    new Promise((resolve) => {
      const worker = startWorker({ text, order });
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

function startWorker(workerData: unknown): Worker {
  const options = { workerData, resourceLimits: { maxOldGenerationSizeMb: LIMIT_MEGABYTES }, env: {} };
  const extension = extname(import.meta.url);
  const thread = new URL(`./reading-thread${extension}`, import.meta.url);
  return extension === '.ts'
    ? new Worker(fromSource(thread), { ...options, eval: true })
    : new Worker(thread, options);
}

/** Run from source, as in tests: a thread has to be shown how to load TypeScript. */
function fromSource(thread: URL): string {
  const resolved = createRequire(import.meta.url).resolve('tsx/esm/api');
  const loader = pathToFileURL(resolved.replace(/\.cjs$/, '.mjs')).href;
  const [from, of] = [JSON.stringify(loader), JSON.stringify(thread.href)];
  return `import(${from}).then(({ tsImport }) => tsImport(${of}, ${of}))`;
}
