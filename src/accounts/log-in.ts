import { type Instant, SECOND } from '../runtime/instant.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import type { Account } from './account.ts';
import { readEmail } from './account.ts';
import type { AccountStore } from './account-store.ts';
import { isPassword } from './passwords.ts';
import { hashRecoveryCode, periodOf } from './second-factor.ts';

const FREE_FAILURES = 5;
const FIRST_LOCK_SECONDS = 30;
const LONGEST_LOCK_SECONDS = 15 * 60;

/** Whether e-mail and password are right. Says no more than "no": not whether the account exists, nor that it is locked. */
export async function checkPassword(
  accounts: AccountStore,
  given: { readonly email: string; readonly password: string },
  now: Instant,
): Promise<Result<Account, 'refused'>> {
  const email = readEmail(given.email);
  const account = email === null ? null : await accounts.withEmail(email);
  const right = await isPassword(given.password, account?.passwordHash ?? null);
  if (account === null || isLocked(account, now)) return fail('refused');
  if (!right) return refuse(accounts, account, now);
  // With a second factor the failures stand until its code is right: the password alone must not buy more tries.
  if (account.totpSecret === null) await forgive(accounts, account);
  return ok(account);
}

/** Whether the code is the authenticator's present one, or a recovery code; either is good once. */
export async function checkSecondFactor(
  accounts: AccountStore,
  account: Account,
  code: string,
  now: Instant,
): Promise<Result<Account, 'refused'>> {
  if (account.totpSecret === null || isLocked(account, now)) return fail('refused');
  const period = periodOf(account.totpSecret, code, now);
  const right =
    period === null
      ? await accounts.useRecoveryCode(account.personId, hashRecoveryCode(code))
      : await accounts.usePeriod(account.personId, period);
  if (!right) return refuse(accounts, account, now);
  await forgive(accounts, account);
  return ok(account);
}

/** How long the account refuses everything after that many failures in a row. */
export function lockSeconds(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(LONGEST_LOCK_SECONDS, FIRST_LOCK_SECONDS * 2 ** (failures - FREE_FAILURES));
}

async function refuse(
  accounts: AccountStore,
  account: Account,
  now: Instant,
): Promise<Result<never, 'refused'>> {
  const failures = account.failures + 1;
  const seconds = lockSeconds(failures);
  await accounts.setFailures(account.personId, failures, seconds === 0 ? null : now + seconds * SECOND);
  return fail('refused');
}

async function forgive(accounts: AccountStore, account: Account): Promise<void> {
  if (account.failures > 0) await accounts.setFailures(account.personId, 0, null);
}

function isLocked({ lockedUntil }: Account, now: Instant): boolean {
  return lockedUntil !== null && now < lockedUntil;
}
