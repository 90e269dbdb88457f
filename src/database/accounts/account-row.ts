import type { ExpressionBuilder } from 'kysely';
import { type Account, hasSecondFactor, THEMES } from '../../accounts/account.ts';
import { LANGUAGES } from '../../domain/person.ts';
import type { Queryable } from '../database.ts';
import { storedWord } from '../stored.ts';
import type { AccountRow } from '../tables/account-tables.ts';
import type { Tables } from '../tables/tables.ts';

/** The id of some passkey of the person that a row belongs to; null: they have none. */
export function somePasskey(people: ExpressionBuilder<Tables, 'people'>) {
  return people
    .selectFrom('passkeys')
    .select('passkeys.id')
    .whereRef('passkeys.person_id', '=', 'people.id')
    .limit(1)
    .as('passkey');
}

/** An account from its row, which may be part of a wider one. */
export function toAccount(
  row: Omit<AccountRow, 'created_at'> & { leaves_at: number | null; passkey: string | null },
): Account {
  return {
    personId: row.person_id,
    email: row.email,
    passwordHash: row.password_hash,
    totpSecret: row.totp_secret,
    hasPasskey: row.passkey !== null,
    language: row.language === null ? null : storedWord(LANGUAGES, row.language),
    theme: storedWord(THEMES, row.theme),
    failures: row.failures,
    lockedUntil: row.locked_until,
    leavesAt: row.leaves_at,
  };
}

/** With their last day, as every account is read. */
export function selectAccounts(db: Queryable) {
  return db
    .selectFrom('accounts')
    .innerJoin('people', 'people.id', 'accounts.person_id')
    .selectAll('accounts')
    .select(['people.leaves_at', somePasskey]);
}

export async function readAccount(
  db: Queryable,
  column: 'email' | 'person_id',
  value: string,
): Promise<Account | null> {
  const row = await selectAccounts(db).where(`accounts.${column}`, '=', value).executeTakeFirst();
  return row ? toAccount(row) : null;
}

/** Recovery codes stand in for a second factor: with the last of them they open nothing. */
export async function dropCodesWithoutFactor(db: Queryable, personId: string): Promise<void> {
  const account = await readAccount(db, 'person_id', personId);
  if (account !== null && hasSecondFactor(account)) return;
  await db.deleteFrom('recovery_codes').where('person_id', '=', personId).execute();
}
