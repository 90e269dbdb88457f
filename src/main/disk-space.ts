import { statfs } from 'node:fs/promises';
import path from 'node:path';
import type { UpkeepTrouble } from '../notices/upkeep-watch.ts';

/** Percent that are left when it is told. */
const LIMITS = [10, 5] as const;
/** What must be free above a limit for its alarm to end, in percent of the disk. */
const MARGIN = 2;

export interface DiskTrouble extends UpkeepTrouble {
  readonly folder: string;
}

/** The limits that the fullest of the disks under these folders is below. */
export async function diskTroubles(
  folders: readonly string[],
  stands: (trouble: Omit<UpkeepTrouble, 'detail'>) => boolean,
): Promise<readonly DiskTrouble[]> {
  const free = await Promise.all(
    folders.map(async (folder) => ({ folder, percent: await percentFree(folder) })),
  );
  return LIMITS.flatMap((limit): readonly DiskTrouble[] => {
    const about = { kind: 'disk', name: String(limit) } as const;
    const floor = stands(about) ? limit + MARGIN : limit;
    const full = free.find(({ percent }) => percent !== null && percent < floor);
    return full ? [{ ...about, folder: full.folder, detail: { code: 'folder', path: full.folder } }] : [];
  });
}

/** Of what Vigie's user may use; null: nobody can say. */
async function percentFree(folder: string): Promise<number | null> {
  const here = await statfs(folder).catch(() => null);
  if (here === null) {
    const above = path.dirname(folder);
    return above === folder ? null : percentFree(above);
  }
  const { bavail, blocks } = here;
  return blocks === 0 ? null : (100 * bavail) / blocks;
}
