import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dockerObstacle } from '../../trial/asterisk/docker-host.ts';
import { freePorts } from '../../trial/asterisk/free-ports.ts';
import { makeOwnDirectory } from '../../trial/asterisk/own-directory.ts';
import { CACHE, REPOSITORY } from '../../trial/asterisk/repository.ts';
import { builtVigie } from '../../trial/built-vigie.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { docker, OWN_NAME, removeTraces } from '../docker/engine.ts';

/** The Debian whose Node is of the major version that runs this, for which the database's module here is compiled. */
const DEBIANS: Readonly<Record<string, string>> = { 20: 'debian:trixie-slim', 24: 'debian:forky-slim' };
const debian = DEBIANS[process.version.slice(1, 3)];
const reason = (await dockerObstacle()) ?? (debian ? null : `no Debian has Node ${process.version}`);
if (reason) console.warn(`skipped: the Debian package: ${reason}`);

const { version, files } = JSON.parse(readFileSync(path.join(REPOSITORY, 'package.json'), 'utf8')) as {
  version: string;
  files: readonly string[];
};

/**
 * Made of what this run has compiled and of the packages of this checkout, which `npm run test:install` makes anew, and
 * installed by apt in a Debian that has nothing yet.
 */
describe.skipIf(reason !== null)('the Debian package', { timeout: 180_000 }, () => {
  const machine = `${OWN_NAME}-debian`;
  const inside = (command: string) => docker(['exec', machine, 'bash', '-euo', 'pipefail', '-c', command]);
  let own = '';

  beforeAll(async () => {
    await removeTraces();
    own = makeOwnDirectory(path.join(CACHE, 'debian-package'));
    makePackage(own);
    const run = ['run', '--detach', '--init', '--network', 'host', '--name', machine];
    await docker([...run, '--volume', `${own}/made:/made:ro`, String(debian), 'sleep', 'infinity']);
    // A machine that is thrown away need not be safe from a power cut: dpkg would wait for the disk at each file.
    await inside('echo force-unsafe-io > /etc/dpkg/dpkg.cfg.d/hurry');
  }, 600_000);
  afterAll(async () => {
    await removeTraces();
    if (own) rmSync(own, { recursive: true, force: true });
  });

  it('is installed with what it needs, says its version, and serves as a user of its own', async () => {
    await inside(
      'export DEBIAN_FRONTEND=noninteractive; apt-get update; apt-get install -y --no-install-recommends /made/vigie_*.deb',
    );
    expect(await inside('vigie --version')).toBe(version);
    expect(await inside('stat -c "%U:%G %a" /etc/vigie/vigie.env /var/lib/vigie')).toBe(
      'root:vigie 640\nvigie:vigie 750',
    );

    const port = await freePorts();
    await inside(
      `printf 'VIGIE_ARI_PASSWORD=x\\nVIGIE_ARI_URL=http://127.0.0.1:9\\nVIGIE_HTTP_PORT=${port}\\n' >> /etc/vigie/vigie.env`,
    );
    // As the unit's ExecStart and User do; a container has no systemd.
    await docker(['exec', '--detach', '--user', 'vigie', machine, '/usr/bin/vigie', 'start']);
    const page = async (at: string) =>
      (await fetch(`http://127.0.0.1:${port}${at}`).catch(() => null))?.status;
    await waitUntil('the service lives', async () => (await page('/livez')) === 200, 60_000);
    expect(await page('/log-in')).toBe(200);
    expect(await page('/readyz')).toBe(503);
    expect(await inside('stat -c "%U %a" /var/lib/vigie/vigie.db')).toBe('vigie 600');
    expect(await inside('runuser -u vigie -- vigie calls')).toBe('no calls yet');
  });

  it('keeps what was written in its settings when it is installed again, and takes all but the data along when it is purged', async () => {
    await inside('dpkg --install /made/vigie_*.deb; grep -q ^VIGIE_ARI_PASSWORD=x /etc/vigie/vigie.env');
    await inside('pkill -u vigie || true; dpkg --purge vigie');
    expect(
      await inside('ls -d /usr/lib/vigie /etc/vigie /usr/bin/vigie /var/lib/vigie 2>/dev/null || true'),
    ).toBe('/var/lib/vigie');
  });
});

/** `OWN/made/vigie_….deb`, by way of the npm package. */
function makePackage(directory: string): void {
  const run = (command: string, args: readonly string[], cwd: string) =>
    execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const [source, made] = [path.join(directory, 'source'), path.join(directory, 'made')];
  for (const folder of [source, made]) mkdirSync(folder);
  const kept = files.filter((name) => !/^dist|^npm-shrinkwrap/.test(name)).map((name) => name.split('/')[0]);
  for (const name of [...new Set([...kept, 'package.json'])])
    cpSync(path.join(REPOSITORY, String(name)), path.join(source, String(name)), { recursive: true });
  cpSync(path.dirname(path.dirname(builtVigie())), path.join(source, 'dist'), { recursive: true });
  cpSync(path.join(REPOSITORY, 'package-lock.json'), path.join(source, 'npm-shrinkwrap.json'));
  const packed = run(
    'npm',
    ['pack', '--silent', '--ignore-scripts', '--pack-destination', directory],
    source,
  );
  run('tar', ['-xzf', packed.trim()], directory);

  const unpacked = path.join(directory, 'package');
  const shrinkwrap = path.join(unpacked, 'npm-shrinkwrap.json');
  renameSync(shrinkwrap, path.join(unpacked, 'package-lock.json'));
  const lock = readFileSync(path.join(REPOSITORY, 'package-lock.json'), 'utf8');
  const { packages } = JSON.parse(lock) as { packages: Record<string, { dev?: true; devOptional?: true }> };
  const needed = Object.entries(packages).filter(([, { dev, devOptional }]) => !dev && !devOptional);
  const top = needed.map(([folder]) => folder).filter((folder) => folder.lastIndexOf('node_modules/') === 0);
  const present = top.filter((folder) => existsSync(path.join(REPOSITORY, folder)));
  run('cp', ['-a', '--parents', ...present, unpacked], REPOSITORY);
  run(path.join(REPOSITORY, 'packaging/deb'), [unpacked, made], REPOSITORY);
}
