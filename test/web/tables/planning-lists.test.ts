import { expect, it } from 'vitest';
import { openSite } from '../open-site.ts';

/** The lines of a file, without the mark that says how it is written. */
function lines(body: string): readonly string[] {
  return body
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n');
}

it('drafts, what was published, rounds of wishes, notice and checks are files too, in the reader’s language', async () => {
  const site = await openSite();
  const ada = await site.as('ada');
  const drafts = '/planning/primary/drafts';
  await ada.send(drafts, { name: 'January', from: '2027-01-04', to: '2027-02-01', back: drafts });
  const asked = { from: '2027-01-04', to: '2027-01-31', deadline: '2026-12-20', person: ['mia', 'otto'] };
  await ada.send('/planning/primary/wishes', asked);

  expect(lines((await ada.get(`${drafts}.csv`)).body)).toEqual([
    'State,What to call it,From,To,Published on,Published by,Reason',
    'Draft,January,2027-01-04 00:00,2027-02-01 00:00,,,',
  ]);
  expect(lines((await ada.get('/planning/primary/wishes.csv')).body)).toEqual([
    'From the day,To the day,By the day,Asked,Answered',
    '2027-01-04,2027-01-31,2026-12-20,2,0',
  ]);
  expect(lines((await ada.get('/labour/notice.csv')).body)[0]).toBe(
    'Person,Schedule,From,To,Days ahead,Ahead,Published,By,Told,Acknowledged,Reason',
  );
  const [head = '', ...findings] = lines((await ada.get('/labour/checks.csv')).body);
  expect(head).toBe('Of,Person,Rule,Found,At most,Degree,From,To,Source');
  for (const finding of findings) expect(finding).toMatch(/^(Planned duty|Work and interventions),/);
  await site.dependencies.accounts.setPreferences('ada', { language: 'fr', theme: 'light' });
  expect(lines((await ada.get(`${drafts}.csv`)).body)[0]).toMatch(/^État;/);
  for (const path of [drafts, '/planning/primary/wishes', '/labour/notice', '/labour/checks']) {
    const workbook = await ada.get(`${path}.xlsx`);
    expect(workbook.headers.get('content-type'), path).toContain('spreadsheetml');
    expect((await ada.get(path)).body).toContain(`href="${path}.xlsx"`);
  }
});
