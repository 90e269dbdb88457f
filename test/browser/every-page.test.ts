import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/domain/person.ts';
import { lived } from '../web/lived-site.ts';
import { type OpenSite, openSite, PASSWORD } from '../web/open-site.ts';
import { PAGES } from '../web/page-list.ts';
import { openBrowser } from './chromium.ts';

const AXE_SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where pictures of every page go when they are wanted: `VIGIE_TRIAL_PICTURES=… npx vitest run test/browser`. */
const PICTURES = process.env.VIGIE_TRIAL_PICTURES;
/** Only these, for pictures that are wanted of a few: `VIGIE_TRIAL_PAGES=now,my`. */
const WANTED = process.env.VIGIE_TRIAL_PAGES?.split(',');
const LAYOUT_FAULTS = readFileSync(new URL('./layout-faults.js', import.meta.url), 'utf8');
/** A small telephone, a usual one, an office and a large screen, in pixels; the page that is open is made so wide. */
const WIDTHS = { wide: 1280, phone: 390, small: 320, large: 1920 } as const;
const HEIGHTS = { wide: 800, phone: 844, small: 640, large: 1080 } as const;

const browser = await openBrowser();

const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
/** What depends on nothing but colours; the rest is the same in every theme. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
/** What may differ on a narrow screen, where menus are folded and tables scroll or stack. */
const NARROW_RULES = [
  ...COLOUR_RULES,
  'target-size',
  'scrollable-region-focusable',
  'landmark-one-main',
  'page-has-heading-one',
  'empty-table-header',
  'label',
  'button-name',
  'link-name',
  'select-name',
];
/** The calendar waits a moment after the last change of width. */
const SETTLED_MS = 10_000;
/** Pages looked at side by side: most of the time is the browser's own, in a process for each. */
const LANES = 2;

interface Look {
  readonly width: keyof typeof WIDTHS;
  readonly theme: Theme;
  /** Only these of axe. */
  readonly rules: readonly string[] | 'all' | 'all but colours';
  /** Whether it is looked at what is cut, covered or too wide: it does not hang on colours. */
  readonly layout: boolean;
}

const IN_ALL_THEMES: readonly Look[] = [
  { width: 'wide', theme: 'light', rules: 'all', layout: true },
  { width: 'large', theme: 'light', rules: [], layout: true },
  { width: 'small', theme: 'light', rules: [], layout: true },
  { width: 'phone', theme: 'light', rules: NARROW_RULES, layout: true },
  { width: 'wide', theme: 'dark', rules: COLOUR_RULES, layout: false },
  { width: 'phone', theme: 'dark', rules: COLOUR_RULES, layout: false },
];
/** In the other language words differ, and how long they are: a name that is missing, a language that is not said. */
const IN_OTHER_WORDS: readonly Look[] = [
  { width: 'wide', theme: 'light', rules: 'all but colours', layout: true },
  { width: 'large', theme: 'light', rules: [], layout: true },
  { width: 'phone', theme: 'light', rules: [], layout: true },
  { width: 'small', theme: 'light', rules: [], layout: true },
];
const LOOKS = { fr: IN_ALL_THEMES, en: PICTURES ? IN_ALL_THEMES : IN_OTHER_WORDS } as const;

