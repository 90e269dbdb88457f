import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { lockedUntil } from '../../src/accounts/log-in.ts';
import { passwordProblem } from '../../src/accounts/passwords.ts';
import { type OpenSite, openSite, PASSWORD } from './open-site.ts';
import { textOf, type Visitor } from './visitor.ts';

const ADA = { email: 'ada@example.org', password: PASSWORD };

describe('logging in', () => {
  it('with the right e-mail and password opens a session, whatever the capitals of the e-mail', async () => {
    const visitor = (await openSite()).anybody();
    const answer = await visitor.send('/log-in', { ...ADA, email: ' ADA@Example.org ' });
    expect(answer.to).toBe('/');
    expect((await visitor.get('/now')).status).toBe(200);
  });

  it('says the same of a wrong password and of nobody’s e-mail', async () => {
    const site = await openSite();
    const wrong = await site.anybody().send('/log-in', { ...ADA, password: 'not my lantern at all' });
    const nobody = await site.anybody().send('/log-in', { email: 'nobody@example.org', password: PASSWORD });
    expect(wrong.status).toBe(422);
    expect(textOf(wrong.body)).toBe(textOf(nobody.body));
    expect(wrong.body).toContain('value="ada@example.org"');
  });

  it('is refused for a while after five wrong passwords, even with the right one', async () => {
    const { anybody, clock } = await openSite();
    const visitor = anybody();
    for (let count = 0; count < 5; count += 1)
      await visitor.send('/log-in', { ...ADA, password: 'wrong wrong wrong' });
    expect((await visitor.send('/log-in', ADA)).status).toBe(422);
    clock.pass(31_000);
    expect((await visitor.send('/log-in', ADA)).status).toBe(303);
  });

  it('locks longer with each failure, never longer than a quarter of an hour', () => {
    expect([4, 5, 6, 7, 50].map((failures) => lockedUntil(failures, 0))).toEqual([
      null,
      30_000,
      60_000,
      120_000,
      900_000,
    ]);
  });

  it('is refused to whoever tries too often from one address', async () => {
    const { anybody } = await openSite();
    const visitor = anybody();
    const statuses: number[] = [];
    for (let count = 0; count < 41; count += 1)
      // However the path is written: Express takes it in any case.
      statuses.push(
        (await visitor.post(count % 2 ? '/Forgotten' : '/forgotten', { email: `n${count}@example.org` }))
          .status,
      );
    expect(statuses.slice(0, 40).every((status) => status === 200)).toBe(true);
    expect(statuses[40]).toBe(429);
  });

  it('ends with logging out: the same cookie opens nothing any more', async () => {
    const ada = await (await openSite()).as('ada');
    const { cookie } = ada;
    expect((await ada.send('/log-out', {}, '/account')).to).toBe('/log-in');
    ada.cookie = cookie;
    expect((await ada.get('/now')).to).toBe('/log-in?to=%2Fnow');
  });

  it('leaves no password in the log', async () => {
    const site = await openSite();
    await site.anybody().send('/log-in', ADA);
    await site.anybody().send('/log-in', { ...ADA, password: 'not my lantern at all' });
    expect(site.log()).not.toMatch(/lantern/);
  });
});

describe('a second factor', () => {
  it('is asked for after the password; each code counts once, and recovery codes stand in for it', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const { secret, codes } = await turnOn(site, ada);
    const code = () => codeOf(secret, site.clock.now());

    site.clock.pass(60_000);
    const visitor = site.anybody();
    expect((await visitor.send('/log-in', ADA)).to).toBe('/log-in/code?to=%2F');
    expect((await visitor.get('/now')).to).toBe('/log-in/code');
    expect((await visitor.send('/log-in/code', { code: '000000' })).status).toBe(422);
    expect((await visitor.send('/log-in/code', { code: code() })).to).toBe('/');
    expect((await visitor.get('/now')).status).toBe(200);

    const replay = site.anybody();
    await replay.send('/log-in', ADA);
    expect((await replay.send('/log-in/code', { code: code() })).status).toBe(422);
    expect((await replay.send('/log-in/code', { code: codes[0]?.toUpperCase() ?? '' })).to).toBe('/');

    const again = site.anybody();
    await again.send('/log-in', ADA);
    expect((await again.send('/log-in/code', { code: codes[0] ?? '' })).status).toBe(422);
    expect((await ada.get('/account')).body).toContain('9 recovery codes are left');
  });

  it('cannot be guessed by giving the password again and again', async () => {
    const site = await openSite();
    const { secret } = await turnOn(site, await site.as('ada'));
    for (let count = 0; count < 5; count += 1) {
      const guesser = site.anybody();
      await guesser.send('/log-in', ADA);
      await guesser.send('/log-in/code', { code: '000000' });
    }
    const visitor = site.anybody();
    expect((await visitor.send('/log-in', ADA)).status).toBe(422);
    site.clock.pass(31_000);
    await visitor.send('/log-in', ADA);
    expect((await visitor.send('/log-in/code', { code: codeOf(secret, site.clock.now()) })).to).toBe('/');
  });

  it('is turned on by nobody who does not know the password', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const begun = await ada.send('/account/factor', {}, '/account');
    const secret = secretIn(begun.body);
    const form = { secret, code: codeOf(secret, site.clock.now()), current: 'wrong wrong wrong' };
    expect((await ada.send('/account/factor/on', form, '/account')).status).toBe(422);
    expect((await site.dependencies.accounts.of('ada'))?.totpSecret).toBeNull();
  });
});

