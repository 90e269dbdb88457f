import type { ReadDutyFile } from '../planning/duty-table/duty-file.ts';
import type { Clock } from '../runtime/clock.ts';
import { fail, type Result } from '../runtime/result.ts';
import { computeApart } from '../runtime/thread.ts';

const LIMITS = { seconds: 10, megabytes: 256 };

/** Reads plannings in files in a thread of their own: a workbook may unfold to a thousand times its size. */
export function readDutyFileApart(clock: Clock): ReadDutyFile {
  return async (bytes, order) => {
    const work = { url: import.meta.url, name: 'duty-file-thread', data: { bytes, order }, limits: LIMITS };
    const done = await computeApart<Result<string, 'not-understood'>>(work, clock);
    return done.ok ? done.value : fail('not-understood');
  };
}
