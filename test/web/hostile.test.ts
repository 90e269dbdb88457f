import { describe, expect, it } from 'vitest';
import { openSite, PASSWORD } from './open-site.ts';
import { seedCall } from './seed-calls.ts';
import { textOf } from './visitor.ts';

const SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(1)>';

function openedOf(body: string): string {
  return /name="opened" value="([^"]*)"/.exec(body)?.[1] ?? '';
}

describe('hostile input', () => {
  it('is shown as it is written, and runs nowhere', async () => {
    const { as, db, clock } = await openSite();
    const ada = await as('ada');
    const form = { name: SCRIPT, languages: 'en', role: 'member', skills: '', do: 'save', opened: '' };
    const created = await ada.send('/people/new', form);
    expect(created.status).toBe(303);
    await seedCall(db, { id: 'c1', at: clock.now(), outcome: 'accepted', callerName: SCRIPT, caller: null });
    for (const page of [
      '/people',
      created.to ?? '',
      '/calls',
      '/calls/c1',
      '/settings/audit',
      '/teams/new',
      '/hotlines/new',
    ])
      expect((await ada.get(page)).body, page).not.toMatch(/<script>alert|<img src=x/);
    const echoed = await ada.get(
      `/calls?number=${encodeURIComponent(SCRIPT)}&from=${encodeURIComponent(SCRIPT)}`,
    );
    expect(echoed.status).toBe(200);
    expect(echoed.body).not.toMatch(/<script>alert|<img src=x/);
  });

  it('of the SQL kind finds nothing and breaks nothing', async () => {
    const { as } = await openSite();
    const ada = await as('ada');
    const bad = encodeURIComponent("' or 1=1; drop table people; --");
    for (const page of [
      `/calls?hotline=${bad}`,
      `/calls?person=${bad}`,
      `/calls?after=${bad}`,
      `/people?q=${bad}`,
      `/settings/audit?kind=${bad}&before=${bad}`,
    ])
      expect((await ada.get(page)).status, page).toBe(200);
    expect((await ada.get(`/people/${bad}`)).status).toBe(404);
    expect((await ada.get('/people')).body).toContain('Mia Roux');
  });

  it('of a megabyte is refused before it is read, in the reader’s words', async () => {
    const { as, dependencies } = await openSite();
    const ada = await as('ada');
    const answer = await ada.send('/people/new', { name: 'x'.repeat(1_000_000) });
    expect(answer.status).toBe(413);
    expect(answer.body).toContain('Too much');
    await dependencies.accounts.setPreferences('ada', { language: 'fr', theme: 'system' });
    expect((await ada.send('/people/new', { name: 'x'.repeat(1_000_000) })).body).toContain(
      'Trop volumineux',
    );
  });

  it.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x'])(
    'sent as %s is no form',
    async (type) => {
      const { as } = await openSite();
      const ada = await as('ada');
      expect((await ada.post('/people/new', { name: 'x' }, { 'content-type': type })).status).toBe(415);
    },
  );

  it('in an address that cannot be decoded is a bad request', async () => {
    const { as } = await openSite();
    expect((await (await as('ada')).get('/people/%E0%A4%A')).status).toBe(400);
  });

  it('of the prototype kind is only a text', async () => {
    const { as, dependencies } = await openSite();
    const ada = await as('ada');
    const form = {
      __proto__x: '1',
      constructor: 'x',
      name: '__proto__',
      languages: 'constructor',
      role: 'toString',
      do: 'save',
      opened: '',
    };
    expect((await ada.send('/people/new', form)).status).toBe(422);
    expect((await dependencies.reader.people()).size).toBe(5);
  });
});

describe('input that makes no sense', () => {
  it.each(['/my/absences', '/people/mia/absences'])(
    'an absence without its first day is asked for it: %s',
    async (path) => {
      const { as } = await openSite();
      const ada = await as('ada');
      for (const form of [{}, { last: '2026-12-24' }, { first: '9999-12-31' }]) {
        const answer = await ada.send(path, form, '/account');
        expect(answer.status).toBe(422);
        expect(answer.body).toContain('id="first-error"');
      }
    },
  );

  it.each(['9999-12-31', '0000-01-01', '2026-02-30', 'x'])(
    'no planning is of %s: it says so, and shows today',
    async (on) => {
      const { as } = await openSite();
      const ada = await as('ada');
      for (const page of ['/planning', '/planning/primary'])
        for (const view of ['month', 'week', 'people']) {
          const answer = await ada.get(`${page}?view=${view}&on=${on}`);
          expect(answer.status).toBe(200);
          expect(textOf(answer.body)).toContain('The day asked for is not in this calendar; today is shown.');
        }
      expect(textOf((await ada.get('/planning?on=2026-12-24')).body)).not.toContain(
        'is not in this calendar',
      );
    },
  );

  it('three thousand words are not searched for', async () => {
    const { as } = await openSite();
    const ada = await as('ada');
    const words = 'a+'.repeat(3000);
    const page = await ada.get(`/log-book?words=${words}`);
    expect(page.status).toBe(200);
    expect(textOf(page.body)).toContain('At most 200 characters.');
    // Left out of an export, it would export what was not asked for.
    expect((await ada.get(`/log-book.csv?words=${words}`)).status).toBe(400);
  });

  it('a proposal for a thousand years is refused, and so are more wishes than anybody types', async () => {
    const { as } = await openSite();
    const ada = await as('ada');
    const form = { from: '2026-12-01', to: '2199-12-01', person: 'mia', turn: 'week' };
    expect((await ada.send('/planning/primary/propose', form)).status).toBe(422);
    expect((await ada.send('/planning/primary/propose', { ...form, to: '3026-12-01' })).status).toBe(422);
    const wishes = {
      wishPerson: Array<string>(501).fill('mia'),
      wishWhat: Array<string>(501).fill('gladly'),
      wishFirst: Array<string>(501).fill('2026-12-24'),
    };
    const many = await ada.send('/planning/primary/propose', { ...form, to: '2026-12-24', ...wishes });
    expect(textOf(many.body)).toContain('At most 500 wishes.');
  });
});

