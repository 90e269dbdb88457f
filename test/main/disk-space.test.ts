import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { diskTroubles } from '../../src/main/disk-space.ts';
import { smallDisk } from '../database/small-disk.ts';

const MEGABYTE = 1_048_576;

it('a disk that fills is told at 10 % and at 5 %, and is over only when there is room to spare', async (context) => {
  const disk = smallDisk(20);
  if (disk === null) return context.skip('nothing can be mounted here');
  const told = new Set<string>();
  /** What is told when so many of its 20 megabytes are taken. */
  async function taken(megabytes: number): Promise<readonly string[]> {
    const filler = path.join(disk?.directory ?? '', 'filler');
    rmSync(filler, { force: true });
    writeFileSync(filler, Buffer.alloc(megabytes * MEGABYTE));
    const troubles = await diskTroubles([disk?.directory ?? ''], ({ name }) => told.has(name));
    told.clear();
    for (const { name } of troubles) told.add(name);
    return [...told];
  }
  expect(await taken(17.9)).toEqual([]);
  expect(await taken(18.2)).toEqual(['10']);
  expect(await taken(19.2)).toEqual(['10', '5']);
  // It hovers about a limit.
  expect(await taken(18.8)).toEqual(['10', '5']);
  expect(await taken(18.5)).toEqual(['10']);
  expect(await taken(17.9)).toEqual(['10']);
  expect(await taken(17.5)).toEqual([]);
});
