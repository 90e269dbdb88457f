import { type Account, type AccountLink, hasSecondFactor, LINK_PURPOSES } from '../../accounts/account.ts';
import type { AccountStore, SecondFactor } from '../../accounts/account-store.ts';
import type { WithheldReason } from '../../domain/notice/notice.ts';
import type { Author } from '../../planning/configuration.ts';
import type { Instant } from '../../runtime/instant.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import type { Database, Queryable } from '../database.ts';
import { storedWord } from '../stored.ts';
import type { AccountRow } from '../tables/account-tables.ts';
import { dropCodesWithoutFactor, readAccount, selectAccounts, toAccount } from './account-row.ts';
import { recordEntry } from './audit-store.ts';
import { createLogInTries } from './log-in-tries.ts';
import { notLeft } from './not-left.ts';
import { createSessionStore, endSessions } from './session-store.ts';

/** Accounts kept in the database. What only reads goes through `reading`, a connection that keeps no call waiting. */
export function createAccountStore(db: Database, reading: Queryable = db): AccountStore {
  const change = <T>(work: (transaction: Queryable) => Promise<T>) => db.transaction().execute(work);
  return {
    ...createSessionStore(db, reading),
    ...createLogInTries(db),
    async anyone() {
      const row = await reading
        .selectFrom('accounts')
        .select('person_id')
        .where('password_hash', 'is not', null)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    withEmail: (email) => readAccount(reading, 'email', email),
    of: (personId) => readAccount(reading, 'person_id', personId),
    async all() {
      return (await selectAccounts(reading).execute()).map(toAccount);
    },
    setEmail: (personId, email, author, keepSession = null) =>
      change((transaction) => setEmail(transaction, personId, email, author, keepSession)),
    setPassword: (personId, hash, author, keepSession) =>
      change(async (transaction) => {
        const forgiven = { password_hash: hash, failures: 0, locked_until: null };
        await audited(transaction, personId, author, 'password changed', forgiven);
        await transaction.deleteFrom('account_links').where('person_id', '=', personId).execute();
        await transaction.deleteFrom('known_devices').where('person_id', '=', personId).execute();
        await endSessions(transaction, personId, keepSession);
      }),
    setSecondFactor: (personId, factor, author, keepSession = null) =>
      change((transaction) => setSecondFactor(transaction, personId, factor, author, keepSession)),
    setPreferences: async (personId, { language, theme }) => {
      await db.updateTable('accounts').set({ language, theme }).where('person_id', '=', personId).execute();
    },
    remove: (personId, author) =>
      change(async (transaction) => {
        const before = await readAccount(transaction, 'person_id', personId);
        if (before === null) return;
        await transaction.deleteFrom('accounts').where('person_id', '=', personId).execute();
        await endWhatTheyWereGiven(transaction, personId);
        await recordEntry(transaction, author, 'removed', accountOf(personId), {
          before: shown(before),
          after: null,
        });
      }),
    usePeriod: async (personId, period) => {
      const used = await db
        .updateTable('accounts')
        .set({ totp_period: period })
        .where('person_id', '=', personId)
        .where((where) => where.or([where('totp_period', 'is', null), where('totp_period', '<', period)]))
        .executeTakeFirst();
      return used.numUpdatedRows === 1n;
    },
    useRecoveryCode: async (personId, codeHash) => {
      const used = await db
        .deleteFrom('recovery_codes')
        .where('person_id', '=', personId)
        .where('code_hash', '=', codeHash)
        .executeTakeFirst();
      return used.numDeletedRows === 1n;
    },
    async recoveryCodesLeft(personId) {
      const rows = await reading
        .selectFrom('recovery_codes')
        .select('code_hash')
        .where('person_id', '=', personId)
        .execute();
      return rows.length;
    },
    addLink: ({ tokenHash, personId, purpose, expiresAt }, now) =>
      change(async (transaction) => {
        await transaction.deleteFrom('account_links').where('expires_at', '<=', now).execute();
        await transaction
          .insertInto('account_links')
          .values({ token_hash: tokenHash, person_id: personId, purpose, expires_at: expiresAt })
          .execute();
      }),
    async linksUnderWay(personId, purpose, now) {
      const rows = await db
        .selectFrom('account_links')
        .select('token_hash')
        .where('person_id', '=', personId)
        .where('purpose', '=', purpose)
        .where('expires_at', '>', now)
        .execute();
      return rows.length;
    },
    link: (tokenHash, now) => readLink(reading, tokenHash, now),
    useLink: (tokenHash, now) =>
      change(async (transaction) => {
        const link = await readLink(transaction, tokenHash, now);
        await transaction.deleteFrom('account_links').where('token_hash', '=', tokenHash).execute();
        return link;
      }),
  };
}

async function setEmail(
  db: Queryable,
  personId: string,
  email: string,
  author: Author,
  keepSession: string | null,
): Promise<Result<void, 'taken'>> {
  const owner = await readAccount(db, 'email', email);
  if (owner !== null && owner.personId !== personId) return fail('taken');
  const reader = await db
    .selectFrom('notice_addresses')
    .select('person_id')
    .where('email', '=', email)
    .where('person_id', '!=', personId)
    .executeTakeFirst();
  if (reader) return fail('taken');
  const before = await readAccount(db, 'person_id', personId);
  if (before === null) {
    await db
      .insertInto('accounts')
      .values(newAccount(personId, email, author.at))
      .execute();
    await recordEntry(db, author, 'added', accountOf(personId), { before: null, after: { email } });
  } else if (before.email !== email) {
    await audited(db, personId, author, 'changed', { email });
    // They went to the address of before.
    await db.deleteFrom('account_links').where('person_id', '=', personId).execute();
    await endSessions(db, personId, keepSession);
  }
  return ok(undefined);
}

/** The telephone is a way in too, and so are links and calendars; what waits goes to addresses they chose. */
async function endWhatTheyWereGiven(db: Queryable, personId: string): Promise<void> {
  for (const table of ['phone_pins', 'calendar_feeds', 'listen_links', 'address_proofs'] as const)
    await db.deleteFrom(table).where('person_id', '=', personId).execute();
  const confirmations = db.selectFrom('duty_confirmations').select('id').where('person_id', '=', personId);
  await db.deleteFrom('confirm_links').where('confirmation', 'in', confirmations).execute();
  await db
    .updateTable('notice_addresses')
    .set({ email: null, sms: null })
    .where('person_id', '=', personId)
    .execute();
  await db.deleteFrom('notice_preferences').where('person_id', '=', personId).execute();
  await db
    .updateTable('notices')
    .set({ state: 'suppressed', detail: 'gone' satisfies WithheldReason, next_try_at: null })
    .where('person_id', '=', personId)
    .where('next_try_at', 'is not', null)
    .execute();
}

function newAccount(personId: string, email: string, at: Instant): AccountRow {
  return {
    person_id: personId,
    email,
    password_hash: null,
    totp_secret: null,
    totp_period: null,
    language: null,
    theme: 'system',
    failures: 0,
    locked_until: null,
    created_at: at,
  };
}

async function setSecondFactor(
  db: Queryable,
  personId: string,
  factor: SecondFactor | null,
  author: Author,
  keepSession: string | null,
): Promise<void> {
  const action = factor === null ? 'second factor removed' : 'second factor added';
  await audited(db, personId, author, action, { totp_secret: factor?.secret ?? null, totp_period: null });
  // A passkey that stays keeps its codes.
  if (factor === null) await dropCodesWithoutFactor(db, personId);
  else await db.deleteFrom('recovery_codes').where('person_id', '=', personId).execute();
  const codes = (factor?.codeHashes ?? []).map((hash) => ({ code_hash: hash, person_id: personId }));
  if (codes.length > 0) await db.insertInto('recovery_codes').values(codes).execute();
  await endSessions(db, personId, keepSession);
}

/** Changes an account and writes down what is not secret about it. */
async function audited(
  db: Queryable,
  personId: string,
  author: Author,
  action: string,
  change: Partial<AccountRow>,
): Promise<void> {
  const before = await readAccount(db, 'person_id', personId);
  await db.updateTable('accounts').set(change).where('person_id', '=', personId).execute();
  const after = await readAccount(db, 'person_id', personId);
  if (before === null || after === null) throw new Error(`${personId} has no account to change`);
  await recordEntry(db, author, action, accountOf(personId), { before: shown(before), after: shown(after) });
}

function accountOf(id: string): { readonly kind: string; readonly id: string } {
  return { kind: 'accounts', id };
}

function shown(account: Account) {
  const { email, passwordHash } = account;
  return { email, hasPassword: passwordHash !== null, hasSecondFactor: hasSecondFactor(account) };
}

async function readLink(db: Queryable, tokenHash: string, now: Instant): Promise<AccountLink | null> {
  const row = await db
    .selectFrom('account_links')
    .innerJoin('people', 'people.id', 'account_links.person_id')
    .selectAll('account_links')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .where(notLeft(now))
    .executeTakeFirst();
  if (!row) return null;
  return {
    tokenHash: row.token_hash,
    personId: row.person_id,
    purpose: storedWord(LINK_PURPOSES, row.purpose),
    expiresAt: row.expires_at,
  };
}
