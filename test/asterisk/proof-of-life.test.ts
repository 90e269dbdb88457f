import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProofOfLife, type ProofOfLife } from '../../src/asterisk/proof-of-life.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { type Linked, linked } from './linked.ts';
import { neverAnswers, replies } from './misbehaving-ari.ts';

let now: Linked;
let proof: ProofOfLife;
let proved = 0;
const warnings: string[] = [];

beforeEach(async () => {
  proved = 0;
  warnings.length = 0;
  now = await linked(false);
  proof = createProofOfLife({
    link: now.link,
    app: 'vigie',
    clock: now.clock,
    onProved: () => {
      proved += 1;
    },
    warn: (reason) => warnings.push(reason),
  });
  now.onReport = ({ state }) => proof.follow(state);
  now.link.start();
  await now.connected();
  await sent(1);
});
afterEach(() => now.end());

/** The nonces of the proofs that were asked for. */
function nonces(): string[] {
  const bodies = now.ari.bodies.flatMap((body) => /"nonce":"([^"]+)"/.exec(body)?.[1] ?? []);
  return bodies;
}

async function sent(count: number): Promise<void> {
  await waitUntil(`${count} proofs asked for`, () => nonces().length >= count);
}

function echo(nonce: string | undefined, timestamp = '2026-11-23T08:38:39.861+0000'): void {
  now.ari.send({
    type: 'ChannelUserevent',
    timestamp,
    eventname: 'VigieProofOfLife',
    userevent: { nonce, eventname: 'VigieProofOfLife' },
  });
}

function told(): string[] {
  return now.ari.requests.filter((line) => line.startsWith('POST /asterisk/variable'));
}

describe('the proof of life', () => {
  it('is told to the dialplan when the echo came, and not before, by the clock of Asterisk', async () => {
    expect(told()).toEqual([]);
    echo(nonces()[0]);
    await waitUntil('the proof', () => proved === 1);
    expect(told()).toEqual([
      `POST /asterisk/variable?variable=VIGIE_ALIVE&value=${Date.UTC(2026, 10, 23, 8, 38, 39) / 1000}`,
    ]);
    expect(proof.lastProofAt()).toBe(now.clock.now());
  });

  it('is asked for every two seconds, and tells once that it began', async () => {
    echo(nonces()[0]);
    await waitUntil('the proof', () => proved === 1);
    now.clock.pass(2_000);
    await sent(2);
    echo(nonces()[1]);
    await waitUntil('the second word to the dialplan', () => told().length === 2);
    expect(proved).toBe(1);
  });

  it('an echo of an earlier connection proves nothing', async () => {
    const [old] = nonces();
    now.ari.dropWebsockets();
    await waitUntil('the loss', () => now.reports.at(-1)?.state === 'lost');
    now.clock.pass(250);
    await now.connected();
    await sent(2);
    echo(old);
    echo(nonces()[1], '2026-11-23T08:40:00.000+0000');
    await waitUntil('the proof', () => proved === 1);
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain(String(Date.UTC(2026, 10, 23, 8, 40) / 1000));
  });

  it('a dialplan that cannot be told is a warning, and no proof', async () => {
    now.ari.when(/^POST \/asterisk\/variable/, replies(500, { message: 'No' }));
    echo(nonces()[0]);
    await waitUntil('the warning', () => warnings.length > 0);
    expect(warnings[0]).toContain('the dialplan was not told');
    expect(proof.lastProofAt()).toBeNull();
    expect(proved).toBe(0);
  });
});

describe('a deaf connection', () => {
  it('is given up after ten seconds without an echo, and a new one made', async () => {
    now.clock.pass(4_000);
    now.clock.pass(4_000);
    expect(now.reports.at(-1)?.state).toBe('connected');
    now.clock.pass(2_000);
    expect(now.reports.at(-1)).toMatchObject({ state: 'lost', detail: expect.stringContaining('deaf') });
    now.clock.pass(250);
    await now.connected();
    expect(now.ari.websocketsOpened).toBe(2);
  });

  it('is one, too, whose requests are never answered', async () => {
    now.ari.when(/^POST \/events/, neverAnswers);
    for (let second = 0; second < 10; second += 1) now.clock.pass(1_000);
    expect(now.reports.some(({ state }) => state === 'lost')).toBe(true);
  });

  it('is not judged by a process that slept: what waits in its socket is read first', async () => {
    now.clock.pass(60_000);
    expect(now.reports.at(-1)?.state).toBe('connected');
    await sent(2);
    echo(nonces().at(-1));
    await waitUntil('the proof', () => proved === 1);
    now.clock.pass(5_000);
    expect(now.reports.at(-1)?.state).toBe('connected');
  });
});

describe('a Vigie that stops', () => {
  it('takes its proof back', async () => {
    echo(nonces()[0]);
    await waitUntil('the proof', () => proved === 1);
    await proof.retire();
    expect(told().at(-1)).toBe('POST /asterisk/variable?variable=VIGIE_ALIVE&value=0');
    now.clock.pass(8_000);
    expect(nonces()).toHaveLength(1);
  });
});
