import type { SoundFlaw } from '../domain/sound/sound-flaw.ts';
import type { TelephoneSound } from '../domain/sound/telephone-sound.ts';
import type { ConvertSound } from '../planning/sound.ts';
import type { Clock } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import { fail, type Result } from '../runtime/result.ts';
import { startThread } from '../runtime/thread.ts';

/** A minute and a half at 48000 samples a second takes half a second. */
const LIMIT_SECONDS = 20;
const LIMIT_MEGABYTES = 256;

/** Converts in a thread of its own: it computes for as long as a hundred calls would need. */
export function convertApart(clock: Clock, limitSeconds = LIMIT_SECONDS): ConvertSound {
  return (file) =>
    new Promise((resolve) => {
      const worker = startThread(import.meta.url, 'converting-thread', {
        workerData: file,
        resourceLimits: { maxOldGenerationSizeMb: LIMIT_MEGABYTES },
        env: {},
      });
      const unreadable = () => end(fail({ kind: 'unreadable' }));
      const timer = clock.at(clock.now() + limitSeconds * SECOND, unreadable);
      function end(result: Result<TelephoneSound, SoundFlaw>): void {
        timer.cancel();
        worker.removeAllListeners();
        // What a thread says while it is being ended is of no interest.
        worker.on('error', () => undefined);
        void worker.terminate();
        resolve(result);
      }
      worker.on('message', end);
      worker.on('error', unreadable);
      worker.on('exit', unreadable);
    });
}
