import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { NOON, type OpenSite, openSite } from '../web/open-site.ts';
import { seedCall, seedTask } from '../web/seed-calls.ts';
import { openBrowser } from './chromium.ts';

const browser = await openBrowser();

describe.skipIf(browser === null)('what is typed', () => {
  afterAll(() => browser?.close());

  it('into a note of a task stays when the task is taken first, and leaving the page asks', async () => {
    const site = await openSite();
    const call = { id: 'c1', at: NOON - 60_000, outcome: 'caller-hung-up' } as const;
    await seedCall(site.db, call);
    await seedTask(site, call);
    const page = await visit(site, 'sam', '/tasks/1');
    await page.locator('[name="note"]').fill('The shop opens at six.');
    await page.getByRole('button', { name: 'I see to it' }).click();
    await page.getByText('You see to it.').waitFor();
    expect(await page.locator('[name="note"]').inputValue()).toBe('The shop opens at six.');
    // Browsers ask only on a page that somebody has touched.
    await page.locator('[name="note"]').press('End');
    const asked = page.waitForEvent('dialog');
    const leaving = page.goto(`${site.url}/now`).catch(() => null);
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.accept();
    await leaving;
    await page.context().close();
  });

  it('is in the form again after a session that ended elsewhere, and what was done is told once', async () => {
    const site = await openSite();
    const page = await visit(site, 'ada', '/people/mia');
    await page.getByPlaceholder(/skill/i).fill('ovens');
    await site.db.deleteFrom('sessions').execute();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Your session has ended').waitFor();
    await page.getByLabel('E-mail').fill('ada@example.org');
    await page.getByLabel('Password').fill('a lantern on the headland');
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
    await page.getByText('What you had typed').waitFor();
    expect(await page.getByPlaceholder(/skill/i).inputValue()).toBe('ovens');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.').waitFor();
    expect((await site.dependencies.reader.people()).get('mia')?.skills).toEqual(['gas', 'ovens']);
    await page.reload();
    expect(await page.getByText('Saved.').count()).toBe(0);
    await page.context().close();
  });
});

async function visit(site: OpenSite, who: string, path: string): Promise<Page> {
  if (!browser) throw new Error('no browser');
  const context = await browser.newContext();
  context.setDefaultTimeout(15_000);
  const [name = '', value = ''] = (await site.as(who)).cookie.split('=');
  await context.addCookies([{ name, value, url: site.url }]);
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(site.url + path);
  return page;
}
