import { describe, expect, it } from 'vitest';
import { saveItems } from '../../src/planning/save-items.ts';
import { NOON, openSite } from './open-site.ts';
import { textOf } from './visitor.ts';

const MINUTE = 60_000;

async function withEntries(count = 3) {
  const site = await openSite();
  for (let nth = 1; nth <= count; nth += 1)
    await site.dependencies.logBook.write({
      at: NOON - nth * MINUTE,
      hotlineId: 'support',
      authorId: nth % 2 === 0 ? 'otto' : null,
      text: `Entry ${nth}: boiler`,
      callId: nth === 1 ? 'c1' : null,
    });
  return site;
}

describe('the log book of a hotline', () => {
  it('is written by people and by Vigie, and read by whoever serves the hotline', async () => {
    const { as } = await withEntries();
    const mia = await as('mia');
    await mia.send('/log-book', { hotline: 'support', text: ' Key is with\nthe <caretaker> ' });
    const { body } = await mia.get('/log-book?hotline=support');
    expect(body).toContain('Key is with\nthe &lt;caretaker&gt;');
    const text = textOf(body);
    expect(text).toContain('12:00 Mia Roux');
    expect(text).toContain('11:58 Otto Blanc Entry 2: boiler');
    expect(text).toContain('11:59 Vigie Call Entry 1: boiler');
  });

  it('is searched by words and days, which stay in the address', async () => {
    const { as, dependencies } = await withEntries();
    const at = NOON - 48 * 60 * MINUTE;
    await dependencies.logBook.write({
      at,
      hotlineId: 'support',
      authorId: 'mia',
      text: 'Chaudière réparée',
      callId: null,
    });
    const ada = await as('ada');
    const shown = async (query: string) =>
      [
        ...textOf((await ada.get(`/log-book?hotline=support&${query}`)).body).matchAll(/Entry \d|Chaudière/g),
      ].map(([entry]) => entry);
    expect(await shown('words=CHAUDIÈRE')).toEqual(['Chaudière']);
    expect(await shown('words=boiler+2')).toEqual(['Entry 2']);
    expect(await shown('to=2026-11-24')).toEqual(['Chaudière']);
    expect(await shown('from=2026-11-25')).toEqual(['Entry 1', 'Entry 2', 'Entry 3']);
    const none = await ada.get('/log-book?words=nothing+such&from=soon');
    expect(textOf(none.body)).toContain('No entry fits');
    expect(none.body).toContain('value="nothing such"');
    expect(none.body).toContain('Not a date.');
  });

  it('goes on from where the page ended, without an entry twice or left out', async () => {
    const { as } = await withEntries(120);
    const ada = await as('ada');
    const seen: string[] = [];
    let next: string | undefined = '/log-book?hotline=support&words=boiler';
    for (let pages = 0; next !== undefined && pages < 9; pages += 1) {
      const { body } = await ada.get(next);
      seen.push(...[...body.matchAll(/Entry (\d+)/g)].map(([, nth = '']) => nth));
      next = /href="([^"]*)">Older entries/.exec(body)?.[1]?.replaceAll('&amp;', '&');
      if (next !== undefined) expect(next).toContain('words=boiler');
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });

  it('takes no empty entry and none that is too long, and keeps what was typed', async () => {
    const { as } = await withEntries();
    const mia = await as('mia');
    const empty = await mia.send('/log-book', { hotline: 'support', text: ' ' });
    expect([empty.status, textOf(empty.body)]).toEqual([
      422,
      expect.stringContaining('Write something first.'),
    ]);
    const long = await mia.send('/log-book', { hotline: 'support', text: `!${'x'.repeat(4000)}` });
    expect(long.status).toBe(422);
    expect(long.body).toContain('!xxx');
  });

  it('is closed to who does not serve the hotline; who only looks on does not write', async () => {
    const { as, dependencies } = await withEntries();
    const raw = { name: 'Other', language: 'en', numbers: ['4100'], policy: 'nobody' };
    const saved = await saveItems(
      dependencies.configuration,
      [
        {
          section: 'policies',
          id: 'nobody',
          raw: { name: 'Otto', steps: [{ ring: [{ person: 'otto' }] }] },
          basedOn: 'nothing',
        },
        { section: 'hotlines', id: 'other', raw, basedOn: 'nothing' },
      ],
      { plan: dependencies.numberingPlan, homeTimeZone: 'Europe/Paris', author: { actor: 'test', at: 0 } },
    );
    expect(saved.ok).toBe(true);
    const [mia, vic] = [await as('mia'), await as('vic')];
    expect((await mia.get('/log-book?hotline=other')).status).toBe(403);
    expect((await mia.send('/log-book', { hotline: 'other', text: 'x' })).status).toBe(403);
    expect((await mia.get('/log-book')).body).not.toContain('value="other"');
    expect((await vic.get('/log-book?hotline=other')).status).toBe(200);
    expect((await vic.get('/log-book')).body).not.toContain('name="text"');
  });

  it('leaves as a file that no spreadsheet takes for formulas, in the language of its reader, all of it', async () => {
    const { as, dependencies } = await withEntries(700);
    const at = NOON;
    await dependencies.logBook.write({
      at,
      hotlineId: 'support',
      authorId: 'mia',
      text: '=cmd|x, "hi"\nworld',
      callId: 'c9',
    });
    const ada = await as('ada');
    const { body, headers } = await ada.get('/log-book.csv?hotline=support&words=boiler');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename=log-book-support-2026-11-25.csv');
    const lines = body.trimEnd().split('\r\n');
    expect(lines[0]).toBe('at,author,text,call');
    expect(lines).toHaveLength(701);
    expect(lines[1]).toBe('2026-11-25 11:59,Vigie,Entry 1: boiler,c1');
    const first = (await ada.get('/log-book.csv?hotline=support')).body.split('\r\n')[1];
    expect(first).toBe('2026-11-25 12:00,Mia Roux,"\'=cmd|x, ""hi""\nworld",c9');
    await dependencies.accounts.setPreferences('ada', { language: 'fr', theme: 'system' });
    expect((await ada.get('/log-book.csv?hotline=support')).body).toContain('date;auteur;texte;appel');
  });

  it('is led to from its hotline', async () => {
    const { as } = await openSite();
    expect((await (await as('sam')).get('/hotlines/support')).body).toContain('/log-book?hotline=support');
  });
});
