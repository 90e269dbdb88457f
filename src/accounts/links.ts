import type { Instant } from '../runtime/instant.ts';
import type { LinkPurpose } from './account.ts';
import type { AccountStore } from './account-store.ts';
import { createToken, hashToken } from './tokens.ts';

const HOUR = 3_600_000;
const GOOD_FOR: Readonly<Record<LinkPurpose, number>> = { invitation: 7 * 24 * HOUR, reset: HOUR };

/** Makes a link that lets the person choose a password, once; gives its path, and until when it is good. */
export async function createLink(
  accounts: AccountStore,
  personId: string,
  purpose: LinkPurpose,
  now: Instant,
): Promise<{ readonly path: string; readonly expiresAt: Instant }> {
  const token = createToken();
  const expiresAt = now + GOOD_FOR[purpose];
  await accounts.addLink({ tokenHash: hashToken(token), personId, purpose, expiresAt }, now);
  return { path: `/welcome/${token}`, expiresAt };
}