describe('an invitation', () => {
  it('lets a person choose a password, once, within a week', async () => {
    const site = await openSite({ accounts: ['ada'] });
    const ada = await site.as('ada');
    const invited = await ada.send(
      '/people/mia/access',
      { email: 'Mia@Example.org', current: PASSWORD },
      '/people/mia',
    );
    expect(invited.to).toBe('/people/mia');
    const shown = await ada.get('/people/mia');
    const path = /\/welcome\/[\w-]{43}/.exec(shown.body)?.[0] ?? '';
    expect(site.log()).not.toContain('/welcome/');
    expect(textOf(shown.body)).toContain('Put the address of these pages before it');

    const mia = site.anybody();
    expect((await mia.get(path)).body).toContain('Mia Roux');
    expect((await mia.send(path, { password: 'short' })).body).toContain('At least 12 characters');
    expect((await mia.send(path, { password: 'the wind over the pier' })).to).toBe('/now?done=welcome');
    expect((await mia.get('/now')).status).toBe(200);
    expect((await site.anybody().get(path)).status).toBe(404);
    expect(
      (await site.anybody().send('/log-in', { email: 'mia@example.org', password: 'the wind over the pier' }))
        .to,
    ).toBe('/');
  });

  it('is shown once, to whoever invited and in that session, and kept by no browser', async () => {
    const site = await openSite();
    const [ada, elsewhere, sam] = [await site.as('ada'), await site.as('ada'), await site.as('sam')];
    const form = { email: 'mia@example.org', current: PASSWORD };
    const answer = await ada.send('/people/mia/access', form, '/people/mia');
    expect([answer.status, answer.to, answer.body.includes('/welcome/')]).toEqual([
      303,
      '/people/mia',
      false,
    ]);
    const shown = async (by: Visitor) => (await by.get('/people/mia')).body.includes('/welcome/');
    expect([await shown(elsewhere), await shown(sam)]).toEqual([false, false]);
    const page = await ada.get('/people/mia');
    expect(page.body).toMatch(/\/welcome\/[\w-]{43}/);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(await shown(ada)).toBe(false);
    // Loading it again made no other.
    expect(await site.db.selectFrom('account_links').selectAll().execute()).toHaveLength(1);
    expect(site.log()).not.toContain('/welcome/');
  });

  it('that is too old opens nothing', async () => {
    const site = await openSite({ accounts: ['ada'] });
    const ada = await site.as('ada');
    await ada.send('/people/mia/access', { email: 'mia@example.org', current: PASSWORD }, '/people/mia');
    const path = /\/welcome\/[\w-]{43}/.exec((await ada.get('/people/mia')).body)?.[0] ?? '';
    site.clock.pass(7 * 24 * 3_600_000 + 1);
    expect((await site.anybody().post(path, { password: 'the wind over the pier' })).status).toBe(404);
  });

  it('to an e-mail that another has is refused beside the field', async () => {
    const site = await openSite();
    const answer = await (await site.as('ada')).send(
      '/people/mia/access',
      { email: 'sam@example.org', current: PASSWORD },
      '/people/mia',
    );
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('belongs to another account');
  });
});

describe('the set-up page', () => {
  const FIRST = { token: 'the-set-up-code', name: 'Ada', email: 'ada@example.org', password: PASSWORD };

  it('makes the first administrator, and is then gone', async () => {
    const site = await openSite({ household: '' });
    const visitor = site.anybody();
    expect((await visitor.get('/')).to).toBe('/set-up');
    expect((await visitor.send('/set-up', FIRST)).to).toBe('/now?done=welcome');
    expect((await visitor.get('/settings')).status).toBe(200);
    expect((await visitor.get('/set-up')).status).toBe(404);
    expect(
      (await site.anybody().post('/set-up', { ...FIRST, name: 'Eve', email: 'eve@example.org' })).status,
    ).toBe(404);
  });

  it('asks for the code in the log, and tells everything that is wrong at once', async () => {
    const site = await openSite({ household: '' });
    const answer = await site
      .anybody()
      .send('/set-up', { token: 'guess', name: '', email: 'ada', password: 'short' });
    expect(answer.status).toBe(422);
    for (const validationError of ['not the code', 'A name of 1', 'An e-mail address such as', 'At least 12'])
      expect(answer.body).toContain(validationError);
    expect(await site.dependencies.accounts.anyone()).toBe(false);
  });
});

