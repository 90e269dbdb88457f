import { type Account, THEMES } from '../accounts/account.ts';
import { LANGUAGES } from '../domain/person.ts';
import { storedWord } from './stored.ts';
import type { AccountRow } from './tables.ts';

/** An account from its row, which may be part of a wider one. */
export function toAccount(row: Omit<AccountRow, 'created_at'> & { leaves_at: number | null }): Account {
  return {
    personId: row.person_id,
    email: row.email,
    passwordHash: row.password_hash,
    totpSecret: row.totp_secret,
    language: row.language === null ? null : storedWord(LANGUAGES, row.language),
    theme: storedWord(THEMES, row.theme),
    failures: row.failures,
    lockedUntil: row.locked_until,
    leavesAt: row.leaves_at,
  };
}
