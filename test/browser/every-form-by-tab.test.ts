import { afterAll, describe, expect, it } from 'vitest';
import { lived } from '../web/lived-site.ts';
import { PAGES } from '../web/page-list.ts';
import { openBrowser } from './chromium.ts';
import { stumbles } from './walk-by-tab.ts';

/** Where planning, calendars and notices are read and filled in. */
const WALKED = [
  'now',
  'my',
  ...[
    'planning',
    'planning-month',
    'planning-week',
    'planning-people',
    'duty',
    'duty-table',
    'readiness',
    'swaps',
  ],
  ...['schedule-new', 'schedule-settings', 'drafts', 'draft', 'propose', 'paste', 'wishes', 'wall links'],
  ...['people', 'person', 'person-told', 'account', 'account-told'],
  ...['deliveries', 'delivery-mail', 'settings-told', 'texts', 'text', 'ways', 'hotline-told'],
] as const;
/** Pages walked side by side: most of the time is the browser's own, in a process for each. */
const LANES = 2;
const PHONE = { width: 390, height: 844 };

const browser = await openBrowser();

describe.skipIf(browser === null)('with the Tab key alone, in French, on a telephone', () => {
  afterAll(() => browser?.close());

  it('every control of planning, calendars and notices is reached in order, and seen to have the focus', {
    timeout: 300_000,
  }, async () => {
    const site = await lived();
    await site.dependencies.accounts.setPreferences('ada', { language: 'fr', theme: 'light' });
    const ada = await site.as('ada');
    const round = { from: '2027-01-04', to: '2027-01-31', deadline: '2026-12-20', person: ['ada', 'mia'] };
    await ada.send('/planning/primary/wishes', round);
    const addresses = [
      ...WALKED.map((name) => [name, PAGES[name] ?? ''] as const),
      ...([
        ['round', '/planning/primary/wishes/1'],
        ['my wishes', '/my/wishes/1'],
      ] as const),
    ];
    const [name = '', value = ''] = ada.cookie.split('=');
    const found = await Promise.all(
      Array.from({ length: LANES }, async () => {
        const context = await browser?.newContext({ locale: 'fr', viewport: PHONE });
        if (!context) throw new Error('no browser');
        await context.addCookies([{ name, value, url: site.url }]);
        const page = await context.newPage();
        const wrong: string[] = [];
        for (let next = addresses.shift(); next !== undefined; next = addresses.shift()) {
          const [called, address] = next;
          await page.goto(site.url + address);
          wrong.push(...(await stumbles(page)).map((one) => `${called}: ${one}`));
        }
        await context.close();
        return wrong;
      }),
    );
    expect(found.flat()).toEqual([]);
  });
});
