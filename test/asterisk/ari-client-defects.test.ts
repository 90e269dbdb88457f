import type { EventEmitter } from 'node:events';
import type { Client } from 'ari-client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AriEvent } from '../../src/asterisk/ari-events.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { type Linked, linked, PASSWORD } from './linked.ts';
import { neverAnswers, replies, resets } from './misbehaving-ari.ts';

const CHANNEL = { id: 'c-1', caller: { name: '', number: '' }, dialplan: { exten: '4000' } };
const key = (digit: string, id = 'c-1') => ({
  type: 'ChannelDtmfReceived',
  digit,
  channel: { ...CHANNEL, id },
});

let now: Linked;
afterEach(() => now.end());

const answer = (client: Client) => client.channels.answer({ channelId: 'c-1' });

function keysHeard(): string[] {
  const keys: string[] = [];
  now.link.onEvent((event: AriEvent) => {
    if (event.type !== 'ChannelDtmfReceived') return;
    keys.push(event.digit);
    if (event.digit === '!') throw new Error('a bug in a handler');
  });
  return keys;
}

describe('defect 1: dispatch stops for good', () => {
  it('a handler that throws is reported as a crash, and the next event still comes', async () => {
    now = await linked();
    const keys = keysHeard();
    now.ari.send(key('!'));
    now.ari.send(key('2'));
    await waitUntil('the second key', () => keys.length === 2);
    expect(keys).toEqual(['!', '2']);
    expect(now.crashes).toEqual([new Error('a bug in a handler')]);
  });

  it('an event type unknown to the description is passed over, and the next event still comes', async () => {
    now = await linked();
    const keys = keysHeard();
    now.ari.send({ type: 'ChannelInventedYesterday', channel: CHANNEL });
    now.ari.send(key('2'));
    await waitUntil('the key', () => keys.length === 1);
    expect(now.crashes).toEqual([]);
    expect(now.reports.at(-1)?.state).toBe('connected');
  });

  it('asks Asterisk to send only the event types in use', async () => {
    now = await linked();
    expect(now.ari.requests).toContain('PUT /applications/vigie/eventFilter');
    const filter = JSON.parse(now.ari.bodies.join('')) as { allowed: { type: string }[] };
    expect(filter.allowed.map(({ type }) => type)).toContain('ApplicationReplaced');
    expect(filter.allowed.map(({ type }) => type)).not.toContain('ChannelVarset');
  });

  it('a message that is no JSON makes a new connection', async () => {
    now = await linked();
    now.ari.send('{"type":"Chann');
    await waitUntil('the loss', () => now.reports.at(-1)?.state === 'lost');
    now.clock.pass(250);
    await now.connected();
    expect(now.ari.websocketsOpened).toBe(2);
  });
});

describe('defect 2: a request without an answer never settles', () => {
  it('a reset connection is known at once', async () => {
    now = await linked();
    now.ari.when(/answer/, resets);
    expect(await now.link.request(answer)).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });

  it('a refused connection is known at once', async () => {
    now = await linked();
    await now.ari.stop();
    expect(await now.link.request(answer)).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });

  it('silence ends after five seconds', async () => {
    now = await linked();
    now.ari.when(/answer/, neverAnswers);
    let settled = false;
    const asked = now.link.request(answer).finally(() => {
      settled = true;
    });
    await waitUntil('the request to arrive', () => now.ari.requests.some((line) => line.includes('answer')));
    now.clock.pass(4999);
    await Promise.resolve();
    expect(settled).toBe(false);
    now.clock.pass(1);
    expect(await asked).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });

  it('what is in flight or waiting when the connection is lost is answered there and then', async () => {
    now = await linked();
    now.ari.when(/answer/, neverAnswers);
    const asked = Array.from({ length: 30 }, () => now.link.request(answer));
    await waitUntil('20 requests to arrive', () => now.ari.busiest === 20);
    now.ari.dropWebsockets();
    for (const result of await Promise.all(asked)) {
      expect(result).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    }
  });
});