describe('one’s own account', () => {
  it('lists sessions, ends one, and ends all others', async () => {
    const site = await openSite();
    const [here, there, elsewhere] = [await site.as('ada'), await site.as('ada'), await site.as('ada')];
    const page = await here.get('/account');
    const [ends] = [...page.body.matchAll(/\/account\/sessions\/([\w-]+)\/end/g)].map(([path]) => path);
    expect(page.body.match(/This browser/g)).toHaveLength(1);
    await here.send(ends ?? '', {}, '/account');
    const open = [(await there.get('/now')).status, (await elsewhere.get('/now')).status];
    expect(open.toSorted()).toEqual([200, 303]);
    await here.send('/account/sessions/end', {}, '/account');
    expect((await there.get('/now')).status + (await elsewhere.get('/now')).status).toBe(606);
    expect((await here.get('/now')).status).toBe(200);
  });

  it('changes its password only with the present one, which logs out everywhere else', async () => {
    const site = await openSite();
    const [here, there] = [await site.as('ada'), await site.as('ada')];
    const next = 'the wind over the pier';
    expect(
      (await here.send('/account/password', { current: 'wrong wrong wrong', next }, '/account')).status,
    ).toBe(422);
    expect(
      (await here.send('/account/password', { current: PASSWORD, next: 'Ada Morel 2026' }, '/account')).body,
    ).toContain('Too easy');
    expect((await here.send('/account/password', { current: PASSWORD, next }, '/account')).status).toBe(303);
    expect([(await here.get('/now')).status, (await there.get('/now')).status]).toEqual([200, 303]);
  });

  it('chooses the language of its pages and their look', async () => {
    const ada = await (await openSite()).as('ada');
    await ada.send('/account', { language: 'fr', theme: 'dark' });
    const page = (await ada.get('/now')).body;
    expect(page).toContain('<html lang="fr" data-theme="dark">');
    expect(page).toContain('En direct');
  });

  it('of the last administrator cannot be ended, nor lowered, nor deleted', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const opened = /name="opened" value="([^"]*)"/.exec((await ada.get('/people/ada')).body)?.[1] ?? '';
    const lowered = { opened, name: 'Ada Morel', role: 'member', languages: 'en', skills: '', do: 'save' };
    expect((await ada.send('/people/ada', lowered)).status).toBe(422);
    expect((await ada.send('/people/ada/access/end', {}, '/people/ada')).status).toBe(409);
    expect((await ada.send('/people/ada/delete', { opened }, '/people/ada')).status).toBe(409);
    expect(await site.dependencies.accounts.of('ada')).not.toBeNull();
  });
});

describe('what is done to an account', () => {
  it('is written down, without its secrets', async () => {
    const site = await openSite();
    await turnOn(site, await site.as('ada'));
    const [entry] = await site.dependencies.audit.list({ limit: 1 });
    expect(entry).toMatchObject({
      actor: 'Ada Morel',
      action: 'second factor added',
      subjectKind: 'accounts',
      subjectId: 'ada',
    });
    expect(JSON.stringify(await site.dependencies.audit.list({ limit: 100 }))).not.toMatch(
      /argon2|[A-Z2-7]{32}/,
    );
  });
});

describe('a password', () => {
  it.each([
    ['elevenchars', 'too-short'],
    ['x'.repeat(129), 'too-long'],
    ['aaaaaaaaaaaaaa', 'too-easy'],
    ['ada.morel@example', 'too-easy'],
    ['the wind over the pier', null],
  ])('%s is %s', (password, problem) => {
    expect(passwordProblem(password, ['Ada Morel', 'ada.morel@example.org'])).toBe(problem);
  });
});

async function turnOn(
  site: OpenSite,
  visitor: Visitor,
): Promise<{ secret: string; codes: readonly string[] }> {
  const secret = secretIn((await visitor.send('/account/factor', {}, '/account')).body);
  const form = { secret, code: codeOf(secret, site.clock.now()), current: PASSWORD };
  const on = await visitor.send('/account/factor/on', form, '/account');
  const codes = [...on.body.matchAll(/<code>([a-z2-9]{5}-[a-z2-9]{5})<\/code>/g)].map(
    ([, code = '']) => code,
  );
  expect(codes).toHaveLength(10);
  return { secret, codes };
}

function secretIn(body: string): string {
  return /name="secret" value="([A-Z2-7]{32})"/.exec(body)?.[1] ?? '';
}

function codeOf(secret: string, now: number): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now });
}
