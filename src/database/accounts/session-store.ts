import type { LoggedIn, Session } from '../../accounts/account.ts';
import type { AccountStore } from '../../accounts/account-store.ts';
import { LANGUAGES, ROLES } from '../../domain/person.ts';
import type { Database, Queryable } from '../database.ts';
import { storedWord } from '../stored.ts';
import type { SessionRow } from '../tables/account-tables.ts';
import { somePasskey, toAccount } from './account-row.ts';
import { recordEntry } from './audit-store.ts';
import { notLeft } from './not-left.ts';

type SessionStore = Pick<
  AccountStore,
  'openSession' | 'loggedIn' | 'sessionsOf' | 'prolongSession' | 'closeSession' | 'closeOtherSessions'
>;

/** Sessions kept in the database: they outlive a restart, and end the moment their row goes. */
export function createSessionStore(db: Database, reading: Queryable): SessionStore {
  return {
    openSession: (session) =>
      db.transaction().execute(async (transaction) => {
        // Whoever logs in takes out what has expired meanwhile: a table that needs no sweeper.
        await transaction.deleteFrom('sessions').where('expires_at', '<=', session.createdAt).execute();
        await transaction.insertInto('sessions').values(toRow(session)).execute();
        if (!session.halfOpen) await recordLogIn(transaction, session);
      }),
    async loggedIn(tokenHash, now) {
      const row = await reading
        .selectFrom('sessions')
        .innerJoin('accounts', 'accounts.person_id', 'sessions.person_id')
        .innerJoin('people', 'people.id', 'sessions.person_id')
        .selectAll('sessions')
        .select(['email', 'password_hash', 'totp_secret', 'totp_period', 'language', 'theme'])
        .select(['failures', 'locked_until', 'people.name', 'people.role', 'people.languages'])
        .select(['people.leaves_at', somePasskey])
        .where('sessions.token_hash', '=', tokenHash)
        .where('sessions.expires_at', '>', now)
        // With their last day a person's sessions are over.
        .where(notLeft(now))
        .executeTakeFirst();
      if (!row) return null;
      return {
        session: toSession(row),
        account: toAccount(row),
        person: {
          id: row.person_id,
          name: row.name,
          role: storedWord(ROLES, row.role),
          languages: row.languages.split(',').map((language) => storedWord(LANGUAGES, language)),
        },
        teamIds: await teamsOf(reading, row.person_id),
      } satisfies LoggedIn;
    },
    async sessionsOf(personId, now) {
      const rows = await reading
        .selectFrom('sessions')
        .selectAll()
        .where('person_id', '=', personId)
        .where('half_open', '=', 0)
        .where('expires_at', '>', now)
        .orderBy('seen_at', 'desc')
        .execute();
      return rows.map(toSession);
    },
    prolongSession: async (id, seenAt, expiresAt) => {
      const set = { seen_at: seenAt, expires_at: expiresAt };
      await db.updateTable('sessions').set(set).where('id', '=', id).execute();
    },
    closeSession: async (personId, id) => {
      await db.deleteFrom('sessions').where('person_id', '=', personId).where('id', '=', id).execute();
    },
    closeOtherSessions: async (personId, keep) => {
      await db.deleteFrom('sessions').where('person_id', '=', personId).where('id', '!=', keep).execute();
    },
  };
}

/** All of a person's but one; null: every one. */
export async function endSessions(db: Queryable, personId: string, keep: string | null): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where('person_id', '=', personId)
    .where('id', '!=', keep ?? '')
    .execute();
}

async function recordLogIn(db: Queryable, { personId, createdAt, address }: Session): Promise<void> {
  const { name } = await db
    .selectFrom('people')
    .select('name')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  const author = { actor: name, personId, at: createdAt };
  const subject = { kind: 'accounts', id: personId };
  await recordEntry(db, author, 'logged in', subject, { before: null, after: { address } });
}

async function teamsOf(db: Queryable, personId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('team_members')
    .select('team_id')
    .where('person_id', '=', personId)
    .execute();
  return rows.map((row) => row.team_id);
}

function toRow(session: Session): SessionRow {
  return {
    id: session.id,
    token_hash: session.tokenHash,
    person_id: session.personId,
    half_open: session.halfOpen ? 1 : 0,
    created_at: session.createdAt,
    seen_at: session.seenAt,
    expires_at: session.expiresAt,
    address: session.address,
    browser: session.browser,
  };
}

function toSession(row: SessionRow): Session {
  return {
    id: row.id,
    tokenHash: row.token_hash,
    personId: row.person_id,
    halfOpen: row.half_open === 1,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    expiresAt: row.expires_at,
    address: row.address,
    browser: row.browser,
  };
}
