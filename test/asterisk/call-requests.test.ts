import type { Client } from 'ari-client';
import { afterEach, expect, it } from 'vitest';
import { type Linked, linked } from './linked.ts';
import { replies } from './misbehaving-ari.ts';

let now: Linked;
afterEach(() => now.end());

it('a phone is dialled with names and values in the address, and variables in the body', async () => {
  now = await linked();
  const done = await now.link.request((client: Client) =>
    client.channels.originate({
      endpoint: 'PJSIP/201',
      app: 'vigie',
      channelId: 'vigie-c1-1',
      callerId: '"Lemaître & fils" <+33199001122>',
      variables: { 'SHARED(VIGIE_RANG_1,PJSIP/202-00000001)': '1' },
    }),
  );
  expect(done.ok).toBe(true);
  expect(now.ari.requests.at(-1)).toBe(
    'POST /channels?endpoint=PJSIP/201&app=vigie&channelId=vigie-c1-1&callerId="Lemaître & fils" <+33199001122>',
  );
  expect(JSON.parse(now.ari.bodies.at(-1) ?? '')).toEqual({
    variables: { 'SHARED(VIGIE_RANG_1,PJSIP/202-00000001)': '1' },
  });
});

it('a list is one value, and what stands in the address cannot leave its place', async () => {
  now = await linked();
  const channelId = 'c/1?x';
  await now.link.request((client) =>
    client.channels.playWithId({ channelId, playbackId: 'p1', media: ['sound:a', 'sound:b'], lang: 'fr' }),
  );
  expect(now.ari.requests.at(-1)).toBe('POST /channels/c/1?x/play/p1?media=sound:a,sound:b&lang=fr');
  expect(now.ari.asked.at(-1)).toContain('/channels/c%2F1%3Fx/play/p1?');
});

it('an answer is what Asterisk said; none is no trouble', async () => {
  now = await linked();
  now.ari.when(/GET .*variable/, replies(200, { value: '7' }));
  now.ari.when(/answer/, (_request, response) => void response.writeHead(204).end());
  const variable = 'CHANNEL(rtp,hold)';
  const read = await now.link.request((client) =>
    client.channels.getChannelVar({ channelId: 'c', variable }),
  );
  expect(read).toEqual({ ok: true, value: { value: '7' } });
  expect(await now.link.request((client) => client.channels.answer({ channelId: 'c' }))).toMatchObject({
    ok: true,
  });
});

it('the operations that are not hot stay with ari-client', async () => {
  now = await linked();
  const variables = { nonce: '1' };
  const done = await now.link.request((client) =>
    client.events.userEvent({ eventName: 'Proof', application: 'vigie', variables }),
  );
  expect(done.ok).toBe(true);
  expect(now.ari.requests.at(-1)).toBe('POST /events/user/Proof?application=vigie');
});
