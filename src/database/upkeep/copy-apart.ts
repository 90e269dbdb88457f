import type { Clock } from '../../runtime/clock.ts';
import { fail, type Result } from '../../runtime/result.ts';
import { computeApart, type ThreadFailure } from '../../runtime/thread.ts';
import type { DatabaseCopy } from './copy-database.ts';

/** Gigabytes on a slow disk; SQLite's own memory does not count among the thread's. */
const LIMITS = { seconds: 3600, megabytes: 128 };

/** Copies and checks the database in a thread of its own: no call waits for it. */
export async function copyApart(
  source: string,
  target: string,
  clock: Clock,
): Promise<Result<DatabaseCopy, string>> {
  const work = { url: import.meta.url, name: 'copying-thread', data: { source, target }, limits: LIMITS };
  const done = await computeApart<Result<DatabaseCopy, string>>(work, clock);
  return done.ok ? done.value : fail(explain(done.error));
}

function explain(failure: ThreadFailure): string {
  switch (failure.kind) {
    case 'too-long':
      return `the copy took longer than ${LIMITS.seconds} s`;
    case 'busy':
      return 'other copies are being made';
    case 'ended':
      return 'the copy ended without a word';
    case 'threw':
      return String(failure.error);
  }
}
