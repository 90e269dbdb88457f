import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { addUser } from '../../src/accounts/add-user.ts';
import { hashPassword } from '../../src/accounts/passwords.ts';
import { createAccountStore } from '../../src/database/accounts/account-store.ts';
import { createConfigurationStore } from '../../src/database/configuration/configuration-store.ts';
import type { Role } from '../../src/domain/person.ts';
import { FRANCE } from '../planning/plan.ts';
import type { Stage } from '../scenarios/stage.ts';

export const CLAIRE = { name: 'Claire', email: 'claire@example.org', password: 'a lantern on the headland' };

/** Claire may log in to the pages of the stage's Vigie, and reads English. */
export async function letClaireIn(on: Stage, role: Role): Promise<void> {
  const accounts = createAccountStore(on.database());
  const author = { actor: 'test', at: Date.now() };
  const stores = { configuration: createConfigurationStore(on.database()), accounts };
  const user = { name: CLAIRE.name, email: CLAIRE.email, role };
  const added = await addUser(stores, user, { plan: FRANCE, homeTimeZone: 'Europe/Paris', author });
  if (!added.ok) throw new Error(added.error.kind);
  await accounts.setPassword(added.value, await hashPassword(CLAIRE.password), author, null);
  await accounts.setPreferences(added.value, { language: 'en', theme: 'system' });
}

/** A page of a fresh browser; an error of its scripts is an error of the test. */
export async function openPage(
  from: Browser | null,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  if (!from) throw new Error('no browser');
  const context = await from.newContext({ baseURL: url, locale: 'en', ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  return page;
}

export async function logInAsClaire(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByLabel('E-mail').fill(CLAIRE.email);
  await page.getByLabel('Password').fill(CLAIRE.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { name: 'Now' }).waitFor();
}
