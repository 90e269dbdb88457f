import type { Browser, Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { NOON, type OpenSite, openSite } from '../web/open-site.ts';
import { openBrowser } from './chromium.ts';

const browser = await openBrowser();

describe.skipIf(browser === null)('planning with a mouse', () => {
  afterAll(() => browser?.close());

  it('fills a month by dropping names on days, moves a shift and stretches it', {
    timeout: 120_000,
  }, async () => {
    const site = await openSite();
    const page = await openPage(browser, site, '/planning/primary?on=2027-01-01');
    for (const [person, day] of [
      ['mia', 4],
      ['otto', 11],
      ['mia', 18],
      ['otto', 25],
    ] as const) {
      await drop(page, person, day);
      await page.getByText('Planned.').waitFor();
      await page.goto(`${site.url}/planning/primary?on=2027-01-01`);
    }
    expect(await january(site)).toEqual([
      'mia 2027-01-04 08',
      'otto 2027-01-11 08',
      'mia 2027-01-18 08',
      'otto 2027-01-25 08',
    ]);
    // A night, moved to the next day.
    await page.selectOption('#drop-template', 'night');
    await page.getByText('Others…').click();
    await drop(page, 'sam', 1);
    await page.getByText('Planned.').waitFor();
    await page.goto(`${site.url}/planning/primary?on=2027-01-01`);
    const night = page.locator('.ec-event', { hasText: 'Sam Petit' }).first();
    const from = await night.boundingBox();
    const to = await dayCell(page, 2).boundingBox();
    if (!from || !to) throw new Error('the calendar shows no such day');
    await page.mouse.move(from.x + 20, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y + from.height / 2, { steps: 5 });
    await page.mouse.move(to.x + 20, to.y + to.height / 2, { steps: 8 });
    await page.mouse.up();
    await page.getByText('Saved.').waitFor();
    expect(await january(site)).toContain('sam 2027-01-02 18');
  });

  it('replaces who is on call in two clicks, effective at once, and undoes it', {
    timeout: 60_000,
  }, async () => {
    const site = await openSite();
    const page = await openPage(browser, site, '/planning/primary');
    await page.locator('.ec-event', { hasText: 'Mia Roux' }).first().click();
    await page.getByRole('button', { name: 'Otto Blanc' }).click();
    await page.getByText('Replaced. Counts from now').waitFor();
    expect(await overrides(site)).toMatchObject([{ personId: 'otto', replacesId: 'mia', startAt: NOON }]);
    expect(await (await site.as('ada')).get('/now')).toMatchObject({
      body: expect.stringContaining('Otto Blanc'),
    });
    await page.getByRole('button', { name: 'Undo this replacement' }).click();
    await page.getByText('Undone.').waitFor();
    expect(await overrides(site)).toEqual([]);
  });

  it('can be done without a mouse and without JavaScript', { timeout: 120_000 }, async () => {
    const site = await openSite();
    const page = await openPage(browser, site, '/planning/primary', { javaScriptEnabled: false });
    await page.getByRole('link', { name: 'Mia Roux' }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Otto Blanc' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/done=replaced/);
    expect(await overrides(site)).toHaveLength(1);
  });
});

async function openPage(from: Browser | null, site: OpenSite, path: string, options = {}): Promise<Page> {
  if (!from) throw new Error('no browser');
  const context = await from.newContext({ viewport: { width: 1280, height: 1000 }, ...options });
  const { cookie } = await site.as('ada');
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: site.url }]);
  const page = await context.newPage();
  const said: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(message.text());
  });
  await page.goto(site.url + path);
  expect(said).toEqual([]);
  return page;
}

/** The cell of a day of the month that the page shows. */
function dayCell(page: Page, day: number) {
  return page
    .locator('.ec-day:not(.ec-other-month)')
    .filter({ has: page.locator('time', { hasText: new RegExp(`^${day}$`) }) })
    .first();
}

async function drop(page: Page, person: string, day: number): Promise<void> {
  await page
    .locator(`[data-person="${person}"]`)
    .dragTo(dayCell(page, day), { targetPosition: { x: 12, y: 10 } });
}

async function january({ dependencies }: OpenSite): Promise<readonly string[]> {
  const schedule = await dependencies.schedules.schedule('primary', NOON);
  return (schedule?.shifts ?? [])
    .filter(({ startAt }) => startAt >= Date.UTC(2026, 11, 31))
    .map(
      ({ personId, startAt }) =>
        `${personId} ${new Date(startAt + 3_600_000).toISOString().slice(0, 13).replace('T', ' ')}`,
    );
}

async function overrides({ dependencies, clock }: OpenSite) {
  return (await dependencies.schedules.schedule('primary', clock.now()))?.overrides;
}
