import { afterAll, describe, expect, it } from 'vitest';
import { openSite } from '../web/open-site.ts';
import { openBrowser } from './chromium.ts';

const browser = await openBrowser();

describe.skipIf(browser === null)('on the home screen of a telephone', () => {
  afterAll(() => browser?.close());

  it('Vigie can be put there, opens on one’s duty, and has an icon of each size', async () => {
    const site = await openSite();
    const context = await browser?.newContext({ viewport: { width: 390, height: 844 }, isMobile: true });
    if (!context) throw new Error('no browser');
    const [name = '', value = ''] = (await site.as('mia')).cookie.split('=');
    await context.addCookies([{ name, value, url: site.url }]);
    const page = await context.newPage();
    await page.goto(`${site.url}/my`);
    const devTools = await context.newCDPSession(page);
    const { data, errors } = await devTools.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const { installabilityErrors } = await devTools.send('Page.getInstallabilityErrors');
    // A private window installs nothing, and says no more than that.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
      [],
    );
    const manifest = JSON.parse(data ?? '') as {
      start_url: string;
      icons: readonly { src: string; sizes: string; type: string }[];
    };
    expect((await page.goto(site.url + manifest.start_url))?.status()).toBe(200);
    for (const { src, sizes, type } of manifest.icons) {
      const icon = await context.request.get(`${site.url}/assets/${src}`);
      expect([src, icon.status(), icon.headers()['content-type']]).toEqual([src, 200, type]);
      if (!src.endsWith('.png')) continue;
      // Width and height stand at a fixed place in a PNG.
      const body = await icon.body();
      expect(`${body.readUInt32BE(16)}x${body.readUInt32BE(20)}`).toBe(sizes);
    }
    await context.close();
  });
});
