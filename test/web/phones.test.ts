import { describe, expect, it } from 'vitest';
import { HOUSEHOLD, openSite, type SiteOptions } from './open-site.ts';
import { textOf } from './visitor.ts';

const WITH_TRUNK = HOUSEHOLD.replace('trunk: operator', 'trunk: ovh');
const WITHOUT_TRUNK = HOUSEHOLD.replace(', trunk: operator, callerId: 01 99 00 12 01', '');
const MIA_MOBILE = '+33698765432';

function site(more: SiteOptions = {}) {
  return openSite({ household: WITH_TRUNK, ...more });
}

/** Presses "Ring now" beside a number, and gives the page that follows. */
async function ring(
  visitor: Awaited<ReturnType<Awaited<ReturnType<typeof openSite>>['as']>>,
  number: string,
  person = 'mia',
) {
  const sent = await visitor.send(`/people/${person}/ring`, { number }, '/account');
  return sent.to === null || sent.to === undefined ? sent : visitor.get(sent.to);
}

describe('how phones and trunks stand', () => {
  it('stands beside each person on call, in words, without their numbers', async () => {
    const { as } = await site({ endpoints: { 202: 'offline', 203: 'online', ovh: 'online' } });
    const text = textOf((await (await as('vic')).get('/now')).body);
    expect(text).toContain('planned shift Mobile Extension not registered');
    expect(textOf((await (await as('ada')).get('/now')).body)).toContain('Trunk ovh in service');
    expect(text).not.toContain('06 98 76 54 32');
  });

  it.each([
    ['offline', 'Trunk ovh down', 'Mobile, trunk down'],
    ['missing', 'Trunk ovh unknown to Asterisk', 'Mobile, trunk down'],
    ['unknown', 'Trunk ovh not checked', 'Mobile'],
  ] as const)('a trunk that is %s is said to be so', async (state, trunk, mobile) => {
    const { as } = await site({ endpoints: { ovh: state } });
    const text = textOf((await (await as('ada')).get('/now/duty')).body);
    expect(text).toContain(trunk);
    expect(text).toContain(`${mobile} State not known`);
  });

  it('a hotline that has no trunk reaches no mobile, and says so', async () => {
    const { as } = await openSite({ household: WITHOUT_TRUNK });
    expect(textOf((await (await as('vic')).get('/now/duty')).body)).toContain('Mobile, no trunk');
  });

  it('the card of a person tells it of each number, and offers to ring it to those who may', async () => {
    const { as } = await site({ endpoints: { 202: 'offline', ovh: 'online' } });
    const ada = (await (await as('ada')).get('/people/mia')).body;
    expect(textOf(ada)).toContain('202 Extension not registered');
    expect(textOf(ada)).toContain('dialled through trunk ovh');
    expect(ada.match(/action="\/people\/mia\/ring"/g)).toHaveLength(2);
    const vic = (await (await as('vic')).get('/people/mia')).body;
    expect(textOf(vic)).toContain('202 Extension not registered');
    expect(vic).not.toContain('/people/mia/ring');
  });

  it('the settings list what calls need, who needs it, and what else Asterisk has', async () => {
    const endpoints = {
      201: 'online',
      202: 'offline',
      203: 'missing',
      ovh: 'unknown',
      301: 'online',
    } as const;
    const text = textOf((await (await (await site({ endpoints })).as('ada')).get('/settings')).body);
    expect(text).toContain('Asterisk 22.10.1');
    expect(text).toContain('ovh Not checked Trunk of Support');
    expect(text).toContain('202 Extension not registered Mia Roux');
    expect(text).toContain('203 Extension unknown to Asterisk Otto Blanc');
    expect(text).toContain('qualify_frequency');
    expect(text).toContain('1 other on this Asterisk 301');
  });
});