describe('defect 3: more than a hundred connections at once', () => {
  it('300 requests at once are served 20 at a time, all of them', async () => {
    now = await linked();
    now.ari.when(/answer/, (_request, response) => void setTimeout(() => response.writeHead(204).end(), 5));
    const results = await Promise.all(Array.from({ length: 300 }, () => now.link.request(answer)));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(now.ari.busiest).toBe(20);
  });
});

describe('defect 4: errors without a status', () => {
  it.each([
    [404, { message: 'Channel not found' }, 'gone'],
    [400, { message: 'Channel not found' }, 'gone'],
    [400, { message: 'Invalid reason' }, 'refused'],
    [409, { message: 'Channel not in Stasis application' }, 'refused'],
    [412, { message: 'Channel in invalid state' }, 'refused'],
    [422, { message: 'Unprocessable' }, 'refused'],
    [500, { error: 'Allocation failed' }, 'refused'],
    [401, { error: 'Unauthorized' }, 'unavailable'],
    [503, '<html>503</html>', 'unavailable'],
  ])('status %i with %j is %s', async (status, body, kind) => {
    now = await linked();
    now.ari.when(/answer/, replies(status, body));
    const result = await now.link.request(answer);
    expect(result).toMatchObject({ ok: false, error: { kind, status } });
  });

  it('an answer that cannot be read is a problem, not silence', async () => {
    now = await linked();
    now.ari.when(/POST \/channels/, replies(200, '{"id":'));
    const result = await now.link.request((client) => client.channels.originate({ endpoint: 'PJSIP/1' }));
    expect(result).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });

  it('a missing parameter is a problem, not a rejection with nothing', async () => {
    now = await linked();
    const result = await now.link.request((client) => client.channels.answer({ channelId: '' }));
    expect(result).toMatchObject({ ok: false, error: { kind: 'refused' } });
    const nothing = await now.link.request(() => Promise.reject(undefined));
    expect(nothing).toMatchObject({ ok: false, error: { kind: 'refused' } });
  });

  it('a bug inside a request is not dressed up as a problem', async () => {
    now = await linked();
    await expect(now.link.request(() => Promise.reject(new TypeError('a bug')))).rejects.toThrow('a bug');
  });
});

describe('defect 5: connecting to an Asterisk that is not ready throws an uncaught string', () => {
  it.each([
    [401, /credentials/],
    [404, /not for ARI/],
    [503, /starting or stopping/],
  ])('%i is reported in clear words, and the link recovers by itself', async (status, words) => {
    now = await linked(false);
    now.ari.everything = status;
    now.link.start();
    const lost = await waitUntil('the refusal', () => now.reports.find(({ state }) => state === 'lost'));
    expect(lost.detail).toMatch(words);
    now.ari.everything = null;
    now.clock.pass(250);
    await now.connected();
  });

  it.each([
    ['refuses', replies(503, { message: 'No' })],
    ['resets', resets],
    ['garbles', replies(200, '{"apis":')],
  ])(
    'an Asterisk that %s the API description after a good probe does no harm either',
    async (_how, behaviour) => {
      now = await linked(false);
      now.ari.description = behaviour;
      now.link.start();
      await waitUntil('the loss', () => {
        if (now.reports.at(-1)?.state === 'connecting' && now.ari.requests.length > 0) now.clock.pass(200);
        return now.reports.some(({ state }) => state === 'lost');
      });
      now.ari.description = null;
      now.clock.pass(15_000);
      await now.connected();
    },
  );

  it('an Asterisk that refuses the websocket is tried again', async () => {
    now = await linked(false);
    now.ari.refusesWebsocketsWith = 404;
    now.link.start();
    await waitUntil('the refusal', () => now.reports.some(({ state }) => state === 'lost'));
    now.ari.refusesWebsocketsWith = null;
    now.clock.pass(250);
    await now.connected();
  });
});

