import type { Passkey, PasskeyStore } from '../../accounts/passkey.ts';
import type { Database, Queryable } from '../database.ts';
import type { PasskeyRow } from '../tables/account-tables.ts';
import { dropCodesWithoutFactor } from './account-row.ts';
import { recordEntry } from './audit-store.ts';
import { endSessions } from './session-store.ts';

/** Passkeys kept in the database. */
export function createPasskeyStore(db: Database, reading: Queryable = db): PasskeyStore {
  const change = <T>(work: (transaction: Queryable) => Promise<T>) => db.transaction().execute(work);
  return {
    async of(personId) {
      const rows = await reading
        .selectFrom('passkeys')
        .selectAll()
        .where('person_id', '=', personId)
        .orderBy('added_at')
        .orderBy('id')
        .execute();
      return rows.map(toPasskey);
    },
    find: (id) => find(db, id),
    add: (passkey, codeHashes, author, keepSession) =>
      change(async (transaction) => {
        if ((await find(transaction, passkey.id)) !== null) return false;
        const { personId, name } = passkey;
        await transaction.insertInto('passkeys').values(toRow(passkey)).execute();
        const codes = codeHashes.map((hash) => ({ code_hash: hash, person_id: personId }));
        if (codes.length > 0) await transaction.insertInto('recovery_codes').values(codes).execute();
        await endSessions(transaction, personId, keepSession);
        const subject = { kind: 'accounts', id: personId };
        await recordEntry(transaction, author, 'passkey added', subject, { before: null, after: { name } });
        return true;
      }),
    remove: (personId, id, author, keepSession) =>
      change(async (transaction) => {
        const passkey = await find(transaction, id);
        if (passkey?.personId !== personId) return;
        await transaction.deleteFrom('passkeys').where('id', '=', id).execute();
        await dropCodesWithoutFactor(transaction, personId);
        await endSessions(transaction, personId, keepSession);
        const before = { name: passkey.name };
        const subject = { kind: 'accounts', id: personId };
        await recordEntry(transaction, author, 'passkey removed', subject, { before, after: null });
      }),
    async noteUse(id, counter, now) {
      const used = await db
        .updateTable('passkeys')
        .set({ counter, used_at: now })
        .where('id', '=', id)
        // Passkeys that several devices share do not count: 0 stays 0.
        .where('counter', counter === 0 ? '=' : '<', counter)
        .executeTakeFirst();
      return used.numUpdatedRows === 1n;
    },
  };
}

async function find(db: Queryable, id: string): Promise<Passkey | null> {
  const row = await db.selectFrom('passkeys').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toPasskey(row) : null;
}

function toPasskey(row: PasskeyRow): Passkey {
  return {
    id: row.id,
    personId: row.person_id,
    name: row.name,
    publicKey: row.public_key,
    counter: row.counter,
    transports: row.transports === '' ? [] : row.transports.split(','),
    addedAt: row.added_at,
    usedAt: row.used_at,
  };
}

function toRow(passkey: Passkey): PasskeyRow {
  return {
    id: passkey.id,
    person_id: passkey.personId,
    name: passkey.name,
    public_key: passkey.publicKey,
    counter: passkey.counter,
    transports: passkey.transports.join(','),
    added_at: passkey.addedAt,
    used_at: passkey.usedAt,
  };
}
