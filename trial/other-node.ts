import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildOnce } from './asterisk/build-once.ts';
import { outputOf, startOnLeash } from './asterisk/leash.ts';
import { CACHE } from './asterisk/repository.ts';

/**
 * The folder of another Node (`bin/node`, and the headers that modules are compiled with), from the package registry;
 * fetched at the first use. `reach`: what goes before a command that downloads.
 */
export async function otherNode(major: number, reach: readonly string[] = []): Promise<string> {
  const folder = path.join(CACHE, `node-${major}`);
  const isThere = async () => readdirSync(CACHE).includes(path.basename(folder));
  await buildOnce(`${folder}.lock`, isThere, async () => {
    const unfinished = `${folder}.${process.pid}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    const fetch = `cd "$0" && npm pack --silent "node-linux-$1@$2" && tar -xzf node-*.tgz --strip-components=1 && rm node-*.tgz`;
    const command = ['sh', '-c', fetch, unfinished, process.arch, String(major)];
    await outputOf(startOnLeash(reach, command), `fetching Node ${major}`);
    renameSync(unfinished, folder);
  });
  return folder;
}
