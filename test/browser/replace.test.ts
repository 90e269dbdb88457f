import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { stage } from '../scenarios/stage.ts';
import { letClaireIn, logInAsClaire, openPage } from './at-the-door.ts';
import { openBrowser } from './chromium.ts';

const browser = await openBrowser();

/** Where a shift can be seen, and how it is pressed there. */
const FROM = {
  month: ['/planning/primary', '.ec-event'],
  week: ['/planning/primary?view=week', '.ec-event'],
  people: ['/planning/primary?view=people', '.ec-event'],
  'the list of shifts': ['/planning/primary', 'main a[href*="/duty?"]'],
} as const;

describe.skipIf(browser === null)('somebody falls ill', () => {
  const on = stage();
  afterAll(() => browser?.close());

  it('a supervisor replaces them, and the next call rings the replacement', {
    timeout: 120_000,
  }, async () => {
    await letClaireIn(on, 'supervisor');
    const page = await openPage(browser, on.webUrl());
    await countClicks(page);
    await logInAsClaire(page);

    const before = await clicks(page);
    const beganAt = performance.now();
    await page.getByRole('link', { name: 'Planning', exact: true }).first().click();
    await page.getByRole('link', { name: 'Duty of bob' }).first().click();
    await page.locator('.ec-event', { hasText: 'Bob' }).first().click();
    await page.getByRole('button', { name: 'Alice' }).click();
    await page.getByRole('button', { name: 'Undo this replacement' }).waitFor();
    const seconds = (performance.now() - beganAt) / 1000;
    const made = (await clicks(page)) - before;
    console.log(
      `replaced with ${made} clicks and in ${seconds.toFixed(1)} s from the first page, by a machine`,
    );
    expect(made).toBeLessThanOrEqual(4);
    // Of a person's ten seconds, the pages may take a part.
    expect(seconds).toBeLessThan(5);

    await page.getByRole('link', { name: 'Now', exact: true }).click();
    await page.getByText('No call at the moment').waitFor();
    const bob = await on.pbx.phone('202', answers({}, presses('1')));
    const alice = await on.pbx.phone('201', answers({ afterMs: 1_500 }, presses('1', { afterMs: 2_000 })));
    const caller = await on.pbx.call('4000', { from: '+33612345678' });
    const live = page.locator('[data-live]');
    await live.getByRole('heading', { name: '06 12 34 56 78' }).waitFor();
    await live.locator('.try', { hasText: 'Alice' }).getByText('ringing').waitFor();
    await alice.rang();
    await live.locator('.state').getByText('Talking').waitFor();
    await caller.hangUp();
    await live.locator('.state').getByText('Taken').waitFor();
    const call = await on.ended('accepted');
    expect(call.attempts.map(({ name }) => name)).toEqual(['Alice']);
    expect(bob.calls()).toEqual([]);
    await page.context().close();
  });

  it.each(Object.entries(FROM))(
    'takes two clicks from the shift: %s',
    { timeout: 60_000 },
    async (_, from) => {
      await letClaireIn(on, 'supervisor');
      const page = await openPage(browser, on.webUrl());
      await countClicks(page);
      await logInAsClaire(page);
      const [address, shift] = from;
      await page.goto(address);
      const before = await clicks(page);
      await page.locator(shift, { hasText: 'Bob' }).first().click();
      await page.getByRole('button', { name: 'Carol' }).click();
      await page.getByRole('button', { name: 'Undo this replacement' }).waitFor();
      expect((await clicks(page)) - before).toBeLessThanOrEqual(2);
      await page.context().close();
    },
  );
});

/** Counts what is pressed, on all pages of the visit. */
async function countClicks(page: Page): Promise<void> {
  await page.addInitScript(`
    addEventListener('click', ({ isTrusted }) => {
      if (isTrusted) sessionStorage.setItem('clicks', Number(sessionStorage.getItem('clicks')) + 1);
    }, true);
  `);
}

async function clicks(page: Page): Promise<number> {
  return Number(await page.evaluate("sessionStorage.getItem('clicks') ?? 0"));
}
