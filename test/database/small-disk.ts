import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

export interface SmallDisk {
  readonly directory: string;
  /** Takes all the room there is left; what it gives gives it back. */
  fill(): () => void;
}

/** A disk of few megabytes, unmounted when the test ends; null where nothing can be mounted (root only). */
export function smallDisk(megabytes: number): SmallDisk | null {
  const directory = mkdtempSync(path.join(tmpdir(), 'vigie-disk-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'vigie-test', directory], {
      stdio: 'pipe',
    });
  } catch {
    return null;
  }
  // Lazily: whatever still has a file open there lets go in its own time.
  onTestFinished(() => void execFileSync('umount', ['-l', directory]));
  const filler = path.join(directory, 'filler');
  return {
    directory,
    fill() {
      const { bavail, bsize } = statfsSync(directory);
      try {
        writeFileSync(filler, Buffer.alloc(bavail * bsize));
      } catch (error) {
        // Somebody else wrote meanwhile: full it is.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
      return () => rmSync(filler);
    },
  };
}
