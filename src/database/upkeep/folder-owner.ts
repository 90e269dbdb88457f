import { chownSync, statSync } from 'node:fs';
import path from 'node:path';

/** What root makes belongs to whom the folder belongs to: the service must be able to write it afterwards. */
export function giveToFolderOwner(file: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(path.dirname(file));
  chownSync(file, uid, gid);
}
