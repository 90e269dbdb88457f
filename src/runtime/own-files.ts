import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';

/** What is about callers and people on call is for the eyes of whoever runs the service, whatever the umask says. */
export const OWNER_ONLY_FILE = 0o600;
export const OWNER_ONLY_FOLDER = 0o700;
const OTHERS = 0o077;

/** Makes the folder when it is not there; one that somebody made is left as they made it. */
export async function makeOwnFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
  if (made !== undefined) await chmod(folder, OWNER_ONLY_FOLDER);
}

/** Makes the file, empty, when it is not there; takes from others what an older version let them read. */
export function keepFileToOwner(file: string): void {
  if (!existsSync(file)) closeSync(openSync(file, 'a', OWNER_ONLY_FILE));
  if ((statSync(file).mode & OTHERS) !== 0) chmodSync(file, OWNER_ONLY_FILE);
}
