import { describe, expect, it } from 'vitest';
import { createToken, hashToken } from '../../src/accounts/tokens.ts';
import { type OpenSite, openSite } from './open-site.ts';
import { Visitor } from './visitor.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Whether the session lets them in, and not to the log-in page. */
async function isIn(visitor: Visitor): Promise<boolean> {
  return (await visitor.get('/account')).status === 200;
}

/** Somebody who has shown their password, and not yet their second factor. */
async function halfOpen({ dependencies, clock, url }: OpenSite, lastsMs: number): Promise<Visitor> {
  const token = createToken();
  const now = clock.now();
  await dependencies.accounts.openSession({
    ...{ id: 'half-open', tokenHash: hashToken(token), personId: 'mia', halfOpen: true },
    ...{ createdAt: now, seenAt: now, expiresAt: now + lastsMs, address: '127.0.0.1', browser: 'A test' },
  });
  return new Visitor(url, `vigie=${token}`);
}

describe('a session', () => {
  it('is good until the very moment at which it expires, and no longer', async () => {
    const site = await openSite({ accounts: ['ada'] });
    const ada = await site.as('ada');
    await site.db
      .updateTable('sessions')
      .set({ expires_at: site.clock.now() + MINUTE })
      .execute();
    site.clock.pass(MINUTE - 1);
    expect(await isIn(ada)).toBe(true);
    site.clock.pass(1);
    expect(await isIn(ada)).toBe(false);
  });

  it('goes on for as long as it is used, and ends when it is not for a fortnight', async () => {
    const site = await openSite({ accounts: ['ada'] });
    const ada = await site.as('ada');
    for (let week = 1; week <= 3; week += 1) {
      site.clock.pass(7 * DAY);
      expect(await isIn(ada), `week ${week}`).toBe(true);
    }
    site.clock.pass(14 * DAY);
    expect(await isIn(ada)).toBe(false);
  });

  it('ends after ninety days, used daily or not', async () => {
    const site = await openSite({ accounts: ['ada'] });
    const ada = await site.as('ada');
    for (let day = 5; day <= 85; day += 5) {
      site.clock.pass(5 * DAY);
      expect(await isIn(ada), `day ${day}`).toBe(true);
    }
    site.clock.pass(5 * DAY - MINUTE);
    expect(await isIn(ada)).toBe(true);
    site.clock.pass(MINUTE);
    expect(await isIn(ada)).toBe(false);
  });

  it('that waits for the second factor opens nothing, and is not prolonged by being used', async () => {
    const site = await openSite({ accounts: ['ada', 'mia'] });
    const mia = await halfOpen(site, 10 * MINUTE);
    expect((await mia.get('/account')).to).toBe('/log-in/code');
    site.clock.pass(9 * MINUTE);
    expect((await mia.get('/account')).to).toBe('/log-in/code');
    site.clock.pass(MINUTE);
    expect((await mia.get('/account')).to).toBe('/log-in?to=%2Faccount');
  });

  it('that ended while a form was open leads to log in, and from there back to the page of the form', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const csrf = /name="csrf" value="([^"]*)"/.exec((await ada.get('/people/mia')).body)?.[1] ?? '';
    await site.db.deleteFrom('sessions').execute();
    const from = { referer: `${site.url}/people/mia?x=1` };
    const answer = await ada.post('/people/mia', { csrf, name: 'Mia R.' }, from);
    expect(answer.to).toBe('/log-in?to=%2Fpeople%2Fmia%3Fx%3D1&lost=yes');
    expect((await ada.get(answer.to ?? '')).body).toContain('Nothing was saved');
    const part = await ada.get('/now/tasks', { 'hx-request': 'true', referer: `${site.url}/now` });
    expect(part.headers.get('hx-redirect')).toBe('/log-in?to=%2Fnow');
    // Whatever page a link says, nobody is led away from ours.
    const foreign = await ada.post('/people/mia', { csrf }, { referer: 'https://evil.example//x' });
    expect(foreign.to).not.toContain('evil');
  });
});
