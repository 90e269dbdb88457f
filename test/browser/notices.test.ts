import type { Browser, Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { enqueue } from '../../src/database/notices/notice-store.ts';
import { notice } from '../notices/outbox-fixture.ts';
import { NOON, type OpenSite, openSite } from '../web/open-site.ts';
import { openBrowser } from './chromium.ts';

const browser = await openBrowser();

describe.skipIf(browser === null)('notices in a real browser', () => {
  afterAll(() => browser?.close());

  it('a text shows what it looks like while it is typed, and its SMS how long it is', {
    timeout: 60_000,
  }, async () => {
    const page = await openPage(browser, await openSite(), '/settings/texts/missed-call/en');
    const preview = page.locator('#preview');
    await page.getByLabel('Subject').fill('Ring {caller} back');
    await preview.getByText('Ring 01 99 00 12 34 back').waitFor();
    await page.locator('#sms').fill('Привет {caller}'.padEnd(80, '!'));
    await preview.getByText('2 segments').waitFor();
    await page.locator('#sms').fill('{nobody}');
    await preview.getByText('{nobody} is not a word that is filled in here').waitFor();
    expect(await page.locator('#sms').inputValue()).toBe('{nobody}');
  });

  it('the HTML of a mail is shown in a frame that runs nothing and loads nothing', {
    timeout: 60_000,
  }, async () => {
    const site = await openSite();
    const body = 'From <script>alert(1)</script><img src="https://example.org/spy.png"> Martin';
    await enqueue(site.db, notice(NOON, { personId: 'mia', subject: 'A mail', body }));
    const page = await openPage(browser, site, '/deliveries/1');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('dialog', () => {
      throw new Error('a mail ran a script');
    });
    await page.getByText('The same as HTML').click();
    await page.frameLocator('.sent-html').getByText('Martin').waitFor();
    expect(asked.filter((url) => !url.startsWith(site.url))).toEqual([]);
  });

  it('the bar with the alarm goes by itself when notices leave again', { timeout: 90_000 }, async () => {
    const site = await openSite();
    const { outbox } = site.dependencies.notices;
    const author = { actor: 'Ada', at: NOON };
    const tested = (error: string | null) =>
      outbox.noteTest(
        'sms',
        {
          address: '+33612345678',
          result: 'temporary',
          trouble: error === null ? null : { code: 'not-reached', error },
        },
        author,
      );
    for (let count = 0; count < 3; count += 1) await tested('ECONNREFUSED');
    const page = await openPage(browser, site, '/people');
    await page.getByText('SMS cannot be sent since 12:00.').waitFor();
    await tested(null);
    await page.evaluate(() =>
      (globalThis as unknown as { htmx: { trigger(at: string, event: string): void } }).htmx.trigger(
        '#alarms',
        'alarms',
      ),
    );
    await page.locator('.alarm').waitFor({ state: 'detached' });
  });
});

async function openPage(from: Browser | null, site: OpenSite, path: string): Promise<Page> {
  if (!from) throw new Error('no browser');
  const context = await from.newContext({ viewport: { width: 1280, height: 900 } });
  const { cookie } = await site.as('ada');
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: site.url }]);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') throw new Error(`the browser says: ${message.text()}`);
  });
  await page.goto(site.url + path);
  return page;
}
