import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { TELEPHONE, tone, wavFile } from '../domain/sound/wav-file.ts';
import { stage } from '../scenarios/stage.ts';
import { openSite } from '../web/open-site.ts';
import { letClaireIn, logInAsClaire, openPage } from './at-the-door.ts';
import { openBrowser } from './chromium.ts';

const HZ = 700;
const PAGE = '/hotlines/support/greeting';
const AUDIO = 'input[type="file"]';
const folder = mkdtempSync(path.join(tmpdir(), 'vigie-greeting-'));

/** What the microphone hears: a tone that comes and goes, for browsers take a steady one for noise. */
const MICROPHONE = { ...TELEPHONE, sampleRate: 48_000 };
const spoken = path.join(folder, 'microphone.wav');
writeFileSync(
  spoken,
  wavFile(MICROPHONE, 3, (at) => (at % 24_000 < 14_000 ? tone(HZ, 48_000, 0.6)(at) : 0)),
);

const browser = await openBrowser([
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-audio-capture=${spoken}`,
]);
afterAll(() => browser?.close());

describe.skipIf(browser === null)('a greeting recorded in the browser', () => {
  const on = stage();

  it('is heard before it is saved, and then by a real caller', { timeout: 120_000 }, async () => {
    await letClaireIn(on, 'administrator');
    const page = await openPage(browser, on.webUrl());
    await logInAsClaire(page);
    await page.goto('/hotlines/support');
    await page.getByRole('link', { name: 'Record or upload…' }).click();
    await record(page, '0:02');
    await page.getByText('Listen before you save', { exact: true }).waitFor();
    expect(await lengthOfSound(page, '[data-preview] audio')).toBeGreaterThan(1.5);
    await page.getByRole('button', { name: 'Greet callers with this' }).click();
    await page.getByRole('status').getByText('Saved.').waitFor();

    await waitForAsterisk(page);
    const bob = await on.pbx.phone('202', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    const { answeredAt } = await caller.answered();
    await caller.hears(HZ);
    const { invitedAt } = await bob.rang();
    expect(invitedAt - (answeredAt ?? 0)).toBeGreaterThan(1_500);
    await on.happened('talking-started');
    await caller.hangUp();
    await on.ended('accepted');
    await page.context().close();
  });
});

describe.skipIf(browser === null)('the page of a greeting', () => {
  it('is recorded with the keyboard alone; level and time move, and saving waits for the end', {
    timeout: 60_000,
  }, async () => {
    const page = await openGreeting();
    await page.getByRole('button', { name: 'Record' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Recording. Speak now.').waitFor();
    expect(await page.getByRole('button', { name: 'Greet callers with this' }).isDisabled()).toBe(true);
    await holds(page, "document.querySelector('meter').value > 0.4");
    await page.getByRole('timer').getByText('0:01').waitFor();
    expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Stop');
    await page.keyboard.press('Enter');
    await page.getByText(/s are recorded. Listen before you save/).waitFor();
    expect(await page.getByRole('button', { name: 'Record again' }).isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'Greet callers with this' }).isDisabled()).toBe(false);
    await page.context().close();
  });

  it('takes files that only the browser can read, and makes WAV of them', { timeout: 120_000 }, async () => {
    const page = await openGreeting();
    // A-law in a WAV: the server refuses it as compressed.
    const compressed = wavFile({ ...TELEPHONE, bits: 8 }, 2, (at) => ((at >> 3) % 2 === 0 ? 0.6 : -0.6));
    compressed.writeUInt16LE(6, 20);
    await page.setInputFiles(AUDIO, { name: 'a.wav', mimeType: 'audio/wav', buffer: compressed });
    await page.getByText('The file is 2.0 s long. Listen before you save.').waitFor();
    await page.getByRole('button', { name: 'Greet callers with this' }).click();
    await page.getByRole('status').getByText('Saved.').waitFor();
    expect(await lengthOfSound(page, '.greeting-now audio')).toBeCloseTo(2, 1);
    await page.getByRole('button', { name: 'Remove the recording' }).click();
    await page.getByText('No greeting: they hear ringing').waitFor();
    await page.context().close();
  });

  it('says beside the field what is wrong with a file that nobody can read', {
    timeout: 60_000,
  }, async () => {
    const page = await openGreeting();
    await page.setInputFiles(AUDIO, {
      name: 'a.mp3',
      mimeType: 'audio/mpeg',
      buffer: Buffer.from('no sound'),
    });
    await page.getByText('Your browser cannot play this file.').waitFor();
    await page.getByRole('button', { name: 'Greet callers with this' }).click();
    await page.locator('#audio-error').getByText('This is no WAV file.').waitFor();
    await page.context().close();
  });

  it('works without scripts, for WAV', { timeout: 120_000 }, async () => {
    const page = await openGreeting({ javaScriptEnabled: false });
    expect(await page.getByRole('button', { name: 'Record', exact: true }).isVisible()).toBe(false);
    const buffer = wavFile(TELEPHONE, 1, tone(HZ, 8_000));
    await page.setInputFiles(AUDIO, { name: 'a.wav', mimeType: 'audio/wav', buffer });
    await page.getByRole('button', { name: 'Greet callers with this' }).click();
    await page.getByText('Asterisk has it: callers hear it.').waitFor();
    await page.context().close();
  });
});

async function openGreeting(options: { readonly javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const site = await openSite();
  const page = await openPage(browser, site.url, options);
  const { cookie } = await site.as('ada');
  const [name = '', value = ''] = cookie.split('=');
  await page.context().addCookies([{ name, value, url: site.url }]);
  await page.goto(PAGE);
  return page;
}

/** Records until the time shown is `until`. */
async function record(page: Page, until: string): Promise<void> {
  await page.getByRole('button', { name: 'Record' }).click();
  await page.getByRole('timer').getByText(until).waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
}

async function waitForAsterisk(page: Page): Promise<void> {
  const there = page.getByText('Asterisk has it: callers hear it.');
  for (let tries = 0; tries < 60 && !(await there.isVisible()); tries += 1) await page.reload();
  await there.waitFor();
}

/** Waits until it holds in the page, whose policy lets nothing wait there that was not served. */
async function holds(page: Page, condition: string): Promise<void> {
  await waitUntil(condition, async () => (await page.evaluate(condition)) === true);
}

/** In seconds, as the browser's own player has it. */
async function lengthOfSound(page: Page, audio: string): Promise<number> {
  const player = `document.querySelector('${audio}')`;
  await holds(page, `${player}.readyState > 0`);
  return Number(await page.evaluate(`${player}.duration`));
}
