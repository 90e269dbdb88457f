import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { NOON, type OpenSite, openSite } from '../web/open-site.ts';
import { seedCall } from '../web/seed-calls.ts';
import { openBrowser } from './chromium.ts';
import { begin, watchTaps } from './taps.ts';

const browser = await openBrowser();

/** The nights of three people, who take turns. */
const NIGHTS = `
people:
  ada: { name: Ada Morel, role: administrator, languages: [en], contacts: [{ extension: 201 }] }
  sam: { name: Sam Petit, role: supervisor, languages: [en], contacts: [{ extension: 202 }] }
  mia: { name: Mia Roux, languages: [en], contacts: [{ extension: 203 }] }
  otto: { name: Otto Blanc, languages: [en], contacts: [{ extension: 204 }] }
teams: { north: { name: North, members: [sam, mia, otto] } }
schedules:
  nights:
    name: Nights
    timeZone: Europe/Paris
    team: north
    shifts: [{ person: mia, start: 2026-11-24 18:00, end: 2026-11-26 08:00 }]
policies: { chain: { name: Nights, steps: [{ ring: [{ schedule: nights }] }] } }
hotlines: { support: { name: Support, language: en, numbers: ["4000"], policy: chain } }
`;

describe.skipIf(browser === null)('the most frequent jobs, in taps', () => {
  afterAll(() => browser?.close());

  it('tonight’s replacement, from any page: 3 at most', { timeout: 60_000 }, async () => {
    const site = await openSite({ household: NIGHTS, accounts: ['sam'], now: NOON + 9 * 3_600_000 });
    const page = await openPage(site, 'sam', '/log-book');
    const job = await begin(page);
    await page.getByRole('link', { name: 'Now', exact: true }).click();
    await page.getByRole('link', { name: 'Replace Mia Roux' }).click();
    await page.getByRole('button', { name: 'Otto Blanc' }).click();
    await page.getByText('Replaced. Counts from').waitFor();
    await job.took('tonight’s replacement', 3);
    await page.context().close();
  });

  it('a month for three people, one of them on leave: 12 at most', { timeout: 60_000 }, async () => {
    const site = await openSite({ household: NIGHTS, accounts: ['ada'] });
    const page = await openPage(site, 'ada', '/now');
    const job = await begin(page);
    await page.getByRole('link', { name: 'People', exact: true }).first().click();
    await page.getByRole('link', { name: 'Otto Blanc' }).click();
    await page.getByLabel('First day', { exact: true }).last().fill('2026-12-14');
    await page.getByLabel('Last day', { exact: true }).last().fill('2026-12-20');
    await page.getByRole('button', { name: 'Note the absence' }).click();
    await page.getByRole('link', { name: 'Planning', exact: true }).first().click();
    await page.getByRole('link', { name: 'New schedule' }).first().click();
    await page.locator('#card').getByLabel('Name', { exact: true }).first().fill('December');
    for (const name of ['Sam Petit', 'Mia Roux', 'Otto Blanc'])
      await page.locator('.tick', { hasText: name }).first().click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'December', exact: true }).waitFor();
    await job.took('a month for three people with one leave', 12);
    await page.context().close();
    const schedules = await site.dependencies.reader.scheduleNames();
    expect([...schedules.values()]).toContain('December');
  });

  it('who was on call on 14 July at 3, and what happened: 4 at most', { timeout: 60_000 }, async () => {
    const site = await openSite();
    await seedCall(site.db, { id: 'c1', at: Date.UTC(2026, 6, 14, 1, 2), outcome: 'accepted' });
    await seedCall(site.db, { id: 'c2', at: NOON - 3_600_000, outcome: 'accepted' });
    const page = await openPage(site, 'sam', '/now');
    const job = await begin(page);
    await page.getByRole('link', { name: 'Calls', exact: true }).first().click();
    await page.getByLabel('From', { exact: true }).fill('2026-07-14');
    await page.getByLabel('To, included').fill('2026-07-14');
    await page.locator('#results tbody a', { hasText: '14 Jul' }).first().click();
    await page.getByText('Vigie calls Mia Roux').waitFor();
    await job.took('who was on call on 14 July at 3 and what happened', 4);
    await page.context().close();
  });
});

async function openPage(site: OpenSite, who: string, path: string): Promise<Page> {
  if (!browser) throw new Error('no browser');
  const context = await browser.newContext({ locale: 'en' });
  context.setDefaultTimeout(15_000);
  const [name = '', value = ''] = (await site.as(who)).cookie.split('=');
  await context.addCookies([{ name, value, url: site.url }]);
  const page = await context.newPage();
  await watchTaps(page);
  await page.goto(site.url + path);
  return page;
}
