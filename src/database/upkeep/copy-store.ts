import type { MessageCopies } from '../../calls/messages/message-copies.ts';
import { StoreUnavailable } from '../../runtime/store-unavailable.ts';
import type { Database } from '../database.ts';

/** Which messages Asterisk has a copy of, kept in the database. */
export function createMessageCopies(db: Database): MessageCopies {
  const anyPin = async () =>
    (await db.selectFrom('phone_pins').select('person_id').limit(1).executeTakeFirst()) !== undefined;
  // Nothing to listen to.
  const isEmpty = async (recording: string) =>
    (await db
      .selectFrom('messages')
      .select('recording')
      .where('recording', '=', recording)
      .where('is_empty', '=', 1)
      .executeTakeFirst()) !== undefined;
  return {
    async keep(recording) {
      try {
        if (!(await anyPin()) || (await isEmpty(recording))) return false;
        await db
          .insertInto('asterisk_copies')
          .values({ recording })
          .onConflict((conflict) => conflict.column('recording').doNothing())
          .execute();
        return true;
      } catch (error) {
        if (error instanceof StoreUnavailable) return false;
        throw error;
      }
    },
    stale: async () => {
      const wanted = await anyPin();
      const rows = await db
        .selectFrom('asterisk_copies')
        .leftJoin('messages', 'messages.recording', 'asterisk_copies.recording')
        .select('asterisk_copies.recording')
        .$if(wanted, (query) => query.where('messages.recording', 'is', null))
        .execute();
      return rows.map(({ recording }) => recording);
    },
    forget: async (recording) => {
      await db.deleteFrom('asterisk_copies').where('recording', '=', recording).execute();
    },
  };
}