describe.skipIf(browser === null)('every page in a real browser', () => {
  afterAll(() => browser?.close());

  it.each(LANGUAGES)(
    'has nothing that axe objects to, nothing cut or covered, at any width: %s',
    { timeout: 400_000 },
    async (language) => {
      const site = await lived();
      await site.dependencies.accounts.setPreferences('ada', { language, theme: 'light' });
      const waiting = Object.entries(PAGES).filter(([name]) => WANTED?.includes(name) ?? true);
      const found = await Promise.all(
        Array.from({ length: LANES }, async () => {
          const page = await openPage(browser, site);
          const faults: string[] = [];
          for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
            const [name, address] = next;
            const answer = await page.goto(site.url + address);
            if (answer?.status() !== (name === 'lost' ? 404 : 200))
              faults.push(`${name}: answered ${answer?.status()}`);
            if (name === 'audit') await page.locator('main summary').first().click();
            // As the server writes it for those who have chosen a theme.
            const setTheme = (theme: Theme) =>
              page.evaluate(`document.documentElement.setAttribute('data-theme', '${theme}')`);
            faults.push(...(await inEveryLook(page, name, language, setTheme)));
          }
          await page.context().close();
          return faults;
        }),
      );
      expect(found.flat()).toEqual([]);
    },
  );

  it.each(LANGUAGES)('nor have the doors: %s', { timeout: 100_000 }, async (language) => {
    const site = await openSite();
    const empty = await openSite({ household: '' });
    const context = await browser?.newContext({ locale: language });
    if (!context) throw new Error('no browser');
    // Not by a script tag, which the pages' own policy refuses.
    await context.addInitScript(AXE_SOURCE);
    const page = await context.newPage();
    const found: string[] = [];
    const doors = {
      'log-in': `${site.url}/log-in`,
      forgotten: `${site.url}/forgotten`,
      'set-up': `${empty.url}/set-up`,
      dead: `${site.url}/welcome/x`,
    };
    for (const [name, address] of Object.entries(doors)) {
      await page.goto(address);
      const setTheme = (colorScheme: Theme) => page.emulateMedia({ colorScheme });
      found.push(...(await inEveryLook(page, name, language, setTheme)));
    }
    await context.close();
    expect(found).toEqual([]);
  });

  it.each(LANGUAGES)(
    'nor has what a form of the account answers: %s',
    { timeout: 100_000 },
    async (language) => {
      const site = await openSite({ publicUrl: (port) => `http://localhost:${port}`, now: Date.now() });
      await site.dependencies.accounts.setPreferences('ada', { language, theme: 'light' });
      const url = site.dependencies.publicUrl ?? '';
      const page = await openPage(browser, { ...site, url });
      const found: string[] = [];
      for (const name of ['passkeys', 'factor']) {
        await page.goto(`${url}/account`);
        const form = page.locator(`form[action="/account/${name}"]`);
        if (name === 'passkeys') {
          await form.locator('[name=passkeyName]').fill('My telephone');
          await form.locator('[type=password]').fill(PASSWORD);
        }
        await form.getByRole('button').click();
        await page.waitForURL(`**/account/${name}`);
        const setTheme = (theme: string) =>
          page.evaluate(`document.documentElement.setAttribute('data-theme', '${theme}')`);
        found.push(...(await inEveryLook(page, name, language, setTheme)));
      }
      await page.context().close();
      expect(found).toEqual([]);
    },
  );

  it('is light or dark as its reader has chosen', async () => {
    const site = await openSite();
    for (const theme of THEMES) {
      await site.dependencies.accounts.setPreferences('ada', { language: 'en', theme });
      const page = await openPage(browser, site);
      await page.goto(`${site.url}/now`);
      expect(await page.locator('html').getAttribute('data-theme')).toBe(theme);
      expect(await page.evaluate('getComputedStyle(document.body).colorScheme')).toBe(theme);
      await page.context().close();
    }
  });
});

/** What axe objects to on the page as it is loaded, in each look of this language. */
async function inEveryLook(
  page: Page,
  name: string,
  language: (typeof LANGUAGES)[number],
  setTheme: (theme: Theme) => Promise<unknown>,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { width, theme, rules, layout } of LOOKS[language]) {
    await setTheme(theme);
    await page.setViewportSize({ width: WIDTHS[width], height: HEIGHTS[width] });
    const faults = [
      ...(layout ? await layoutFaults(page) : []),
      ...(rules.length === 0 ? [] : await violations(page, rules)),
    ];
    found.push(...faults.map((fault) => `${name} ${width} ${theme}: ${fault}`));
    await picture(page, `${name}-${width}-${theme}-${language}`);
  }
  return found;
}

/** What still stands wrong when scripts have had time to lay the page out anew: at once, on most. */
async function layoutFaults(page: Page): Promise<readonly string[]> {
  const deadline = Date.now() + SETTLED_MS;
  for (;;) {
    const faults = await page.evaluate<readonly string[]>(LAYOUT_FAULTS);
    if (faults.length === 0 || Date.now() > deadline) return faults;
  }
}

async function openPage(from: Browser | null, site: OpenSite): Promise<Page> {
  if (!from) throw new Error('no browser');
  const context = await from.newContext();
  await context.addInitScript(AXE_SOURCE);
  const { cookie } = await site.as('ada');
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: site.url }]);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' && !/404/.test(message.text()))
      throw new Error(`the browser says: ${message.text()}`);
  });
  return page;
}

/** Only what axe objects to leaves the browser: the rest is large. */
async function violations(page: Page, rules: Look['rules']): Promise<readonly string[]> {
  const colours = Object.fromEntries(COLOUR_RULES.map((rule) => [rule, { enabled: false }]));
  const which =
    rules === 'all'
      ? {}
      : rules === 'all but colours'
        ? { rules: colours }
        : { runOnly: { type: 'rule', values: rules } };
  return page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    // No rule that is run reads style sheets, which would be fetched once more.
    const { violations } = await axe.run({ ...only, resultTypes: ['violations'], preload: false });
    return violations.map(
      ({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
    );
  }, which);
}

async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.evaluate('scrollTo(0, 0)');
  // A telephone's menu stands below the whole page, and not across its middle.
  const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
  const { width = 0 } = page.viewportSize() ?? {};
  if (width < 500) await page.setViewportSize({ width, height });
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: true });
}
