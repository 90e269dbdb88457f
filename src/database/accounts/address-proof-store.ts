import { MEDIUMS, type Medium } from '../../domain/notice/notice.ts';
import type { AddressProofStore, WaitingAddress } from '../../notices/address-proofs.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { Database, Queryable } from '../database.ts';
import { deadAddressesOf, markAddressAlive } from '../notices/bounce-store.ts';
import { storedWord } from '../stored.ts';

/** How long it is remembered that a link was asked for, to count them. */
const KEPT_SECONDS = 24 * 3600;

/** Addresses that wait to be proved, kept in the database; of their links only hashes. */
export function createAddressProofStore(db: Database): AddressProofStore {
  return {
    add: ({ personId, medium, address, tokenHash, askedAt, expiresAt }) =>
      db.transaction().execute(async (transaction) => {
        await end(transaction, personId, medium, askedAt);
        await transaction
          .deleteFrom('address_proofs')
          .where('person_id', '=', personId)
          .where('asked_at', '<', askedAt - KEPT_SECONDS * SECOND)
          .where('expires_at', '<=', askedAt)
          .execute();
        await transaction
          .insertInto('address_proofs')
          .values({
            ...{ token_hash: tokenHash, person_id: personId, medium, address },
            ...{ asked_at: askedAt, expires_at: expiresAt },
          })
          .execute();
      }),
    async askedSince(personId, since) {
      const { asked } = await db
        .selectFrom('address_proofs')
        .select((select) => select.fn.countAll<number>().as('asked'))
        .where('person_id', '=', personId)
        .where('asked_at', '>', since)
        .executeTakeFirstOrThrow();
      return Number(asked);
    },
    async waiting(personId, now) {
      const rows = await valid(db, now).where('person_id', '=', personId).orderBy('medium').execute();
      return rows.map(toWaiting);
    },
    async find(tokenHash, now) {
      const row = await valid(db, now).where('token_hash', '=', tokenHash).executeTakeFirst();
      return row ? toWaiting(row) : null;
    },
    proved: (personId, address) => markAddressAlive(db, personId, address),
    dead: (personId) => deadAddressesOf(db, personId),
    end: (personId, medium, now) => end(db, personId, medium, now),
  };
}

function valid(db: Database, now: Instant) {
  return db.selectFrom('address_proofs').selectAll().where('expires_at', '>', now);
}

async function end(db: Queryable, personId: string, medium: Medium, now: Instant): Promise<void> {
  await db
    .updateTable('address_proofs')
    .set({ expires_at: now })
    .where('person_id', '=', personId)
    .where('medium', '=', medium)
    .where('expires_at', '>', now)
    .execute();
}

interface ProofRow {
  readonly person_id: string;
  readonly medium: string;
  readonly address: string;
  readonly expires_at: number;
}

function toWaiting(row: ProofRow): WaitingAddress {
  return {
    personId: row.person_id,
    medium: storedWord(MEDIUMS, row.medium),
    address: row.address,
    expiresAt: row.expires_at,
  };
}
