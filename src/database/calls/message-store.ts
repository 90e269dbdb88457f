import type { MessageStore } from '../../calls/messages/message-store.ts';
import type { Author } from '../../planning/configuration.ts';
import { recordEntry } from '../accounts/audit-store.ts';
import type { Database, Queryable } from '../database.ts';

/** As an audit entry has it. */
export const ERASED_MESSAGE = 'messages';

/** The sounds of messages that callers left, by the names of their recordings. */
export function createMessageSounds(db: Database) {
  return {
    /** Null: there is none, or it has been erased. */
    async audio(recording: string): Promise<Buffer | null> {
      const row = await db
        .selectFrom('messages')
        .select('audio')
        .where('recording', '=', recording)
        .executeTakeFirst();
      return row?.audio ?? null;
    },
  };
}

/** Messages kept in the database; `reading`: a connection that keeps no call waiting. */
export function createMessageStore(db: Database, reading: Queryable = db): MessageStore {
  return {
    async use(callId, recording, now) {
      const message = await reading
        .selectFrom('messages')
        .select(['seconds', 'kept_at'])
        .where('recording', '=', recording)
        .where('call_id', '=', callId)
        .executeTakeFirst();
      if (!message) return null;
      const links = await reading
        .selectFrom('listen_links')
        .select((query) => query.fn.countAll<number>().as('count'))
        .where('recording', '=', recording)
        .where('expires_at', '>', now)
        .executeTakeFirstOrThrow();
      const mails = await reading
        .selectFrom('notices')
        .select('state')
        .where('call_id', '=', callId)
        .where('recording', '=', recording)
        .execute();
      const inState = (...states: string[]) => mails.filter(({ state }) => states.includes(state)).length;
      return {
        seconds: message.seconds,
        keptAt: message.kept_at,
        links: Number(links.count),
        mailed: inState('sent', 'delivered'),
        waiting: inState('waiting', 'sending'),
      };
    },
    erase: (callId, recording, author) =>
      db.transaction().execute(async (transaction) => {
        const message = await transaction
          .selectFrom('messages')
          .select('recording')
          .where('recording', '=', recording)
          .where('call_id', '=', callId)
          .executeTakeFirst();
        return message !== undefined && eraseMessage(transaction, recording, author);
      }),
  };
}

/** Erases one message by somebody's hand, in the caller's transaction; false: it is gone already. */
export async function eraseMessage(db: Queryable, recording: string, author: Author): Promise<boolean> {
  const message = await db
    .selectFrom('messages')
    .select(['call_id', 'seconds', 'kept_at'])
    .where('recording', '=', recording)
    .executeTakeFirst();
  if (!message) return false;
  await db.deleteFrom('messages').where('recording', '=', recording).execute();
  const before = { call: message.call_id, seconds: message.seconds, keptAt: message.kept_at };
  await recordEntry(db, author, 'removed', { kind: ERASED_MESSAGE, id: recording }, { before, after: null });
  return true;
}
