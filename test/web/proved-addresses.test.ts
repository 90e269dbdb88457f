import { describe, expect, it } from 'vitest';
import { createAddressProofStore } from '../../src/database/accounts/address-proof-store.ts';
import type { Database } from '../../src/database/database.ts';
import { takeProvedAddress } from '../../src/notices/address-proofs.ts';
import { hashLinkToken } from '../../src/notices/tokens.ts';
import { proveAddressRouter } from '../../src/web/open/prove-address.ts';
import { FRANCE } from '../planning/plan.ts';
import { NOON, type OpenSite, openSite } from './open-site.ts';
import { textOf } from './visitor.ts';

const FORM = { quietFrom: '', quietTo: '', quietZone: 'Europe/Paris', email: '', sms: '' };

/** The page that opens with the link alone, on the links that were really sent. */
async function site() {
  const opened: { current: OpenSite | null } = { current: null };
  const pages = (db: Database) => {
    const store = createAddressProofStore(db);
    const find = (token: string) =>
      store.find(hashLinkToken(token), opened.current?.clock.now() ?? Number.POSITIVE_INFINITY);
    return [
      proveAddressRouter({
        async address(token) {
          const waiting = await find(token);
          return waiting && { language: 'en', person: 'Mia Roux', address: waiting.address };
        },
        async confirm(token) {
          const { current } = opened;
          const waiting = await find(token);
          if (waiting === null || current === null) return false;
          const { configuration, notices } = current.dependencies;
          const rules = { plan: FRANCE, homeTimeZone: 'Europe/Paris' };
          const needs = {
            store,
            configuration,
            notificationPreferences: notices.notificationPreferences,
            rules,
          };
          return takeProvedAddress(waiting, 'Mia Roux', current.clock.now(), needs);
        },
      }),
    ];
  };
  opened.current = await openSite({ open: pages });
  return opened.current;
}

async function goesTo({ dependencies }: OpenSite, personId = 'mia') {
  const [reader] = await dependencies.notices.recipients.of([personId]);
  return { email: reader?.email, sms: reader?.sms };
}

function linkIn(text: string | undefined): string {
  return /\/address\/[\w-]{22}/.exec(text ?? '')?.[0] ?? 'no link';
}

describe('an address for notices', () => {
  it('that is not known to be theirs gets nothing before the link sent there is opened and its button pressed', async () => {
    const opened = await site();
    const mia = await opened.as('mia');
    const form = { ...FORM, email: 'Mia@Elsewhere.example', sms: '06 11 22 33 44' };
    expect((await mia.send('/account/notices', form)).to).toContain('done=saved');
    expect(await goesTo(opened)).toEqual({ email: 'mia@example.org', sms: '+33698765432' });
    const page = textOf((await mia.get('/account/notices')).body);
    expect(page).toContain('A link was sent to mia@elsewhere.example.');
    expect(page).toContain('A link was sent to 06 11 22 33 44.');

    const [mail] = opened.mail.letters;
    expect(mail).toMatchObject({ to: 'mia@elsewhere.example' });
    const stranger = opened.anybody();
    const link = linkIn(mail?.text);
    expect((await stranger.get(link)).body).toContain('mia@elsewhere.example');
    // Mail programs look behind links.
    expect((await goesTo(opened)).email).toBe('mia@example.org');
    expect((await stranger.post(link, {})).status).toBe(200);
    expect((await goesTo(opened)).email).toBe('mia@elsewhere.example');
    expect((await stranger.post(link, {})).status).toBe(404);

    expect((await goesTo(opened)).sms).toBe('+33698765432');
    const [sms] = opened.sms.letters;
    expect(sms).toMatchObject({ to: '+33611223344' });
    expect((await stranger.post(linkIn(sms?.text), {})).status).toBe(200);
    expect((await goesTo(opened)).sms).toBe('+33611223344');
    // The log-in is another matter.
    expect((await opened.dependencies.accounts.of('mia'))?.email).toBe('mia@example.org');
  });

  it('that a supervisor types for somebody else is proved too', async () => {
    const opened = await site();
    const sam = await opened.as('sam');
    await sam.send('/people/mia/notices', { ...FORM, email: 'sam@private.example' }, '/people/mia/notices');
    expect((await goesTo(opened)).email).toBe('mia@example.org');
    expect(opened.mail.letters).toHaveLength(1);
  });

  it('of their log-in, or at which they are called, counts at once', async () => {
    const opened = await site();
    const mia = await opened.as('mia');
    await mia.send('/account/notices', { ...FORM, email: 'mia@example.org', sms: '06 98 76 54 32' });
    expect(opened.mail.letters).toEqual([]);
    expect(opened.sms.letters).toEqual([]);
    expect(await opened.dependencies.notices.notificationPreferences.ownMobile('mia')).toBe('+33698765432');
  });

  it('is proved by the latest link only, within a day', async () => {
    const opened = await site();
    const mia = await opened.as('mia');
    await mia.send('/account/notices', { ...FORM, email: 'one@example.net' });
    await mia.send('/account/notices', { ...FORM, email: 'two@example.net' });
    const [one, two] = opened.mail.letters.map(({ text }) => linkIn(text));
    const stranger = opened.anybody();
    expect((await stranger.post(one ?? '', {})).status).toBe(404);
    opened.clock.pass(24 * 3_600_000);
    expect((await stranger.get(two ?? '')).status).toBe(404);
    expect((await stranger.post(two ?? '', {})).status).toBe(404);
    expect((await goesTo(opened)).email).toBe('mia@example.org');
  });

  it('that has become somebody else’s meanwhile stays theirs', async () => {
    const opened = await site();
    await (await opened.as('mia')).send('/account/notices', { ...FORM, email: 'shared@example.net' });
    await opened.dependencies.accounts.setEmail('otto', 'shared@example.net', { actor: 'test', at: NOON });
    const answer = await opened.anybody().post(linkIn(opened.mail.letters[0]?.text), {});
    expect(answer.status).toBe(409);
    expect((await goesTo(opened)).email).toBe('mia@example.org');
  });

  it('is asked of no more than five strangers in an hour', async () => {
    const opened = await site();
    const mia = await opened.as('mia');
    for (let n = 1; n <= 5; n += 1)
      expect((await mia.send('/account/notices', { ...FORM, email: `n${n}@example.net` })).status).toBe(303);
    const sixth = await mia.send('/account/notices', { ...FORM, email: 'n6@example.net' });
    expect(sixth.status).toBe(422);
    expect(sixth.body).toContain('value="n6@example.net"');
    expect(opened.mail.letters).toHaveLength(5);
    opened.clock.pass(3_600_001);
    expect((await mia.send('/account/notices', { ...FORM, email: 'n6@example.net' })).status).toBe(303);
  });

  it('is told on no page, and its link in no log', async () => {
    const opened = await site();
    await (await opened.as('mia')).send('/account/notices', { ...FORM, email: 'one@example.net' });
    const link = linkIn(opened.mail.letters[0]?.text);
    expect(link).not.toBe('no link');
    expect(opened.log()).not.toContain(link);
    expect((await (await opened.as('ada')).get('/deliveries')).body).not.toContain('/address/');
  });
});
