import { describe, expect, it } from 'vitest';
import { callerPrefix } from '../../src/calls/log/call-search.ts';
import { NOON, type OpenSite, openSite } from './open-site.ts';
import { seedCall, wav } from './seed-calls.ts';
import { textOf } from './visitor.ts';

const MINUTE = 60_000;

describe('the list of calls', () => {
  it('is filtered by hotline, person, outcome, number and days, all in the address', async () => {
    const { as, db } = await openSite();
    await seedCall(db, { id: 'taken', at: NOON, outcome: 'accepted', caller: '+33145678901' });
    await seedCall(db, { id: 'left', at: NOON - MINUTE, outcome: 'voicemail', caller: '+33612345678' });
    await seedCall(db, { id: 'refused', at: NOON - 48 * 60 * MINUTE, outcome: 'refused', caller: '201' });
    await seedCall(db, {
      id: 'other',
      at: NOON - 2 * MINUTE,
      outcome: 'accepted',
      hotlineId: 'gone',
      caller: null,
    });
    const ada = await as('ada');
    const shown = async (query: string) =>
      [...(await ada.get(`/calls${query}`)).body.matchAll(/\/calls\/(\w+)"/g)].map(([, id]) => id);
    expect(await shown('')).toEqual(['taken', 'left', 'other', 'refused']);
    expect(await shown('?hotline=gone')).toEqual(['other']);
    expect(await shown('?person=otto&outcome=voicemail')).toEqual(['left']);
    expect(await shown('?outcome=refused')).toEqual(['refused']);
    expect(await shown('?number=06+12')).toEqual(['left']);
    expect(await shown('?number=01.45.67.89.01')).toEqual(['taken']);
    expect(await shown('?number=20')).toEqual(['refused']);
    expect(await shown('?from=2026-11-25')).toEqual(['taken', 'left', 'other']);
    expect(await shown('?to=2026-11-23')).toEqual(['refused']);
    expect((await ada.get('/calls?from=yesterday')).body).toContain('Not a date.');
  });

  it('goes on from where the page ended, without a call twice or left out', async () => {
    const { as, db } = await openSite();
    // Several at the same instant: the place in the list is the instant and the id.
    for (let count = 0; count < 120; count += 1)
      await seedCall(db, { id: `n${count}`, at: NOON - Math.floor(count / 7) * MINUTE, outcome: 'refused' });
    const ada = await as('ada');
    const seen: string[] = [];
    let next: string | undefined = '/calls?outcome=refused';
    for (let pages = 0; next !== undefined && pages < 10; pages += 1) {
      const { body } = await ada.get(next);
      seen.push(...[...body.matchAll(/\/calls\/(n\d+)"/g)].map(([, id = '']) => id));
      next = /href="([^"]*)">Older calls/.exec(body)?.[1]?.replaceAll('&amp;', '&');
      if (next !== undefined) expect(next).toContain('outcome=refused');
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });

  it.each([
    ['06 12 34 56 78', '+33612345678'],
    ['06 12', '+33612'],
    ['+33 6', '+336'],
    ['0033612', '+33612'],
    ['201', '201'],
    ['no digits', null],
  ])('looks for "%s" as %s', (typed, prefix) => {
    expect(callerPrefix(typed, 'FR')).toBe(prefix);
  });
});

describe('the list as a file', () => {
  it('holds the filtered calls, all of them, and no formula', async () => {
    const { as, db } = await openSite();
    await seedCall(db, { id: 'a', at: NOON, outcome: 'accepted', callerName: '=HYPERLINK("http://evil")' });
    await seedCall(db, { id: 'b', at: NOON - MINUTE, outcome: 'refused' });
    const { body, headers } = await (await as('sam')).get('/calls.csv?outcome=accepted');
    expect(headers.get('content-disposition')).toBe('attachment; filename=calls-2026-11-25.csv');
    expect(body.replace('\u{feff}', '').split('\r\n')).toEqual([
      'call,hotline,started,ended,seconds,caller number,caller name,dialled,outcome,taken by,tries,test call',
      `a,Support,2026-11-25 12:00,2026-11-25 12:03:34,214,+33145678901,"'=HYPERLINK(""http://evil"")",+33199001201,Taken,Otto Blanc,2,`,
      '',
    ]);
    const workbook = await (await as('sam')).get('/calls.xlsx?outcome=accepted');
    expect(workbook.headers.get('content-disposition')).toBe('attachment; filename=calls-2026-11-25.xlsx');
    expect(workbook.body).toMatch(/^PK/);
  });

  it('is written part by part', async () => {
    const { as, db } = await openSite();
    for (let count = 0; count < 1100; count += 1)
      await seedCall(db, { id: `n${count}`, at: NOON - count, outcome: 'refused' });
    const { body } = await (await as('sam')).get('/calls.csv');
    expect(body.trim().split('\r\n')).toHaveLength(1101);
  });
});

describe('one call', () => {
  it('tells who was called, when and with what outcome, and all that happened', async () => {
    const { as, db } = await openSite();
    await seedCall(db, { id: 'c1', at: NOON, outcome: 'voicemail' });
    const text = textOf((await (await as('ada')).get('/calls/c1')).body);
    expect(text).toMatch(
      /Step 1 Mia Roux no answer 06 98 76 54 32 · 12:00:04 Step 2 Otto Blanc busy 203 · 12:00:29/,
    );
    expect(text).toContain('12:00:45 The call ends: the caller left a message');
  });

  it('tells it in French to those who read French', async () => {
    const { as, db, dependencies } = await openSite();
    await seedCall(db, { id: 'c1', at: NOON, outcome: 'accepted' });
    await dependencies.accounts.setPreferences('ada', { language: 'fr', theme: 'system' });
    const text = textOf((await (await as('ada')).get('/calls/c1')).body);
    expect(text).toContain('Otto Blanc prend l’appel avec la touche 1');
  });
});

describe('a caller’s message', () => {
  async function withMessage(): Promise<{ site: OpenSite; sound: Buffer }> {
    const site = await openSite();
    const sound = wav(2);
    await seedCall(site.db, { id: 'c1', at: NOON, outcome: 'voicemail', message: sound });
    return { site, sound };
  }

  it('is played whole, or from where the player asks', async () => {
    const { site, sound } = await withMessage();
    const ada = await site.as('ada');
    const path = '/calls/c1/messages/rec-c1';
    expect((await ada.get('/calls/c1')).body).toContain(`src="${path}"`);
    const whole = await ada.get(path);
    expect([whole.status, whole.headers.get('content-type'), whole.headers.get('content-length')]).toEqual([
      200,
      'audio/wav',
      String(sound.length),
    ]);
    const part = await ada.get(path, { range: 'bytes=100-299' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-299/${sound.length}`]);
    expect((await ada.get(path, { range: 'bytes=-44' })).headers.get('content-range')).toBe(
      `bytes ${sound.length - 44}-${sound.length - 1}/${sound.length}`,
    );
    expect((await ada.get(path, { range: `bytes=${sound.length}-` })).status).toBe(416);
    expect((await ada.get('/calls/c1/messages/other')).status).toBe(404);
  });

  it('is not played to viewers, who are told that there is one', async () => {
    const { site } = await withMessage();
    const vic = await site.as('vic');
    expect((await vic.get('/calls/c1')).body).toContain('does not allow listening');
    expect((await vic.get('/calls/c1/messages/rec-c1')).status).toBe(403);
  });
});
