import { rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { AsteriskHost } from './asterisk-host.ts';
import { startOnLeash } from './leash.ts';
import { makeOwnDirectory } from './own-directory.ts';
import { hostsWith, privateRoot } from './private-root.ts';

/** The private root, entered by chroot; several instances share it, each with a directory of its own inside. */
export async function openChrootHost(): Promise<AsteriskHost> {
  const root = await privateRoot();
  const hostsFile = path.join(root, 'etc/hosts');
  writeFileSync(hostsFile, hostsWith(hostsFile, os.hostname()));
  const directory = makeOwnDirectory(path.join(root, 'trial'));
  return {
    way: 'chroot',
    directory,
    insideDirectory: path.join('/trial', path.basename(directory)),
    start: (command) => startOnLeash(['chroot', root], command),
    async close() {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
