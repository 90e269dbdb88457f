import type { SoundProblem } from '../domain/sound/sound-problem.ts';
import type { TelephoneSound } from '../domain/sound/telephone-sound.ts';
import type { ConvertSound } from '../planning/sound.ts';
import type { Clock } from '../runtime/clock.ts';
import { fail, type Result } from '../runtime/result.ts';
import { computeApart } from '../runtime/thread.ts';

/** A minute and a half at 48000 samples a second takes half a second. */
const LIMIT_SECONDS = 20;
const LIMIT_MEGABYTES = 256;

/** Converts in a thread of its own: it computes for as long as a hundred calls would need. */
export function convertApart(clock: Clock, limitSeconds = LIMIT_SECONDS): ConvertSound {
  const limits = { seconds: limitSeconds, megabytes: LIMIT_MEGABYTES };
  return async (data) => {
    const work = { url: import.meta.url, name: 'converting-thread', data, limits };
    const done = await computeApart<Result<TelephoneSound, SoundProblem>>(work, clock);
    if (done.ok) return done.value;
    return fail({ kind: done.error.kind === 'busy' ? 'busy' : 'unreadable' });
  };
}
