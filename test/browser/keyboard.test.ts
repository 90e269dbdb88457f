import { afterAll, describe, expect, it } from 'vitest';
import { openSite } from '../web/open-site.ts';
import { hasFocus, pressOn, skipToContent, tabTo, visit } from './by-keyboard.ts';
import { openBrowser } from './chromium.ts';

const browser = await openBrowser();

describe.skipIf(browser === null)('with the keyboard alone', { timeout: 60_000 }, () => {
  afterAll(() => browser?.close());

  it('hours are set line by line, the painted week shows them, and the focus is never lost', async () => {
    const page = await visit(browser, await openSite(), 'ada', '/planning/new');
    await skipToContent(page);
    await pressOn(page, 'Otto Blanc', 'Space');
    await page.locator('#participant-0').waitFor();
    await hasFocus(page, 'Sam Petit');
    await pressOn(page, 'Only at certain hours');
    await page.locator('.hours-lines > li').first().waitFor();
    await hasFocus(page, 'Monday');
    await page.keyboard.press('Space');
    await pressOn(page, 'Wednesday', 'Space');
    await tabTo(page, 'From');
    await page.keyboard.type('0830AM');
    await tabTo(page, 'To');
    await page.keyboard.type('0600PM');
    await tabTo(page, 'Paint the week', 'SUMMARY');
    await page.keyboard.press('Enter');
    // Three working days are left, of nine and a half hours, in halves of an hour.
    expect(await page.locator('.week-grid i.filled:visible').count()).toBe(3 * 19);
    await page.context().close();
  });

  it('a name is planned from the names above the calendar', async () => {
    const site = await openSite();
    const page = await visit(browser, site, 'ada', '/planning/primary?on=2027-01-01');
    await skipToContent(page);
    await pressOn(page, 'Others…');
    await pressOn(page, 'Ada Morel', 'Space');
    expect(await page.locator('#person').inputValue()).toBe('ada');
    await hasFocus(page, 'Day');
    await page.keyboard.type('01042027');
    await pressOn(page, 'Plan');
    await page.getByText('Planned.').waitFor();
    const schedule = await site.dependencies.schedules.schedule('primary', site.clock.now());
    expect(schedule?.shifts).toContainEqual(
      expect.objectContaining({ personId: 'ada', startAt: Date.UTC(2027, 0, 4, 7) }),
    );
    await page.context().close();
  });

  it('days are wished for one after the other, and the focus stays on the day', async () => {
    const site = await openSite();
    const asked = { from: '2027-01-04', to: '2027-01-31', deadline: '2026-12-20', person: ['mia', 'otto'] };
    await (await site.as('ada')).send('/planning/primary/wishes', asked);
    const page = await visit(browser, site, 'mia', '/my/wishes/1');
    await skipToContent(page);
    const wishes = ['cannot', 'rather not', 'gladly'];
    for (const presses of [1, 2, 3]) {
      const { name } = await tabTo(page, /: no wish$/);
      const day = name.slice(0, name.indexOf(':'));
      for (const [press, wish] of wishes.slice(0, presses).entries()) {
        await page.keyboard.press(press % 2 === 0 ? 'Enter' : 'Space');
        await hasFocus(page, `${day}: ${wish}`);
      }
    }
    await pressOn(page, 'I am done');
    await page.getByText('Thank you, your wishes are in.').waitFor();
    expect((await site.dependencies.wishes.wishes(1)).get('mia')).toHaveLength(3);
    await page.context().close();
  });
});
