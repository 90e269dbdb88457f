import { describe, expect, it, onTestFinished } from 'vitest';
import { createEndpointReader } from '../../src/asterisk/endpoint-reader.ts';
import { linked, PASSWORD } from './linked.ts';
import { neverAnswers, replies } from './misbehaving-ari.ts';

/** Answers as Asterisk 22.10.1 did when it was measured. */
async function reader() {
  const at = await linked();
  onTestFinished(at.end);
  const { ari } = at;
  const endpoint = (resource: string, state: string, technology = 'PJSIP') => ({
    technology,
    resource,
    state,
    channel_ids: [],
  });
  ari.when(
    /^GET \/endpoints$/,
    replies(200, [
      endpoint('201', 'online'),
      endpoint('202', 'offline'),
      endpoint('ovh', 'online'),
      endpoint('checked', 'online'),
      endpoint('fax', 'online', 'Local'),
    ]),
  );
  const settings = (type: string, name: string, fields: Record<string, string>) =>
    ari.when(
      new RegExp(`^GET /asterisk/config/dynamic/res_pjsip/${type}/${name}$`),
      replies(
        200,
        Object.entries(fields).map(([attribute, value]) => ({ attribute, value })),
      ),
    );
  ari.when(/\/res_pjsip\/endpoint\/209$/, replies(404, { message: "Object with id '209' not found" }));
  for (const name of ['201', 'ovh', 'checked', 'realtime']) settings('endpoint', name, { aors: name });
  settings('aor', '201', { qualify_frequency: '0', max_contacts: '1', contact: 'sip:201@10.0.0.9' });
  settings('aor', 'ovh', { qualify_frequency: '0', max_contacts: '0', contact: 'sip:sip.ovh.fr' });
  settings('aor', 'checked', { qualify_frequency: '60', max_contacts: '0', contact: 'sip:sip.free.fr' });
  settings('aor', 'realtime', { qualify_frequency: '60', max_contacts: '1', contact: '' });
  const address = { url: ari.url, username: 'vigie', password: PASSWORD, app: 'vigie', ca: null };
  return { ...at, source: createEndpointReader(at.link, address, at.clock) };
}

describe('what Asterisk says of its phones and trunks', () => {
  it('a registered phone and a checked trunk are online; an address that nobody checks is unknown', async () => {
    const { source } = await reader();
    const read = await source.read(new Set(['201', '202', 'ovh', 'checked', '209', 'realtime']));
    expect(read.ok && Object.fromEntries(read.value.map(({ name, state }) => [name, state]))).toEqual({
      201: 'online',
      202: 'offline',
      ovh: 'unknown',
      checked: 'online',
      209: 'missing',
      // Kept in a database, and not read by Asterisk before its first use.
      realtime: 'unknown',
    });
  });

  it('how they are set up is asked once, not at each reading', async () => {
    const { source, ari } = await reader();
    const asked = () => ari.requests.filter((request) => request.includes('res_pjsip')).length;
    for (let n = 0; n < 3; n += 1) await source.read(new Set(['201', 'ovh']));
    expect(asked()).toBe(4);
  });

  it('an ARI that does not tell its settings leaves it open whether what is listed as online is there', async () => {
    const { source, ari } = await reader();
    ari.when(/res_pjsip/, replies(500, { message: 'no' }));
    const read = await source.read(new Set(['201', '202']));
    expect(read.ok && read.value.slice(0, 2)).toEqual([
      { name: '201', state: 'unknown' },
      { name: '202', state: 'offline' },
    ]);
  });

  it.each([
    ['silence', neverAnswers],
    ['a page of a proxy', replies(200, '<html>')],
    ['503', replies(503, {})],
  ])('%s is no reading at all', async (_name, behaviour) => {
    const { source, ari, clock } = await reader();
    ari.when(/^GET \/endpoints$/, behaviour);
    const reading = source.read(new Set());
    for (let n = 0; n < 20; n += 1) await new Promise((resolve) => setTimeout(resolve, 5));
    clock.pass(6000);
    expect(await reading).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });

  it('the version is told', async () => {
    const { source, ari } = await reader();
    ari.when(/^GET \/asterisk\/info/, replies(200, { system: { version: '22.10.1' } }));
    expect(await source.version()).toEqual({ ok: true, value: '22.10.1' });
  });
});