describe('a form of another site', () => {
  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['no origin at all', { origin: '' }],
    ['a browser that says so', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbouring host', { 'sec-fetch-site': 'same-site' }],
  ])('is refused: %s', async (_, headers) => {
    const { as, dependencies } = await openSite();
    const ada = await as('ada');
    const csrf = /name="csrf" value="([^"]*)"/.exec((await ada.get('/account')).body)?.[1] ?? '';
    const answer = await ada.post('/people/otto/delete', { csrf }, headers);
    expect(answer.status).toBe(403);
    expect((await dependencies.reader.people()).has('otto')).toBe(true);
  });

  it('is refused without the token of this very session', async () => {
    const { as } = await openSite();
    const [ada, mia] = [await as('ada'), await as('mia')];
    const foreign = /name="csrf" value="([^"]*)"/.exec((await mia.get('/account')).body)?.[1] ?? '';
    for (const csrf of ['', 'x', foreign])
      expect((await ada.post('/account', { csrf, language: 'fr', theme: 'dark' })).status).toBe(403);
  });
});

describe('a session', () => {
  it('that has expired leads to the log-in page, and back to where one was', async () => {
    const { as, clock } = await openSite();
    const ada = await as('ada');
    clock.pass(15 * 24 * 3_600_000);
    expect((await ada.get('/people/mia')).to).toBe('/log-in?to=%2Fpeople%2Fmia');
    expect((await ada.send('/people/mia', { name: 'X' }, '/log-in')).to).toBe('/log-in?to=%2F&lost=yes');
    const back = await ada.send('/log-in', {
      email: 'ada@example.org',
      password: PASSWORD,
      to: '/people/mia',
    });
    expect(back.to).toBe('/people/mia');
  });

  it('leads nowhere else than to us', async () => {
    const site = await openSite();
    for (const to of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const form = { email: 'ada@example.org', password: PASSWORD, to };
      expect((await site.anybody().send('/log-in', form)).to, to).toBe('/');
    }
  });
});

describe('two tabs', () => {
  it('the second is shown both, and loses nothing', async () => {
    const { as, dependencies } = await openSite();
    const ada = await as('ada');
    const opened = openedOf((await ada.get('/people/mia')).body);
    const form = { opened, languages: 'en', role: 'member', skills: 'gas', do: 'save' };
    expect((await ada.send('/people/mia', { ...form, name: 'Mia First' })).status).toBe(303);
    const second = await ada.send('/people/mia', { ...form, name: 'Mia Second' });
    expect(second.status).toBe(409);
    expect(second.body).toContain('value="Mia Second"');
    expect(second.body).toContain('Mia First');
    expect((await dependencies.reader.people()).get('mia')?.name).toBe('Mia First');
    const knowingly = { ...form, opened: openedOf(second.body), name: 'Mia Second' };
    expect((await ada.send('/people/mia', knowingly)).status).toBe(303);
    expect((await dependencies.reader.people()).get('mia')?.name).toBe('Mia Second');
  });

  it('one deletes what the other saves: it is said, and what was typed stays', async () => {
    const { as } = await openSite();
    const ada = await as('ada');
    const opened = openedOf((await ada.get('/people/vic')).body);
    const removal = openedOf((await ada.get('/people/vic/delete')).body);
    expect((await ada.send('/people/vic/delete', { opened: removal })).to).toBe('/people?done=removed');
    const saved = await ada.send(
      '/people/vic',
      { opened, name: 'Victor', languages: 'en', role: 'viewer', do: 'save' },
      '/account',
    );
    expect(saved.status).toBe(409);
    expect(saved.body).toContain('value="Victor"');
  });
});

describe('the headers of every page', () => {
  it('let nothing in from elsewhere, and no script or style stand in a page', async () => {
    const { as } = await openSite();
    const ada = await as('ada');
    for (const page of ['/now', '/people/mia', '/escalation/chain', '/nowhere']) {
      const { headers, body } = await ada.get(page);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none';script-src 'self';style-src 'self';img-src 'self';media-src 'self' blob:;connect-src 'self';manifest-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none';frame-src 'self'",
      );
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(body).not.toMatch(/ style=| on[a-z]+="|<script>|<style/);
    }
  });

  it('over TLS make the cookie one that no other host can set', async () => {
    const { anybody } = await openSite({ publicUrl: 'https://astreinte.example.org' });
    const page = anybody();
    const answer = await page.post('/log-in', { email: 'ada@example.org', password: PASSWORD });
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-vigie=[\w-]{43}; .*Path=\/; .*HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(answer.headers.get('strict-transport-security')).toContain('max-age=31536000');
  });
});