describe('ringing a number now', () => {
  it('follows it from the dialling to the key, and keeps the result with the number and in the audit', async () => {
    const { as, phoneDoes, clock, pbx, dependencies } = await site();
    const sam = await as('sam');
    const page = await ring(sam, MIA_MOBILE);
    expect(textOf(page.body)).toContain('Dialled through trunk ovh');
    // With JavaScript it asks by itself, without it the page is asked for again.
    expect(page.body).toMatch(/hx-get="[^"]+seen=dialling" hx-trigger="every 1s"/);
    expect(page.body).toContain('<noscript><meta http-equiv="refresh" content="2"></noscript>');
    expect(pbx.dialled).toMatchObject([{ target: { number: MIA_MOBILE }, trunk: 'ovh' }]);

    const address = `/people/mia/ring?number=${encodeURIComponent(MIA_MOBILE)}`;
    clock.pass(1800);
    await phoneDoes({ type: 'leg-ringing' });
    expect(textOf((await sam.get(address)).body)).toContain('Rings, after 1.8 s Rings: pick it up');
    clock.pass(4300);
    await phoneDoes({ type: 'leg-answered' });
    expect(textOf((await sam.get(address)).body)).toContain('Answered, after 6.1 s');
    await phoneDoes({ type: 'key', key: '1' });
    const done = (await sam.get(address)).body;
    expect(textOf(done)).toContain('It works: 1 was pressed');
    expect(done).not.toContain('every 1s');
    expect(done).not.toContain('http-equiv="refresh"');

    expect(textOf((await sam.get('/people/mia')).body)).toContain('Tried at 12:00 by Sam Petit: It works');
    const [entry] = await dependencies.audit.list({ subjectKind: 'phones', limit: 5 });
    expect(entry).toMatchObject({
      actor: 'Sam Petit',
      action: 'tested',
      subjectId: 'mia',
      after: { address: MIA_MOBILE, outcome: 'works', rangAfterSeconds: 1.8, answeredAfterSeconds: 6.1 },
    });
  });

  it('does not send again what is on the page already', async () => {
    const { as, phoneDoes } = await site();
    const ada = await as('ada');
    await ring(ada, '202');
    const again = (seen: string) =>
      ada.get(`/people/mia/ring?number=202&seen=${seen}`, { 'hx-request': 'true' });
    expect((await again('dialling')).status).toBe(204);
    await phoneDoes({ type: 'leg-ringing' });
    expect((await again('dialling')).status).toBe(200);
  });

  it('says what the network said, in words', async () => {
    const { as, phoneDoes } = await site();
    const ada = await as('ada');
    await ring(ada, MIA_MOBILE);
    await phoneDoes({
      type: 'leg-ended',
      cause: 'unreachable',
      why: { code: 'network', q850: 34, sip: 503, said: 'Congestion' },
    });
    const text = textOf((await ada.get(`/people/mia/ring?number=${encodeURIComponent(MIA_MOBILE)}`)).body);
    expect(text).toContain(
      'The network refused the call The carrier has no free line, or is out of service.',
    );
    expect(text).toContain('Network codes Q.850 34, SIP 503');
  });

  it('leaves the network’s codes in the audit, which says them in the reader’s words', async () => {
    const { as, phoneDoes, dependencies } = await site();
    const ada = await as('ada');
    await ring(ada, MIA_MOBILE);
    const why = { code: 'network', q850: 17, sip: 486, said: 'User busy' } as const;
    await phoneDoes({ type: 'leg-ended', cause: 'busy', why });
    const [entry] = await dependencies.audit.list({ subjectKind: 'phones', limit: 1 });
    expect(entry?.after).toMatchObject({ outcome: 'busy', why });
    expect(JSON.stringify(entry?.after)).not.toContain('Q.850');
    await dependencies.accounts.setPreferences('ada', { language: 'fr', theme: 'system' });
    const french = textOf((await ada.get('/settings/audit')).body);
    expect(french).toContain('Résultat – Il est occupé');
    expect(french).toContain('Il est occupé Pourquoi – occupé (Q.850 17, SIP 486)');
  });

  it('a number that is not saved is not dialled, whatever a form says', async () => {
    const { as, pbx } = await site();
    const ada = await as('ada');
    for (const number of ['+33899123456', '0612345678', '202@evil', '']) {
      const page = await ring(ada, number);
      expect(page.status).toBe(409);
      expect(textOf(page.body)).toContain('save it first');
    }
    expect(pbx.dialled).toEqual([]);
  });

  it('is refused, with the reason, while it rings and when it was tried often enough', async () => {
    const { as, phoneDoes } = await site();
    const ada = await as('ada');
    await ring(ada, '202');
    const twice = await ring(ada, '202');
    expect([twice.status, textOf(twice.body)]).toEqual([
      409,
      expect.stringContaining('is being dialled already'),
    ]);
    for (let n = 0; n < 4; n += 1) {
      await phoneDoes({ type: 'leg-ended', cause: 'busy', why: { code: 'no-cause' } });
      if (n < 3) await ring(ada, '202');
    }
    expect((await ring(ada, '202')).status).toBe(429);
  });

  it('a supervisor tries phones of their team, a member their own, from their own page', async () => {
    const { as, pbx } = await site();
    const [sam, mia] = [await as('sam'), await as('mia')];
    expect((await ring(sam, '203', 'otto')).status).toBe(403);
    expect((await ring(sam, '201', 'ada')).status).toBe(403);
    expect((await ring(mia, '203', 'otto')).status).toBe(403);
    expect(pbx.dialled).toEqual([]);
    const my = await mia.get('/my');
    expect(textOf(my.body)).toContain('202 Extension not registered');
    const sent = await mia.send('/people/mia/ring', { number: '202', from: 'my' }, '/my');
    const page = await mia.get(sent.to ?? '');
    expect(page.body).toContain('<p class="crumb"><a href="/my">');
    expect(pbx.dialled).toHaveLength(1);
  });
});
