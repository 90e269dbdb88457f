import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { answers, presses, rejects } from '../../trial/phones/behaviour.ts';
import { stage } from '../scenarios/stage.ts';
import { CLAIRE, letClaireIn, logInAsClaire, openPage } from './at-the-door.ts';
import { openBrowser } from './chromium.ts';

const browser = await openBrowser();

describe.skipIf(browser === null)('from nothing to a call on the live page', () => {
  const on = stage();
  afterAll(() => browser?.close());

  it('a person logs in, makes people and a hotline, and sees a real call move', {
    timeout: 120_000,
  }, async () => {
    await letClaireIn(on, 'administrator');
    const page = await openPage(browser, on.webUrl());
    await logInAsClaire(page);
    await addPerson(page, 'Dora Blin', '204');
    await addPerson(page, 'Emil Faure', '205');
    await makeHotline(page, { name: 'Night line', number: '4100', first: 'Dora Blin' });
    await addStep(page, 'Emil Faure');

    await page.getByRole('link', { name: 'Now', exact: true }).click();
    await page.getByText('No call at the moment').waitFor();
    await on.pbx.phone('204', rejects(486, { afterMs: 1_000 }));
    await on.pbx.phone('205', answers({ afterMs: 1_500 }, presses('1', { afterMs: 3_000 })));
    const caller = await on.pbx.call('4100', { from: '+33612345678' });

    // Not once is the page asked for again: it moves by itself.
    const live = page.locator('[data-live]');
    await live.getByRole('heading', { name: '06 12 34 56 78' }).waitFor();
    await live.getByText('calls Night line').waitFor();
    await live.locator('.try', { hasText: 'Dora Blin' }).getByText('busy').waitFor();
    await live.locator('.try', { hasText: 'Emil Faure' }).getByText('ringing').waitFor();
    await live.locator('.state').getByText('Talking').waitFor();
    await caller.hangUp();
    await live.locator('.state').getByText('Taken').waitFor();

    await live.getByRole('heading', { name: '06 12 34 56 78' }).getByRole('link').click();
    await page.getByText('Emil Faure takes the call by pressing 1').waitFor();
    expect(await page.locator('.story li').count()).toBeGreaterThan(8);
    await page.context().close();
    await on.ended('accepted');
  });
});

async function addPerson(page: Page, name: string, extension: string): Promise<void> {
  await page.getByRole('link', { name: 'People', exact: true }).first().click();
  await page.getByRole('link', { name: 'Add a person' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Languages').selectOption('en');
  await page.getByLabel('Kind').selectOption('extension');
  await page.getByLabel('Number').fill(extension);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  // Somebody new whom calls will ring: the password is asked for once more.
  await page.locator('[name="current"]').fill(CLAIRE.password);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('status').getByText('Created.').waitFor();
}

async function makeHotline(page: Page, line: { name: string; number: string; first: string }): Promise<void> {
  await page.getByRole('link', { name: 'Hotlines', exact: true }).first().click();
  await page.getByRole('link', { name: 'New hotline' }).click();
  await page.getByLabel('Name').fill(line.name);
  await page.getByLabel('Language').selectOption('en');
  await page.getByLabel('Numbers').fill(line.number);
  await page.getByLabel('Ring first').selectOption({ label: line.first });
  await page.getByRole('button', { name: 'Make the hotline' }).click();
  await page.getByRole('heading', { name: line.name }).waitFor();
}

async function addStep(page: Page, person: string): Promise<void> {
  await page.getByRole('link', { name: 'Open the escalation' }).click();
  await page.getByRole('button', { name: 'Add a step' }).click();
  const second = page.locator('.step').nth(1);
  await second.getByLabel('Target 1', { exact: true }).selectOption({ label: person });
  await page.getByRole('button', { name: 'Save' }).last().click();
  await page.getByRole('status').getByText('Saved.').waitFor();
}
