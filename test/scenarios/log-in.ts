import { createToken, hashToken } from '../../src/accounts/tokens.ts';
import { createAccountStore } from '../../src/database/accounts/account-store.ts';
import { Visitor } from '../web/visitor.ts';
import type { Stage } from './stage.ts';

/** Somebody of the stage with a browser, logged in, who reads English. */
export async function logIn(on: Stage, personId: string): Promise<Visitor> {
  const accounts = createAccountStore(on.database());
  const at = Date.now();
  const author = { actor: 'test', at };
  await accounts.setEmail(personId, `${personId}@example.org`, author);
  await accounts.setPreferences(personId, { language: 'en', theme: 'system' });
  const token = createToken();
  await accounts.openSession({
    id: 'session',
    tokenHash: hashToken(token),
    personId,
    halfOpen: false,
    createdAt: at,
    seenAt: at,
    expiresAt: at + 3_600_000,
    address: '127.0.0.1',
    browser: 'A test',
  });
  return new Visitor(on.webUrl(), `vigie=${token}`);
}
