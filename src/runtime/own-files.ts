import { chmodSync, closeSync, existsSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
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

const PIECE_BYTES = 1024 * 1024;

/** Copies a file so that from its first byte only its owner reads the copy, whoever may read the original. */
export function copyToOwner(original: string, copy: string): void {
  rmSync(copy, { force: true });
  const from = openSync(original, 'r');
  try {
    const to = openSync(copy, 'wx', OWNER_ONLY_FILE);
    try {
      const piece = Buffer.alloc(PIECE_BYTES);
      for (let read = readSync(from, piece); read > 0; read = readSync(from, piece))
        for (let written = 0; written < read; ) written += writeSync(to, piece, written, read - written);
    } finally {
      closeSync(to);
    }
  } finally {
    closeSync(from);
  }
}
