import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { stage } from '../scenarios/stage.ts';
import { openPage } from './at-the-door.ts';
import { openBrowser } from './chromium.ts';
import { begin, watchTaps } from './taps.ts';

const browser = await openBrowser();
const PASSWORD = 'a lantern on the headland';

describe.skipIf(browser === null)('from an empty house to a first call', () => {
  const on = stage({ empty: true });
  afterAll(() => browser?.close());

  it('takes 8 taps at most after set-up, in the language of the browser, to a mobile that rings', {
    timeout: 180_000,
  }, async () => {
    // The carrier registers with the trunk: of what Asterisk has, it is the only one that is there.
    const mobile = answers({ afterMs: 500 }, presses('1', { afterMs: 2_500 }));
    await on.pbx.mobiles({ '+33612345678': mobile });
    const page = await openPage(browser, on.webUrl(), { locale: 'fr' });
    await watchTaps(page);
    await setUp(page, /http[^"]*set-up\?token=[^"]*/.exec(on.log())?.[0] ?? '');
    const isTrunkThere = async () =>
      /"trial-trunk" selected/.test(await (await page.request.get('/hotlines/new')).text());
    await waitUntil('Asterisk tells that the carrier is there', isTrunkThere, 30_000);

    const job = await begin(page);
    await page.getByRole('link', { name: 'Ajouter une personne' }).click();
    await page.getByLabel('Nom', { exact: true }).fill('Zoé Blin');
    await page.getByLabel('Adresse électronique').fill('zoe@example.org');
    await page.getByLabel('Numéro').fill('06 12 34 56 78');
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).last().click();
    await page.getByLabel('Votre mot de passe').fill(PASSWORD);
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).last().click();
    await page.getByRole('link', { name: 'Créer une ligne' }).first().click();
    await page.getByLabel('Nom', { exact: true }).fill('Eau et gaz');
    await page.getByLabel('Numéros').fill('4100');
    await page.locator('.tick', { hasText: 'Zoé Blin' }).click();
    await page.getByRole('button', { name: 'Créer la ligne' }).click();
    await page.getByText('un appel à Eau et gaz ferait sonner Zoé Blin').waitFor();
    await page.getByText('Composez le 4100').waitFor();
    await job.took('a first hotline that rings somebody', 8);

    const caller = await on.pbx.call('4100', { from: '+33698765432' });
    const live = page.locator('[data-live]');
    await live.locator('.state').getByText('En conversation').waitFor({ timeout: 30_000 });
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    await page.context().close();
    await caller.hangUp();
    await on.ended('accepted');
  });
});

async function setUp(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel('Votre nom').fill('Ada Morel');
  await page.getByLabel('Adresse électronique').fill('ada@example.org');
  await page.getByLabel('Nouveau mot de passe').fill(PASSWORD);
  await page.getByRole('button', { name: 'Créer le compte' }).click();
  await page.getByRole('heading', { name: 'De rien au premier appel' }).waitFor();
}
