import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { createSecret } from '../../src/accounts/second-factor.ts';
import type { AccountChangeNews } from '../../src/notices/account-change.ts';
import { ok } from '../../src/runtime/result.ts';
import { type OpenSite, openSite, PASSWORD, type SiteOptions } from './open-site.ts';
import type { Form, Visitor } from './visitor.ts';

const WRONG = 'wrong wrong wrong';

/** Whether a form is refused with an open session alone and with a wrong password, and taken with the right one. */
async function expectProof(visitor: Visitor, path: string, form: () => Promise<Form>, from = path) {
  const without = await visitor.send(path, await form(), from);
  expect(without.status).toBe(422);
  expect(without.body).toContain('name="current"');
  expect((await visitor.send(path, { ...(await form()), current: WRONG }, from)).status).toBe(422);
  const taken = await visitor.send(path, { ...(await form()), current: PASSWORD }, from);
  expect([200, 303]).toContain(taken.status);
  return { without, taken };
}

async function cardOf(visitor: Visitor, person: string, change: Form = {}): Promise<Form> {
  const page = (await visitor.get(`/people/${person}`)).body;
  const opened = /name="opened" value="([^"]*)"/.exec(page)?.[1] ?? '';
  const card = { opened, name: 'Mia Roux', role: 'member', languages: 'en', skills: 'gas', do: 'save' };
  const contacts = {
    contactKind: ['phone', 'extension'],
    contactAddress: ['06 98 76 54 32', '202'],
    contactConfirm: ['yes', 'no'],
  };
  return { ...card, ...contacts, ...change };
}

describe('an open session is not its owner: proof is asked for', () => {
  it('a link for oneself or another', async () => {
    const site = await openSite();
    const sam = await site.as('sam');
    const links = () => site.db.selectFrom('account_links').selectAll().execute();
    for (const person of ['sam', 'mia']) {
      const path = `/people/${person}/access`;
      const before = (await links()).length;
      const form = async () => ({ email: `${person}@example.org` });
      const { without } = await expectProof(sam, path, form, `/people/${person}`);
      expect(without.body).not.toContain('/welcome/');
      expect(await links()).toHaveLength(before + 1);
    }
  });

  it('another’s address, of which the old one is told and which ends their sessions', async () => {
    const { site, told } = await withMail();
    const [ada, mia] = [await site.as('ada'), await site.as('mia')];
    const form = async () => ({ email: 'mia@new.example' });
    await ada.send('/people/mia/access', await form(), '/people/mia');
    expect((await site.dependencies.accounts.of('mia'))?.email).toBe('mia@example.org');
    expect((await mia.get('/now')).status).toBe(200);
    await expectProof(ada, '/people/mia/access', form, '/people/mia');
    expect((await site.dependencies.accounts.of('mia'))?.email).toBe('mia@new.example');
    expect((await mia.get('/now')).status).toBe(303);
    expect(told).toMatchObject([
      { email: 'mia@example.org', change: 'address-changed', by: 'Ada Morel', name: 'Mia Roux' },
    ]);
  });

  it('a number that was not dialled before, with nothing typed lost', async () => {
    const site = await openSite();
    const sam = await site.as('sam');
    const change = { contactAddress: ['06 11 22 33 44', '202'], skills: 'gas, water' };
    const { without } = await expectProof(sam, '/people/mia', () => cardOf(sam, 'mia', change));
    for (const typed of ['06 11 22 33 44', 'gas', 'water'])
      expect(without.body).toContain(`value="${typed}"`);
    const stored = (await site.dependencies.reader.people()).get('mia');
    expect(stored?.contactMethods[0]?.target).toMatchObject({ number: '+33611223344' });
  });

  it('a role', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    await expectProof(ada, '/people/mia', () => cardOf(ada, 'mia', { role: 'supervisor' }));
    expect((await site.dependencies.reader.people()).get('mia')?.role).toBe('supervisor');
  });

  it('somebody new who rings, or who is more than a member', async () => {
    const ada = await (await openSite()).as('ada');
    const plain = { opened: '', name: 'Zoe', role: 'member', languages: 'fr', skills: '', do: 'save' };
    expect((await ada.send('/people/new', plain)).status).toBe(303);
    await expectProof(ada, '/people/new', async () => ({ ...plain, name: 'Yves', role: 'administrator' }));
    const dialled = { contactKind: 'phone', contactAddress: '06 11 22 33 44', contactConfirm: 'yes' };
    await expectProof(ada, '/people/new', async () => ({ ...plain, name: 'Xavier', ...dialled }));
  });

  it('not for what leads nobody astray: other fields, a number less, another order', async () => {
    const sam = await (await openSite()).as('sam');
    const changes = [
      { skills: 'water' },
      {
        contactKind: ['extension', 'phone'],
        contactAddress: ['202', '06 98 76 54 32'],
        contactConfirm: ['no', 'yes'],
      },
      { contactKind: ['extension'], contactAddress: ['202'], contactConfirm: ['no'] },
    ];
    for (const change of changes)
      expect((await sam.send('/people/mia', await cardOf(sam, 'mia', change))).status).toBe(303);
  });

  it('and a code of the second factor is as good as the password, once', async () => {
    const site = await openSite();
    const secret = createSecret();
    const author = { actor: 'test', at: site.clock.now() };
    await site.dependencies.accounts.setSecondFactor('sam', { secret, codeHashes: [] }, author);
    const sam = await site.as('sam');
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: site.clock.now() });
    const form = { email: 'mia@example.org', current: code };
    expect((await sam.send('/people/mia/access', { ...form, current: '000000' }, '/people/mia')).status).toBe(
      422,
    );
    expect((await sam.send('/people/mia/access', form, '/people/mia')).status).toBe(303);
    expect((await sam.send('/people/mia/access', form, '/people/mia')).status).toBe(422);
  });

  it('which cannot be guessed there either', async () => {
    const site = await openSite();
    const sam = await site.as('sam');
    const guess = (current: string) =>
      sam.send('/people/mia/access', { email: 'mia@example.org', current }, '/people/mia');
    for (let count = 0; count < 5; count += 1) await guess(WRONG);
    expect((await guess(PASSWORD)).status).toBe(422);
    expect(site.log()).toContain('"security":"proof-refused"');
  });
});

