import { readEmail } from '../domain/email.ts';
import { type Instant, SECOND } from '../runtime/instant.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import { type Account, hasLeft, hasSecondFactor } from './account.ts';
import type { AccountStore, Claim, Source } from './account-store.ts';
import { isPassword } from './passwords.ts';
import { hashRecoveryCode, periodOf } from './second-factor.ts';

const FREE_FAILURES = 5;
const FIRST_LOCK_SECONDS = 30;
const LONGEST_LOCK_SECONDS = 15 * 60;

/** Nobody is told which: only the log, for those who run the service. */
export type LogInRefusal = 'unknown' | 'locked' | 'wrong' | 'now-locked';

/**
 * Whether e-mail and password are right. A try is counted before anything is compared, so that a hundred at the same
 * moment are a hundred; and takes as long for nobody as for somebody.
 */
export async function checkPassword(
  accounts: AccountStore,
  given: { readonly email: string; readonly password: string },
  from: Source,
  now: Instant,
): Promise<Result<Account, LogInRefusal>> {
  const email = readEmail(given.email);
  const found = email === null ? null : await accounts.withEmail(email);
  const account = found === null || hasLeft(found, now) ? null : found;
  const claim = await accounts.claimTry(account?.personId ?? null, from, now);
  const isRight = await isPassword(given.password, claim === null ? null : (account?.passwordHash ?? null));
  if (account === null) return fail('unknown');
  if (claim === null) return fail('locked');
  if (!isRight) return refuse(accounts, claim, from, now);
  // With a second factor wrong tries stand until its code is right: the password alone must not buy more of them.
  if (!hasSecondFactor(account)) await accounts.forgive(claim);
  else await accounts.takeBack(claim);
  return ok(account);
}

/** Whether the code is the authenticator's present one, or a recovery code; either is good once. */
export async function checkSecondFactor(
  accounts: AccountStore,
  account: Account,
  code: string,
  from: Source,
  now: Instant,
): Promise<Result<Account, LogInRefusal>> {
  if (!hasSecondFactor(account) || hasLeft(account, now)) return fail('unknown');
  const claim = await accounts.claimTry(account.personId, from, now);
  if (claim === null) return fail('locked');
  const { totpSecret } = account;
  const period = totpSecret === null ? null : periodOf(totpSecret, code, now);
  const isRight =
    period === null
      ? await accounts.useRecoveryCode(account.personId, hashRecoveryCode(code))
      : await accounts.usePeriod(account.personId, period);
  if (!isRight) return refuse(accounts, claim, from, now);
  await accounts.forgive(claim);
  return ok(account);
}

/** Until when everything is refused after that many failures in a row; null: go on. */
export function lockedUntil(failures: number, now: Instant): Instant | null {
  if (failures < FREE_FAILURES) return null;
  const seconds = Math.min(LONGEST_LOCK_SECONDS, FIRST_LOCK_SECONDS * 2 ** (failures - FREE_FAILURES));
  return now + seconds * SECOND;
}

async function refuse(
  accounts: AccountStore,
  claim: Claim,
  from: Source,
  now: Instant,
): Promise<Result<never, LogInRefusal>> {
  if (claim.lockedUntil === null) return fail('wrong');
  await accounts.noteLock(claim, from, now);
  return fail('now-locked');
}
