import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadConfig, SECRETS } from '../../src/config.ts';
import { dockerObstacle } from '../../trial/asterisk/docker-host.ts';
import { freePorts } from '../../trial/asterisk/free-ports.ts';
import { RTP_PORTS } from '../../trial/asterisk/instance-config.ts';
import { REPOSITORY } from '../../trial/asterisk/repository.ts';
import { type ComposeFile, compose, findCompose } from './compose.ts';
import {
  buildAlone,
  docker,
  FIRST_BUILD_MS,
  OWN_NAME,
  removeTraces,
  run,
  TRIAL_IMAGE,
  untilHealthy,
  VIGIE_IMAGE,
} from './engine.ts';

const command = await findCompose();
const noCompose = command ? null : 'neither "docker compose" nor "docker-compose" is installed';
const reason = (await dockerObstacle()) ?? noCompose;
if (reason) console.warn(`skipped: Docker Compose: ${reason}`);
const call = (files: readonly ComposeFile[], args: readonly string[], env: Record<string, string> = {}) =>
  compose(command ?? [], files, args, env);

describe('docker/compose.yml', () => {
  it('hands every setting of Vigie on to it', () => {
    const refused = loadConfig({ VIGIE_UNKNOWN: 'x' }, () => '');
    const known = refused.ok
      ? []
      : (/expected one of (.*)$/.exec(refused.error[0] ?? '')?.[1]?.split(', ') ?? []);
    const file = readFileSync(path.join(REPOSITORY, 'docker/compose.yml'), 'utf8');
    const handed = Object.keys(parse(file).services.vigie.environment);
    // Where the volume is.
    const settings = known.filter((name) => name !== 'VIGIE_DATABASE');
    expect(settings).toContain('VIGIE_ARI_PASSWORD');
    expect(settings.filter((name) => !handed.includes(name))).toEqual([]);
    const secretFiles = SECRETS.map((name) => `${name}_FILE`);
    // That of the ARI password is a secret of Compose's own.
    const asFile = [...handed, 'VIGIE_ARI_PASSWORD_FILE'];
    expect(secretFiles.filter((name) => !asFile.includes(name))).toEqual([]);
  });
});

describe.skipIf(noCompose !== null)('Compose', () => {
  it.each<{ files: ComposeFile[]; env: Record<string, string> }>([
    { files: ['compose.yml'], env: {} },
    { files: ['compose.yml', 'compose.trial.yml'], env: {} },
    { files: ['compose.yml', 'compose.secret.yml'], env: { VIGIE_ARI_PASSWORD_FILE: '/etc/hostname' } },
  ])('accepts $files', async ({ files, env }) => {
    const said = await call(files, ['config'], { VIGIE_ARI_PASSWORD: 'x', ...env });
    expect(said).toMatchObject({ code: 0, out: expect.stringContaining('VIGIE_ARI_PASSWORD') });
  });

  it('asks for the password when it is forgotten', async () => {
    const said = await call(['compose.yml'], ['config']);
    expect(said.code).not.toBe(0);
    expect(said.err).toContain('the password of the ARI user, as in ari.conf');
  });
});

describe.skipIf(reason !== null)('Vigie and the trial Asterisk, brought up by Compose', () => {
  const password = 'kept-out-of-sight';
  const both = ['compose.yml', 'compose.trial.yml'] as const;
  let directory = '';
  let env: Record<string, string>;

  beforeAll(async () => {
    await removeTraces();
    const images = { VIGIE_ARI_PASSWORD: password, VIGIE_IMAGE, VIGIE_TRIAL_IMAGE: TRIAL_IMAGE };
    await buildAlone(async () => {
      const built = await call(both, ['build'], images);
      expect(built.code, built.err).toBe(0);
    });
    directory = mkdtempSync(path.join(tmpdir(), 'vigie-compose-'));
    const passwordFile = path.join(directory, 'ari-password');
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o444 });
    env = {
      ...images,
      VIGIE_ARI_PASSWORD_FILE: passwordFile,
      VIGIE_VOLUME: `${OWN_NAME}-volume`,
      VIGIE_HTTP_PORT: String(await freePorts()),
      VIGIE_TRIAL_ARI_PORT: String(await freePorts()),
      VIGIE_TRIAL_SIP_PORT: String(await freePorts()),
      VIGIE_TRIAL_RTP_PORT: String(await freePorts(RTP_PORTS)),
    };
  }, FIRST_BUILD_MS);
  afterAll(async () => {
    await removeTraces();
    if (directory) rmSync(directory, { recursive: true, force: true });
  });

  async function up(files: readonly ComposeFile[]): Promise<string> {
    const said = await call(files, ['up', '--detach'], env);
    expect(said.code, said.err).toBe(0);
    const vigie = (await call(files, ['ps', '--quiet', 'vigie'], env)).out.trim();
    await untilHealthy(vigie);
    return vigie;
  }

  it('are built and well together, and Vigie writes to its volume alone', {
    timeout: FIRST_BUILD_MS,
  }, async () => {
    const vigie = await up(both);
    expect(await docker(['exec', vigie, 'vigie', 'calls'])).toBe('no calls yet');
    const elsewhere = await run('docker', ['exec', '--user', 'root', vigie, 'touch', '/vigie/written']);
    expect(elsewhere).toMatchObject({ code: 1, err: expect.stringContaining('Read-only file system') });
  });

  it('keep the password out of sight when it comes as a file', { timeout: 120_000 }, async () => {
    const vigie = await up([...both, 'compose.secret.yml']);
    expect(await docker(['inspect', vigie])).not.toContain(password);
  });

  it('are gone after "down", which leaves the volume', { timeout: 120_000 }, async () => {
    await up(both);
    const down = await call(both, ['down'], env);
    expect(down.code, down.err).toBe(0);
    const mine = ['--filter', `name=${OWN_NAME}`];
    expect(await docker(['ps', '--all', '--quiet', ...mine])).toBe('');
    expect(await docker(['volume', 'ls', '--quiet', ...mine])).toBe(`${OWN_NAME}-volume`);
  });
});
