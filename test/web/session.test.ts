import type { Request, Response } from 'express';
import { describe, expect, it } from 'vitest';
import { createToken, hashToken } from '../../src/accounts/tokens.ts';
import { csrfToken, findSession, openSession, sendCookie, sourceOf } from '../../src/web/session.ts';
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

/** A request, as far as sessions read it. */
function requestWith(headers: Readonly<Record<string, string>>, ip = '203.0.113.9'): Request {
  return { ip, get: (name: string) => headers[name] } as unknown as Request;
}

const cookie = (token: string) => requestWith({ cookie: `vigie=${token}` });

describe('a session that is opened', () => {
  it('is known by its cookie alone, with where it is and in what', async () => {
    const { dependencies, clock } = await openSite();
    const request = requestWith({ 'user-agent': 'x'.repeat(300) });
    const { token } = await openSession(dependencies, request, 'mia', clock.now(), false);
    const found = await findSession(dependencies, cookie(token ?? ''), clock.now());
    expect(found?.session).toMatchObject({
      ...{ personId: 'mia', halfOpen: false, address: '203.0.113.9', browser: 'x'.repeat(200) },
      expiresAt: clock.now() + dependencies.retention.sessionDays * DAY,
    });
    expect(found?.session.id).toMatch(/^[\w-]{12}$/);
    expect(await findSession(dependencies, cookie(createToken()), clock.now())).toBeNull();
    expect(await findSession(dependencies, requestWith({}), clock.now())).toBeNull();
  });

  it('is half open for ten minutes, and makes no browser known', async () => {
    const { dependencies, clock } = await openSite();
    const made = await openSession(dependencies, requestWith({}), 'mia', clock.now(), true);
    const found = await findSession(dependencies, cookie(made.token ?? ''), clock.now());
    expect(found?.session).toMatchObject({ halfOpen: true, expiresAt: clock.now() + 10 * MINUTE });
    expect(made).not.toHaveProperty('device');
  });

  it('makes the browser known for that person: a cookie of before goes on only if it was theirs', async () => {
    const { dependencies, clock } = await openSite();
    const open = async (person: string, device: string | undefined) => {
      const request = requestWith({ cookie: `other=1; vigie-device=${device ?? ''}` });
      return (await openSession(dependencies, request, person, clock.now(), false)).device;
    };
    const first = await open('mia', undefined);
    expect(await open('mia', first)).toBe(first);
    expect(await open('otto', first)).not.toBe(first);
    expect(await open('mia', createToken())).not.toBe(first);
  });

  it('is seen at most every five minutes, and never while it is half open', async () => {
    const { dependencies, clock } = await openSite();
    for (const halfOpen of [false, true]) {
      const { token } = await openSession(dependencies, requestWith({}), 'mia', clock.now(), halfOpen);
      const at = clock.now();
      const seenAt = async (later: number) => {
        await findSession(dependencies, cookie(token ?? ''), at + later);
        const found = await findSession(dependencies, cookie(token ?? ''), at + later);
        return (found?.session.seenAt ?? Number.NaN) - at;
      };
      expect(await seenAt(5 * MINUTE)).toBe(0);
      expect(await seenAt(5 * MINUTE + 1)).toBe(halfOpen ? 0 : 5 * MINUTE + 1);
    }
  });
});

describe('the cookie of a session', () => {
  const site = (publicUrl: string | null) => ({ publicUrl }) as OpenSite['dependencies'];
  /** What is set and taken away. */
  function sent(publicUrl: string | null, cookie: Parameters<typeof sendCookie>[2]) {
    const calls: unknown[][] = [];
    const note =
      (kind: string) =>
      (...call: unknown[]) =>
        void calls.push([kind, ...call]);
    sendCookie(
      site(publicUrl),
      { cookie: note('set'), clearCookie: note('clear') } as unknown as Response,
      cookie,
    );
    return calls;
  }
  const HTTPS = 'https://vigie.example.org';
  const safe = { httpOnly: true, sameSite: 'lax', path: '/' };

  it('is read by no script, goes with no form of another site, and over https with no other host', () => {
    expect(sent(null, { token: 't' })).toEqual([
      ['set', 'vigie', 't', { ...safe, secure: false, maxAge: 90 * DAY }],
    ]);
    expect(sent('http://vigie.example.org', { token: null })).toEqual([
      ['clear', 'vigie', { ...safe, secure: false }],
    ]);
    expect(sent(HTTPS, { token: 't', device: 'd' })).toEqual([
      ['set', '__Host-vigie', 't', { ...safe, secure: true, maxAge: 90 * DAY }],
      ['set', '__Host-vigie-device', 'd', { ...safe, secure: true, maxAge: 180 * DAY }],
    ]);
  });

  it('is read among others by its whole name and length', () => {
    const token = createToken();
    const form = (cookie: string, publicUrl: string | null = null) =>
      csrfToken(site(publicUrl), requestWith({ cookie }));
    const expected = form(`vigie=${token}`);
    expect(expected).toMatch(/^[\w-]{43}$/);
    expect(form(`a=b;  vigie=${token}; c=d`)).toBe(expected);
    expect(form(`__Host-vigie=${token}`, HTTPS)).toBe(expected);
    for (const other of [`xvigie=${token}`, `vigie-device=${token}`, `vigie=${token}x`, 'vigie=', ''])
      expect(form(other), other).toBe('');
    expect(form(`vigie=${token}`, HTTPS)).toBe('');
    expect(form(`__Host-vigie=${token}`)).toBe('');
    expect(form(`vigie=${createToken()}`)).not.toBe(expected);
  });

  it('of a known browser says whence a try comes', () => {
    const device = createToken();
    expect(sourceOf(site(null), requestWith({ cookie: `vigie-device=${device}` }))).toEqual({
      ...{ address: '203.0.113.9', device: hashToken(device) },
    });
    expect(sourceOf(site(null), requestWith({}, '198.51.100.1'))).toEqual({
      ...{ address: '198.51.100.1', device: null },
    });
  });
});
