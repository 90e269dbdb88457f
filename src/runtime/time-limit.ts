import type { Clock } from './clock.ts';
import { SECOND } from './instant.ts';
import { fail, ok, type Result } from './result.ts';

/** What `work` brings, or `too-late`. Late work is left to end by itself and its outcome is dropped. */
export function within<T>(clock: Clock, seconds: number, work: Promise<T>): Promise<Result<T, 'too-late'>> {
  return new Promise((resolve, reject) => {
    const timer = clock.at(clock.now() + seconds * SECOND, () => resolve(fail('too-late')));
    work.then(
      (value) => {
        timer.cancel();
        resolve(ok(value));
      },
      (error: unknown) => {
        timer.cancel();
        reject(error);
      },
    );
  });
}
