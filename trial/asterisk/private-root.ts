import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildOnce } from './build-once.ts';
import { outputOf, startOnLeash } from './leash.ts';
import { isAlive } from './own-directory.ts';
import { CACHE } from './repository.ts';

/** Debian 12 and 13 have no Asterisk; this suite has a supported one. The same as in docker/asterisk/Dockerfile. */
const SUITE = 'forky';
const PACKAGES = [
  'ca-certificates',
  'asterisk',
  'asterisk-moh-opsound-wav',
  // The packages without a format bring the languages' folders, the others what is in them.
  'asterisk-core-sounds-en',
  'asterisk-core-sounds-en-wav',
  'asterisk-core-sounds-fr',
  'asterisk-core-sounds-fr-wav',
  'sip-tester',
];

/** Why a private root cannot be built or entered here, or null. */
export function privateRootObstacle(): string | null {
  if (process.getuid?.() !== 0) return 'a private Debian root needs the root user';
  if (!existsSync('/etc/debian_version')) return 'a private Debian root needs a Debian host';
  return null;
}

/** The path of a Debian with Asterisk and SIPp in it, built at the first use (about half a minute). */
export async function privateRoot(): Promise<string> {
  const recipe = createHash('sha256')
    .update([SUITE, ...PACKAGES].join(' '))
    .digest('hex')
    .slice(0, 8);
  const root = path.join(CACHE, `asterisk-root-${SUITE}-${recipe}`);
  await buildOnce(
    `${root}.lock`,
    async () => existsSync(root),
    async () => {
      removeHalfBuilt(path.basename(root));
      await installMmdebstrap();
      console.error(`building a private Debian with Asterisk in ${root} (once)…`);
      const unfinished = `${root}.${process.pid}.unfinished`;
      await outputOf(startOnLeash([], mmdebstrap(unfinished)), 'mmdebstrap');
      renameSync(unfinished, root);
    },
  );
  return root;
}

function mmdebstrap(directory: string): string[] {
  return [
    'mmdebstrap',
    '--variant=minbase',
    // A mirror may serve a release file past the date until which it calls itself valid.
    '--aptopt=Acquire::Check-Valid-Until "false"',
    `--include=${PACKAGES.join(',')}`,
    SUITE,
    directory,
  ];
}

async function installMmdebstrap(): Promise<void> {
  if ((await startOnLeash([], ['mmdebstrap', '--version']).exited) === 0) return;
  console.error('installing mmdebstrap…');
  const install =
    'apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends mmdebstrap';
  await outputOf(startOnLeash([], ['sh', '-c', install]), 'apt-get install mmdebstrap');
}

function removeHalfBuilt(name: string): void {
  for (const entry of readdirSync(CACHE)) {
    const owner = Number(new RegExp(`^${name}\\.(\\d+)\\.unfinished$`).exec(entry)?.[1] ?? 0);
    if (owner && !isAlive(owner)) rmSync(path.join(CACHE, entry), { recursive: true, force: true });
  }
}

/** The host's own name must resolve inside, or Asterisk stalls for seconds on every call looking it up. */
export function hostsWith(hostsFile: string, hostname: string): string {
  const hosts = existsSync(hostsFile) ? readFileSync(hostsFile, 'utf8') : '';
  const names = hosts.split('\n').flatMap((line) => line.replace(/#.*/, '').trim().split(/\s+/).slice(1));
  const wanted = ['localhost', hostname].filter((name) => !names.includes(name));
  return hosts + wanted.map((name) => `127.0.0.1 ${name}\n`).join('');
}
