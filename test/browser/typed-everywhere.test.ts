import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { lived } from '../web/lived-site.ts';
import { PAGES } from '../web/page-list.ts';
import { openBrowser } from './chromium.ts';

const browser = await openBrowser();
/** Pages looked at side by side. */
const LANES = 2;

describe.skipIf(browser === null)('every page with several forms', () => {
  afterAll(() => browser?.close());

  it('keeps what is typed in each while another is sent', { timeout: 120_000 }, async () => {
    const site = await lived();
    const visitor = await site.as('ada');
    const several: string[] = [];
    for (const [name, path] of Object.entries(PAGES)) {
      const main = (await visitor.get(path)).body.split('<main')[1] ?? '';
      if ((main.match(/<form\b[^>]*method="post"/g) ?? []).length > 1) several.push(`${name} ${path}`);
    }
    // The list finds them by itself; that it finds any is seen here.
    expect(several.length).toBeGreaterThan(5);
    const waiting = [...several];
    const lost = await Promise.all(
      Array.from({ length: LANES }, async () => {
        const page = await pageOf(site.url, visitor.cookie);
        const found: string[] = [];
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          const [name, path = ''] = next.split(' ');
          found.push(...(await lostOn(page, site.url + path)).map((what) => `${name}: ${what}`));
        }
        await page.context().close();
        return found;
      }),
    );
    expect(lost.flat()).toEqual([]);
  });

  it('would lose it without the script', { timeout: 60_000 }, async () => {
    const site = await lived();
    const page = await pageOf(site.url, (await site.as('ada')).cookie);
    await page.route(/forms[^/]*\.js/, (route) => route.abort());
    expect(await lostOn(page, `${site.url}/people/mia`)).toContain('nothing is said');
    await page.context().close();
  });
});

async function pageOf(url: string, cookie: string): Promise<Page> {
  if (!browser) throw new Error('no browser');
  const context = await browser.newContext();
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  page.on('dialog', (dialog) => void dialog.accept());
  return page;
}

/**
 * Types into every form but one, and sends that one. The server's answer is what it always is after a form that it took:
 * the page anew. Gives what is not in its field again.
 */
async function lostOn(page: Page, url: string): Promise<readonly string[]> {
  await page.goto(url);
  await page.route('**/*', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 303, headers: { location: url } })
      : route.fallback(),
  );
  const typed = (await page.evaluate(TYPE_IN_ALL_BUT_THE_LAST)) as number;
  if (typed > 0) {
    const answered = page.waitForEvent('load');
    await page.evaluate(SEND_THE_LAST);
    await answered;
  }
  const lost = (await page.evaluate(WHAT_IS_LOST)) as string[];
  await page.unroute('**/*');
  // What was put back would be kept for the next page too.
  await page.evaluate('sessionStorage.clear()');
  await page.evaluate("document.querySelectorAll('main form').forEach((form) => form.reset())");
  return lost;
}

const FORMS = `const forms = [...document.querySelectorAll('main form[method="post"]')];
const texts = (form) => [...form.elements].filter(({ type, tagName, readOnly, disabled, name }) =>
  name && !readOnly && !disabled && (tagName === 'TEXTAREA' || ['text', 'search', 'tel', 'email'].includes(type)));`;

const TYPE_IN_ALL_BUT_THE_LAST = `(() => { ${FORMS}
  let typed = 0;
  for (const form of forms.slice(0, -1)) for (const field of texts(form)) { field.value = 'typed ' + typed++; }
  sessionStorage.setItem('test typed', JSON.stringify(forms.slice(0, -1).map((form) => texts(form).map(({ value }) => value))));
  return typed;
})()`;

const SEND_THE_LAST = `(() => { ${FORMS} const last = forms.at(-1); last.noValidate = true; last.requestSubmit(); })()`;

const WHAT_IS_LOST = `(() => { ${FORMS}
  const typed = JSON.parse(sessionStorage.getItem('test typed') ?? '[]');
  if (typed.flat().length === 0) return [];
  const said = document.querySelector('[data-typed-kept]').hidden ? ['nothing is said'] : [];
  return [...said, ...typed.flatMap((values, index) => values.flatMap((value, at) => {
    const field = texts(forms[index])[at];
    return field?.value === value ? [] : [(forms[index].getAttribute('action') ?? '') + ' ' + field?.name];
  }))];
})()`;
