import type { Instant } from '../domain/instant.ts';
import type { LinkPurpose } from './account.ts';
import type { AccountBook } from './account-book.ts';
import { createToken, hashToken } from './tokens.ts';

const HOUR = 3_600_000;
const GOOD_FOR: Readonly<Record<LinkPurpose, number>> = { invitation: 7 * 24 * HOUR, reset: HOUR };

/** Makes a link that lets the person choose a password, once; gives its path. */
export async function createLink(
  accounts: AccountBook,
  personId: string,
  purpose: LinkPurpose,
  now: Instant,
): Promise<string> {
  const token = createToken();
  await accounts.addLink({
    tokenHash: hashToken(token),
    personId,
    purpose,
    expiresAt: now + GOOD_FOR[purpose],
  });
  return `/welcome/${token}`;
}
