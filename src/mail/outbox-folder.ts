import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Instant } from '../runtime/instant.ts';

/** What the senders that write to a folder name their letters; whatever else lies there is not ours. */
const OURS = /^(notice|link|account|address|test)-[\w-]+\.(eml|sms\.txt)(\.part)?$/;

/** Erases letters that were written to the folder before then; gives how many. */
export async function eraseOldLetters(folder: string, before: Instant): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  let erased = 0;
  for (const name of names.filter((one) => OURS.test(one))) {
    const file = path.join(folder, name);
    const written = await stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    );
    if (written === null || written >= before) continue;
    await rm(file, { force: true });
    erased += 1;
  }
  return erased;
}
