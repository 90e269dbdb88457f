import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { OpenSite } from '../web/open-site.ts';

/** More stops than any page has between two controls. */
const MOST_STOPS = 250;

/** What has the focus: as it is announced, and whether its reader sees that it has it. */
interface Focused {
  readonly name: string;
  readonly value: string;
  readonly tag: string;
  readonly isSeen: boolean;
}

const FOCUSED = `(() => {
  const one = document.activeElement;
  const text = (node) => (node?.innerText ?? node?.textContent ?? '').replace(/\\s+/g, ' ').trim();
  const named = (ids) => (ids ?? '').split(' ').filter(Boolean).map((id) => text(document.getElementById(id))).join(' ');
  const name = one.getAttribute('aria-label') || named(one.getAttribute('aria-labelledby'))
    || [...(one.labels ?? [])].map(text).join(' ') || text(one);
  // The box of a word to tick is not seen: the word beside it is.
  const drawn = [one, one.nextElementSibling, one.closest('label')].filter(Boolean);
  const hasMark = drawn.some((node) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  });
  const box = (drawn.find((node) => node.getBoundingClientRect().width > 1) ?? one).getBoundingClientRect();
  const inWindow = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return { name, value: one.value ?? '', tag: one.tagName, isSeen: one === document.body || (hasMark && inWindow) };
})()`;

function focused(page: Page): Promise<Focused> {
  return page.evaluate(FOCUSED);
}

/** In a moment: a part of the page may be on its way. */
export async function hasFocus(page: Page, name: string): Promise<void> {
  await expect.poll(async () => (await focused(page)).name.slice(0, 80)).toBe(name);
}

/** Goes on with the Tab key to the control of that name; every stop on the way shows that it has the focus. */
export async function tabTo(page: Page, name: string | RegExp, tag?: string): Promise<Focused> {
  const isIt = (one: Focused) =>
    (typeof name === 'string' ? one.name === name : name.test(one.name)) && (!tag || one.tag === tag);
  const passed: string[] = [];
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    await page.keyboard.press('Tab');
    const one = await focused(page);
    expect(one.isSeen ? '' : `${one.tag} “${one.name}”`, 'has the focus and does not show it').toBe('');
    if (isIt(one)) return one;
    passed.push(one.name);
  }
  throw new Error(`no ${name} among: ${[...new Set(passed)].join(' | ')}`);
}

/** Tabs there and presses it. */
export async function pressOn(page: Page, name: string | RegExp, key = 'Enter'): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press(key);
}

/** Follows a link to the page of that heading. */
export async function follow(page: Page, link: string | RegExp, heading: string): Promise<void> {
  await pressOn(page, link);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  await page.waitForLoadState();
}

/** Past what every page begins with, by its first link. */
export async function skipToContent(page: Page): Promise<void> {
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.className')).toBe('skip');
  await page.keyboard.press('Enter');
}

/** A day, typed into its field as digits in the order in which the field shows its parts. */
export async function typeDay(page: Page, label: string | RegExp, day: string): Promise<void> {
  const field = await tabTo(page, label, 'INPUT');
  const [year = '', month = '', date = ''] = day.split('-');
  await page.keyboard.type(DAY_FIRST ? `${date}${month}${year}` : `${month}${date}${year}`);
  expect([field.name, (await focused(page)).value]).toEqual([field.name, day]);
}

/** The browser of the tests has English fields whatever the language of the page. */
const DAY_FIRST = false;

/** A name, typed onto a list of names. */
export async function choose(page: Page, label: string | RegExp, name: string): Promise<void> {
  await tabTo(page, label, 'SELECT');
  await page.keyboard.type(name);
}

/** Somebody's window at that page; an error of its scripts is an error of the test. */
export async function visit(from: Browser | null, site: OpenSite, who: string, path: string): Promise<Page> {
  if (!from) throw new Error('no browser');
  const context = await from.newContext({ locale: 'fr', viewport: { width: 1280, height: 900 } });
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
