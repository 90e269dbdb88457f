import type { Transaction } from 'kysely';
import type { TaskRule } from '../domain/task/task.ts';
import type { CauseBook, Deed } from '../notices/deed.ts';
import { readCauses, writeCause } from './cause-store.ts';
import type { Database, Queryable } from './database.ts';
import { writeLogEntry } from './log-book-store.ts';
import { enqueue } from './notice-store.ts';
import type { Tables } from './tables.ts';
import { openOrJoin } from './task-store.ts';

/** Causes kept in the database, and what telling them comes to. */
export function createCauseBook(db: Database, rule: TaskRule): CauseBook {
  return {
    waiting: (most) => readCauses(db, most),
    settle: ({ id }, deed) =>
      db.transaction().execute(async (transaction) => {
        await carryOut(transaction, deed, rule);
        await transaction.deleteFrom('causes').where('id', '=', id).execute();
      }),
    setAside: async ({ id }, trouble) => {
      await db.updateTable('causes').set({ trouble }).where('id', '=', id).execute();
    },
    takeUpAside: async () => {
      await db.updateTable('causes').set({ trouble: null }).where('trouble', 'is not', null).execute();
    },
    write: (cause, at) => db.transaction().execute((transaction) => writeCause(transaction, cause, at)),
    aside: async () => {
      const row = await db
        .selectFrom('causes')
        .select((query) => query.fn.countAll<number>().as('count'))
        .where('trouble', 'is not', null)
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
  };
}

async function carryOut(transaction: Transaction<Tables>, deed: Deed, rule: TaskRule): Promise<void> {
  for (const notice of deed.notices) await enqueue(transaction, notice);
  for (const entry of deed.log) await writeLogEntry(transaction, entry);
  if (deed.task) await openOrJoin(transaction, deed.task, rule);
  for (const link of deed.links) {
    // Erased before it was told of: there is nothing to lead to.
    if (!(await isKept(transaction, link.recording))) continue;
    await transaction
      .insertInto('listen_links')
      .values({
        token_hash: link.tokenHash,
        recording: link.recording,
        person_id: link.personId,
        expires_at: link.expiresAt,
      })
      .execute();
  }
  if (deed.confirmToken) {
    const { confirmation, tokenHash } = deed.confirmToken;
    await transaction.insertInto('confirm_links').values({ token_hash: tokenHash, confirmation }).execute();
  }
}

async function isKept(db: Queryable, recording: string): Promise<boolean> {
  const found = await db
    .selectFrom('messages')
    .select('recording')
    .where('recording', '=', recording)
    .executeTakeFirst();
  return found !== undefined;
}
