import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { StartedTestContainer } from 'testcontainers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallSummary } from '../../src/calls/log/call-history.ts';
import type { AsteriskHost } from '../../trial/asterisk/asterisk-host.ts';
import { dockerObstacle, openDockerHost } from '../../trial/asterisk/docker-host.ts';
import { freePorts } from '../../trial/asterisk/free-ports.ts';
import { REPOSITORY } from '../../trial/asterisk/repository.ts';
import type { TrialAsterisk } from '../../trial/asterisk/start-asterisk.ts';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { placeCall } from '../../trial/phones/caller.ts';
import { startPhone } from '../../trial/phones/phone.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { startTrialContainer, startVigieContainer, vigieIn } from './containers.ts';
import {
  buildImages,
  docker,
  FIRST_BUILD_MS,
  removeTraces,
  run,
  untilHealthy,
  VIGIE_IMAGE,
} from './engine.ts';

const reason = await dockerObstacle();
if (reason) console.warn(`skipped: the Docker image: ${reason}`);

describe.skipIf(reason !== null)('the Docker image', () => {
  let host: AsteriskHost;
  let asterisk: TrialAsterisk;
  let vigie: StartedTestContainer;

  beforeAll(async () => {
    await removeTraces();
    host = await openDockerHost();
    await buildImages();
    asterisk = await startTrialContainer(host);
    vigie = await healthyVigie('first');
  }, FIRST_BUILD_MS);
  afterAll(async () => {
    await removeTraces();
    await host?.close();
  });

  async function healthyVigie(name: string): Promise<StartedTestContainer> {
    const container = await startVigieContainer(name, 'data', asterisk.ariUrl);
    await untilHealthy(container.getId());
    return container;
  }

  async function lastCall(container: StartedTestContainer): Promise<CallSummary | undefined> {
    return (JSON.parse(await vigieIn(container, ['calls', '--json'])) as CallSummary[])[0];
  }

  it('runs as a user without rights', async () => {
    expect(await docker(['exec', vigie.getId(), 'id', '-u'])).toBe('1000');
    const { code } = await run('docker', ['exec', vigie.getId(), 'touch', '/vigie/dist/src/cli.js']);
    expect(code).not.toBe(0);
  });

  it('takes a call, and a new container on the same volume still knows of it', {
    timeout: 120_000,
  }, async () => {
    const people = readFileSync(path.join(REPOSITORY, 'trial/demo.yaml'), 'utf8');
    expect(await vigieIn(vigie, ['import', '-'], people)).toContain('+ hotlines.support');
    const alice = await startPhone(asterisk, {
      user: '201',
      password: 'demo-201',
      byNumber: {},
      otherwise: answers({}, presses('1')),
    });
    const caller = await placeCall(asterisk, '4000', { from: '+33612345678' });
    try {
      await waitUntil('Alice and the caller talk', async () => (await asterisk.bridged())[0], 20_000);
      await caller.hangUp();
      await alice.wasHungUp();
      await asterisk.empty();
    } finally {
      await caller.stop();
      await alice.stop();
    }
    const call = await waitUntil('the call ends', async () => withEnd(await lastCall(vigie)));
    expect(call).toMatchObject({ outcome: 'accepted', acceptedBy: 'Alice' });

    await docker(['stop', vigie.getId()]);
    expect(await docker(['inspect', '--format', '{{.State.ExitCode}}', vigie.getId()])).toBe('0');
    expect(await lastCall(await healthyVigie('second'))).toEqual(call);
  });

  it('is not healthy while Asterisk cannot be reached, and says why', async () => {
    const nowhere = `http://127.0.0.1:${await freePorts()}`;
    const alone = await startVigieContainer('alone', 'alone', nowhere);
    const check = () => run('docker', ['exec', alone.getId(), 'node', '/vigie/healthcheck.mjs']);
    const listens = async () => {
      const checked = await check();
      return checked.out.includes('503') ? checked : null;
    };
    const logged = async () => JSON.stringify(await run('docker', ['logs', alone.getId()]), null, 1);
    const checked = await waitUntil('the health check tells 503', listens, 20_000).catch(async (error) => {
      throw new Error(`${error}\n${await logged()}`);
    });
    expect(checked.code).toBe(1);
  });

  it('does not start without a password, and names the variable', async () => {
    const started = await run('docker', ['run', '--rm', '--network', 'host', VIGIE_IMAGE]);
    expect(started).toMatchObject({ code: 1, err: expect.stringContaining('VIGIE_ARI_PASSWORD is not set') });
  });

  it('holds what runs, and nothing that builds or tests', async () => {
    const list = 'ls /vigie /vigie/node_modules /vigie/asterisk-config; command -v make g++ python3; true';
    const held = (await docker(['run', '--rm', VIGIE_IMAGE, 'sh', '-c', list])).split('\n');
    const wanted = ['dist', 'healthcheck.mjs', 'better-sqlite3', 'express', 'extensions-vigie.conf'];
    expect(held).toEqual(expect.arrayContaining(wanted));
    const surplus = ['src', 'test', 'typescript', 'vitest', '.env', '/usr/bin/make', '/usr/bin/g++'];
    expect(held.filter((name) => surplus.includes(name))).toEqual([]);
  });
});

function withEnd(call: CallSummary | undefined): CallSummary | null {
  return call?.endedAt ? call : null;
}
