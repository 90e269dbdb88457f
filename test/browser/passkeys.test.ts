import type { CDPSession, Page, Request } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import type { AccountChangeNews } from '../../src/notices/account-change.ts';
import { ok } from '../../src/runtime/result.ts';
import { type OpenSite, openSite, PASSWORD } from '../web/open-site.ts';
import { openPage } from './at-the-door.ts';
import { openBrowser } from './chromium.ts';

const browser = await openBrowser();
const EMAIL = 'mia@example.org';

interface Key {
  readonly devTools: CDPSession;
  readonly authenticatorId: string;
}

/** A page with a device that holds passkeys, and whose owner is always there. */
async function openWithKey(): Promise<{ site: OpenSite; page: Page; key: Key; told: AccountChangeNews[] }> {
  const told: AccountChangeNews[] = [];
  const mailAccountChange = async (news: AccountChangeNews) => {
    told.push(news);
    return ok(true as const);
  };
  const site = await openSite({
    publicUrl: (port) => `http://localhost:${port}`,
    mailAccountChange,
    now: Date.now(),
  });
  const page = await openPage(browser, site.dependencies.publicUrl ?? '');
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('WebAuthn.enable');
  const { authenticatorId } = await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { site, page, key: { devTools, authenticatorId }, told };
}

async function givePassword(page: Page): Promise<void> {
  await page.goto('/log-in');
  await page.getByLabel('E-mail').fill(EMAIL);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
}

async function begin(page: Page, password: string): Promise<void> {
  await page.goto('/account');
  const card = page.getByRole('region', { name: 'Passkeys' });
  await card.getByLabel('What to call it').fill('My telephone');
  await card.getByLabel('Present password').last().fill(password);
  await card.getByRole('button', { name: 'Add a passkey' }).click();
}

async function add(page: Page): Promise<void> {
  await begin(page, PASSWORD);
  await page.getByRole('button', { name: 'Make the passkey' }).click();
  await page.getByRole('heading', { name: 'Recovery codes' }).waitFor();
}

describe.skipIf(browser === null)('passkeys, in a real browser with a device of its own', () => {
  afterAll(() => browser?.close());

  it('one is added, opens the account by itself, is the second factor, and is removed', async () => {
    const { site, page, key, told } = await openWithKey();
    const { passkeys } = site.dependencies;
    await givePassword(page);
    await page.getByRole('heading', { name: 'My duty' }).waitFor();

    // Not without the password.
    await begin(page, 'wrong wrong wrong');
    await page.getByText('This is not your present password').waitFor();
    expect(await passkeys.of('mia')).toEqual([]);
    await add(page);
    expect(await page.locator('.codes li').count()).toBe(10);
    expect(await passkeys.of('mia')).toMatchObject([{ name: 'My telephone', usedAt: null }]);
    expect(told.map(({ change, email }) => [change, email])).toEqual([['passkey-added', EMAIL]]);

    // By itself.
    await page.context().clearCookies();
    const answers: Request[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/log-in/passkey')) answers.push(request);
    });
    await page.goto('/log-in?to=%2Faccount');
    await page.getByRole('button', { name: 'Log in with a passkey' }).click();
    await page.getByText('last used').waitFor();
    expect((await passkeys.of('mia'))[0]?.usedAt).not.toBeNull();

    // What was sent opens nothing a second time.
    const replay = site.anybody();
    const sent = Object.fromEntries(new URLSearchParams(answers[0]?.postData() ?? ''));
    expect(sent.answer).toContain('"signature"');
    expect((await replay.post('/log-in/passkey', sent)).status).toBe(422);
    expect((await replay.get('/now')).status).toBe(303);

    // After the password, which alone opens nothing any more.
    await page.context().clearCookies();
    await givePassword(page);
    await page.getByRole('heading', { name: 'Second factor' }).waitFor();
    await page.goto('/now');
    await page.getByRole('button', { name: 'Use your passkey' }).click();
    await page.getByRole('heading', { name: 'My duty' }).waitFor();

    // A device that did not verify who holds it is a second factor, and no log-in.
    await page.context().clearCookies();
    await key.devTools.send('WebAuthn.setUserVerified', {
      authenticatorId: key.authenticatorId,
      isUserVerified: false,
    });
    await page.goto('/log-in');
    await page.getByRole('button', { name: 'Log in with a passkey' }).click();
    await page.getByText('Your browser has shown no passkey').waitFor();

    await key.devTools.send('WebAuthn.setUserVerified', {
      authenticatorId: key.authenticatorId,
      isUserVerified: true,
    });
    await page.getByRole('button', { name: 'Log in with a passkey' }).click();
    await page.getByRole('heading', { name: 'My duty' }).waitFor();

    // Removed with the password only; then it opens nothing, and the password alone does again.
    await page.goto('/account');
    const line = page.getByRole('listitem').filter({ hasText: 'My telephone' });
    await line.getByLabel('Present password').fill('wrong wrong wrong');
    await line.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('This is not your present password').waitFor();
    expect(await passkeys.of('mia')).toHaveLength(1);
    await line.getByLabel('Present password').fill(PASSWORD);
    await line.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Saved').first().waitFor();
    expect(await passkeys.of('mia')).toEqual([]);
    expect(await site.dependencies.accounts.recoveryCodesLeft('mia')).toBe(0);
    expect(told.map(({ change }) => change)).toEqual(['passkey-added', 'passkey-removed']);
    await page.context().clearCookies();
    await page.goto('/log-in');
    await page.getByRole('button', { name: 'Log in with a passkey' }).click();
    await page.getByText('No passkey was taken').waitFor();
    expect(site.log()).toContain('"security":"log-in-refused"');
    await givePassword(page);
    await page.getByRole('heading', { name: 'My duty' }).waitFor();

    const entries = await site.db.selectFrom('audit_entries').select(['action', 'actor_id']).execute();
    for (const action of ['passkey added', 'passkey removed'])
      expect(entries).toContainEqual({ action, actor_id: 'mia' });
  });
});
