import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AsteriskHost } from '../asterisk/asterisk-host.ts';
import { buildOnce } from '../asterisk/build-once.ts';
import { outputOf, type Program, startOnLeash } from '../asterisk/leash.ts';
import { makeOwnDirectory } from '../asterisk/own-directory.ts';
import { hostsWith } from '../asterisk/private-root.ts';
import { CACHE } from '../asterisk/repository.ts';
import { waitUntil } from '../wait-until.ts';

/** A machine of an administrator's: Debian with its own Asterisk, as the packages leave it, and nothing of Vigie's. */
const SUITE = 'forky';
const PACKAGES = [
  'systemd',
  'systemd-sysv',
  'ca-certificates',
  'asterisk',
  'asterisk-moh-opsound-wav',
  'asterisk-core-sounds-en',
  'asterisk-core-sounds-en-wav',
  'asterisk-core-sounds-fr',
  'asterisk-core-sounds-fr-wav',
  // Of the trial: callers and phones.
  'sip-tester',
];
const BOOT_MS = 60_000;

/** A fresh Debian with systemd running in it, whose changes are forgotten afterwards. */
export interface FreshRoot extends AsteriskHost {
  /** Its `/`, as this process names it. */
  readonly root: string;
  /** Runs lines of shell as root, each of which must succeed; gives what they said. `online`: they download. */
  sh(
    script: string,
    options?: { readonly online?: boolean; readonly env?: Record<string, string> },
  ): Promise<string>;
}

const PARENT = process.ppid;

/**
 * A test runner that is killed leaves the process that runs the tests behind; when that ends too, so do the leashes of
 * all that it started.
 */
function endWithParent(): void {
  const look = () => {
    if (process.ppid !== PARENT) process.kill(process.pid, 'SIGKILL');
  };
  setInterval(look, 500).unref();
}

/** Boots one. Needs root, and `in-own-network`. */
export async function openFreshRoot(): Promise<FreshRoot> {
  endWithParent();
  const base = await freshBase();
  const own = makeOwnDirectory(path.join(CACHE, 'install'));
  const boot = startOnLeash(
    [],
    [path.join(import.meta.dirname, 'boot'), base, own, `vigie-${path.basename(own)}`],
  );
  const pid = await waitUntil(
    () => `a process 1\n${boot.output()}`,
    () => existsSync(path.join(own, 'pid')) && readFileSync(path.join(own, 'pid'), 'utf8').trim(),
    BOOT_MS,
  );
  const root = `/proc/${pid}/root`;
  const enter = [
    'nsenter',
    '--target',
    pid,
    '--mount',
    '--pid',
    '--uts',
    '--ipc',
    '--cgroup',
    '--root',
    '--wd',
  ];
  const start = (command: readonly string[]) => startOnLeash(enter, command);
  const isUp = async () => /running|degraded/.test(await said(start(['systemctl', 'is-system-running'])));
  await waitUntil(() => `the machine is up\n${boot.output()}`, isUp, BOOT_MS);
  settleIn(root);
  return {
    way: 'chroot',
    root,
    directory: path.join(own, 'shared'),
    insideDirectory: '/trial',
    start,
    sh(script, { online = false, env = {} } = {}) {
      const way = online ? [...outward(), ...enter] : enter;
      const variables = Object.entries({ ...USUAL, ...env }).map(([name, value]) => `${name}=${value}`);
      const command = ['env', '-i', ...variables, 'bash', '-euo', 'pipefail', '-c', `cd /trial\n${script}`];
      return outputOf(startOnLeash(way, command), script);
    },
    async close() {
      await boot.stop();
      rmSync(own, { recursive: true, force: true });
    },
  };
}

/** As after a log-in; and whom this machine trusts, that one trusts. */
const USUAL = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  DEBIAN_FRONTEND: 'noninteractive',
  NODE_EXTRA_CA_CERTS: '/etc/ssl/certs/ca-certificates.crt',
  // Of the network around, not of what is installed.
  npm_config_cafile: '/etc/ssl/certs/ca-certificates.crt',
};

/** Before a command: it reaches the network outside. */
export function outward(): readonly string[] {
  const network = process.env.VIGIE_TRIAL_OUTER_NETWORK;
  if (!network) throw new Error('run this by trial/install/in-own-network');
  return ['nsenter', `--net=${network}`];
}

function settleIn(root: string): void {
  for (const file of ['/etc/ssl/certs/ca-certificates.crt', '/etc/resolv.conf'])
    if (existsSync(file)) writeFileSync(path.join(root, file), readFileSync(file));
  const hosts = path.join(root, 'etc/hosts');
  writeFileSync(hosts, hostsWith(hosts, 'install-trial'));
  // A machine that is thrown away need not be safe from a power cut.
  writeFileSync(path.join(root, 'etc/dpkg/dpkg.cfg.d/hurry'), 'force-unsafe-io\n');
}

async function said(program: Program): Promise<string> {
  await program.exited;
  return program.output();
}

/** Built at the first use (a minute or three). */
async function freshBase(): Promise<string> {
  const recipe = createHash('sha256')
    .update([SUITE, ...PACKAGES].join(' '))
    .digest('hex')
    .slice(0, 8);
  const base = path.join(CACHE, `install-root-${SUITE}-${recipe}`);
  await buildOnce(
    `${base}.lock`,
    async () => existsSync(base),
    async () => {
      console.error(`building a fresh Debian in ${base} (once)…`);
      const unfinished = `${base}.${process.pid}.unfinished`;
      const aged = '--aptopt=Acquire::Check-Valid-Until "false"';
      const build = [
        'mmdebstrap',
        '--variant=minbase',
        aged,
        `--include=${PACKAGES.join(',')}`,
        SUITE,
        unfinished,
      ];
      await outputOf(startOnLeash(outward(), build), 'mmdebstrap');
      renameSync(unfinished, base);
    },
  );
  return base;
}