describe('the owner of an account is told, and other sessions end, when', () => {
  it('the password changes', async () => {
    const { site, told } = await withMail();
    const [here, there] = [await site.as('mia'), await site.as('mia')];
    await here.send('/account/password', { current: PASSWORD, next: 'the wind over the pier' }, '/account');
    expect([(await here.get('/now')).status, (await there.get('/now')).status]).toEqual([200, 303]);
    expect(told).toMatchObject([{ email: 'mia@example.org', change: 'password-changed', by: null }]);
  });

  it('the second factor is turned on or off', async () => {
    const { site, told } = await withMail();
    const here = await site.as('mia');
    let there = await site.as('mia');
    const secret =
      /name="secret" value="([A-Z2-7]{32})"/.exec(
        (await here.send('/account/factor', {}, '/account')).body,
      )?.[1] ?? '';
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: site.clock.now() });
    await here.send('/account/factor/on', { secret, code, current: PASSWORD }, '/account');
    expect([(await here.get('/now')).status, (await there.get('/now')).status]).toEqual([200, 303]);
    there = await site.as('mia');
    await here.send('/account/factor/off', { current: PASSWORD }, '/account');
    expect([(await here.get('/now')).status, (await there.get('/now')).status]).toEqual([200, 303]);
    expect(told.map(({ change }) => change)).toEqual(['factor-added', 'factor-removed']);
  });
});

async function withMail(options: SiteOptions = {}): Promise<{ site: OpenSite; told: AccountChangeNews[] }> {
  const told: AccountChangeNews[] = [];
  const site = await openSite({
    mailAccountChange: async (news) => {
      told.push(news);
      return ok(true);
    },
    ...options,
  });
  return { site, told };
}