describe('defect 6: reconnection gives up after 43 seconds', () => {
  it('an outage of an hour ends in a connection, tried at least every 15 seconds', async () => {
    now = await linked();
    await now.ari.stop();
    const hourEnds = now.clock.now() + 3_600_000;
    let tries = 0;
    while (now.clock.now() < hourEnds) {
      await waitUntil('the loss to be reported', () => now.reports.at(-1)?.state === 'lost');
      const wait = now.clock.nextInMs() ?? Number.NaN;
      expect(wait).toBeLessThanOrEqual(15_000);
      now.clock.pass(wait);
      tries += 1;
    }
    expect(tries).toBeGreaterThan(240);
    // The last try has failed, and the next one waits.
    await waitUntil('the next try', () => now.reports.at(-1)?.state === 'lost' && now.clock.nextInMs());
    await now.ari.start();
    now.clock.pass(15_000);
    await now.connected();
    expect(now.ari.websocketsOpened).toBe(2);
    expect((await now.link.request(answer)).ok).toBe(true);
  });

  it("ari-client's own reconnection stays away: one loss, one new websocket", async () => {
    now = await linked();
    now.ari.dropWebsockets();
    await waitUntil('the loss', () => now.reports.at(-1)?.state === 'lost');
    now.clock.pass(250);
    await now.connected();
    // ari-client would have tried again 100 ms after the loss.
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(now.ari.websocketsOpened).toBe(2);
  });

  it('after stop, nothing is tried any more', async () => {
    now = await linked();
    now.ari.dropWebsockets();
    await waitUntil('the loss', () => now.reports.at(-1)?.state === 'lost');
    now.link.stop();
    expect(now.clock.nextInMs()).toBeNull();
  });

  it('an application taken over by another client is reported and not taken back', async () => {
    now = await linked();
    now.ari.send({ type: 'ApplicationReplaced', application: 'vigie' });
    await waitUntil('the report', () => now.reports.at(-1)?.state === 'replaced');
    expect(now.clock.nextInMs()).toBeNull();
    expect(now.ari.websocketsOpened).toBe(1);
  });
});

describe('defect 7: listeners leak', () => {
  it('a thousand calls leave no listener behind', async () => {
    now = await linked();
    const keys = keysHeard();
    const listeners = () =>
      now.link.request(async (client) => {
        const emitter = client as unknown as EventEmitter & { _instanceListeners: Record<string, unknown[]> };
        const onClient = emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);
        return onClient + Object.values(emitter._instanceListeners).flat().length;
      });
    const before = await listeners();
    for (let call = 0; call < 1000; call += 1) {
      const channel = { ...CHANNEL, id: `c-${call}` };
      now.ari.send({ type: 'StasisStart', channel, args: ['4000'] });
      now.ari.send(key('1', channel.id));
      now.ari.send({ type: 'StasisEnd', channel });
    }
    await waitUntil('a thousand keys', () => keys.length === 1000);
    expect(await listeners()).toEqual(before);
  });
});

describe('defect 8: the credentials are in the address of the websocket', () => {
  it('no report, problem or console line shows them', async () => {
    const printed = (['log', 'warn', 'error'] as const).map((name) =>
      vi.spyOn(console, name).mockReturnValue(),
    );
    now = await linked(false);
    now.ari.refusesWebsocketsWith = 401;
    now.ari.when(/eventFilter/, replies(500, { message: `no filter for vigie:${PASSWORD}` }));
    now.link.start();
    await waitUntil('the first loss', () => now.reports.at(-1)?.state === 'lost');
    now.ari.refusesWebsocketsWith = null;
    now.clock.pass(250);
    await waitUntil('the loss by the filter', () => now.reports.at(-1)?.detail.includes('filter'));
    now.ari.when(/eventFilter/, replies(200, {}));
    now.clock.pass(500);
    await now.connected();
    now.ari.dropWebsockets();
    const lost = await now.link.request(answer);
    const said = JSON.stringify([now.reports, lost, printed.map((spy) => spy.mock.calls)]);
    for (const spy of printed) spy.mockRestore();
    expect(said).not.toContain(PASSWORD);
    expect(said).not.toContain(encodeURIComponent(PASSWORD));
    expect(said).toContain('[hidden]');
    expect(said).not.toContain('deprecated');
  });
});
