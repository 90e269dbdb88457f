import type { PrivateLinks } from '../../notices/private-links.ts';
import type { Database } from '../database.ts';

/** Hashes of private links, kept in the database. What a link leads to may be gone since the notice was made. */
export function createPrivateLinks(db: Database): PrivateLinks {
  return {
    toMessage: ({ tokenHash, recording, personId, expiresAt }) =>
      db.transaction().execute(async (transaction) => {
        const kept = await transaction
          .selectFrom('messages')
          .select('recording')
          .where('recording', '=', recording)
          .executeTakeFirst();
        if (!kept) return;
        const row = { token_hash: tokenHash, recording, person_id: personId, expires_at: expiresAt };
        await transaction.insertInto('listen_links').values(row).execute();
      }),
    toWishes: ({ tokenHash, round, personId }) =>
      db.transaction().execute(async (transaction) => {
        const asked = await transaction
          .selectFrom('wish_round_people')
          .select('round_id')
          .where((where) => where.and({ round_id: round, person_id: personId }))
          .executeTakeFirst();
        if (!asked) return;
        const row = { token_hash: tokenHash, round_id: round, person_id: personId };
        await transaction.insertInto('wish_links').values(row).execute();
      }),
    toConfirmation: ({ tokenHash, confirmation }) =>
      db.transaction().execute(async (transaction) => {
        const asked = await transaction
          .selectFrom('duty_confirmations')
          .select('id')
          .where('id', '=', confirmation)
          .executeTakeFirst();
        if (!asked) return;
        await transaction
          .insertInto('confirm_links')
          .values({ token_hash: tokenHash, confirmation })
          .execute();
      }),
  };
}
