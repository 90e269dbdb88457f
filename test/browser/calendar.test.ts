import { afterAll, describe, expect, it } from 'vitest';
import { lived } from '../web/lived-site.ts';
import { openBrowser } from './chromium.ts';

const browser = await openBrowser();
const PICTURES = process.env.VIGIE_TRIAL_PICTURES;

describe.skipIf(browser === null)('the calendar of a planning', () => {
  afterAll(() => browser?.close());

  it('takes a drop without a new page, gives turns away, and keeps the clocks of its schedule', async () => {
    const site = await lived();
    if (!browser) throw new Error('no browser');
    const context = await browser.newContext({
      timezoneId: 'Pacific/Auckland',
      viewport: { width: 1280, height: 1400 },
    });
    context.setDefaultTimeout(15_000);
    const [name = '', value = ''] = (await site.as('ada')).cookie.split('=');
    await context.addCookies([{ name, value, url: site.url }]);
    const page = await context.newPage();
    page.on('pageerror', (error) => {
      throw error;
    });
    // The month has its days by their number; those of the browser are half a day ahead of the schedule's.
    await page.clock.install({ time: new Date('2026-11-25T11:00:00Z') });
    await page.goto(`${site.url}/planning/nights?view=month`);
    await page.evaluate('window.stays = true');
    await page.locator('.ec-event').first().waitFor();
    const day = (number: number) =>
      page
        .locator('.ec-day:not(.ec-other-month)')
        .filter({ hasText: new RegExp(`^\\s*${number}\\b`) })
        .first();
    expect(await page.locator('.ec-day.ec-today').first().innerText()).toMatch(/^\s*25\b/);

    // A bar of a night ends at its hour: it is shorter than the two days that it touches.
    const night = page.locator('.ec-event.kind-rotation').filter({ hasText: 'Otto' }).first();
    const cell = await day(11).boundingBox();
    const bar = await night.boundingBox();
    expect(bar?.width ?? 0).toBeLessThan((cell?.width ?? 0) * 1.2);

    await page.locator('#drop-template').selectOption('night');
    await page.locator('.chip', { hasText: 'Mia' }).first().dragTo(day(18));
    await page.locator('.done').waitFor();
    expect(await page.evaluate('window.stays')).toBe(true);
    expect(await page.locator('#drop-template').inputValue()).toBe('night');
    expect(new URL(page.url()).search).not.toContain('done');
    await page.getByRole('button', { name: /Undo/ }).waitFor();
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/calendar-month.png`, fullPage: true });

    // A turn that is dropped on another's: its person stands in there.
    const turn = page.locator('.ec-event.kind-rotation').filter({ hasText: 'Mia' }).first();
    const december = page
      .locator('.ec-day.ec-other-month')
      .filter({ hasText: /^\s*2\b/ })
      .last();
    await turn.scrollIntoViewIfNeeded();
    const [from, to] = [await turn.boundingBox(), await december.boundingBox()];
    if (!from || !to) throw new Error('both are seen');
    await page.mouse.move(from.x + 12, from.y + 6);
    await page.mouse.down();
    await page.mouse.move(to.x + 20, to.y + to.height - 6, { steps: 8 });
    await page.mouse.up();
    await page.locator('.ec-event.kind-override').filter({ hasText: 'Mia' }).first().waitFor();
    expect(await page.evaluate('window.stays')).toBe(true);
    const overrides = (await site.dependencies.reader.schedule('nights'))?.overrides ?? [];
    expect(overrides).toMatchObject([{ personId: 'mia', action: 'takes-over' }]);

    await page.goto(`${site.url}/planning/nights?view=week`);
    await page.locator('.ec-now-indicator').first().waitFor();
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/calendar-week.png`, fullPage: true });
    await page.goto(`${site.url}/planning/nights?view=people`);
    await page.locator('.ec-event').first().waitFor();
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/calendar-people.png`, fullPage: true });
    await context.close();
  });
});
