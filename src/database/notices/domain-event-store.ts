import type { Transaction } from 'kysely';
import type { TaskRule } from '../../domain/task/task.ts';
import type { DomainEventStore, Effects } from '../../notices/effects.ts';
import { writeLogEntry } from '../calls/log-book-store.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables/tables.ts';
import { messageWasEmpty, openOrJoin } from '../tasks/task-store.ts';
import { readDomainEvents, removeDomainEvent, writeDomainEvent } from './domain-events.ts';
import { enqueue } from './notice-store.ts';

/** Causes kept in the database, and what telling them comes to. */
export function createDomainEventStore(db: Database, rule: TaskRule): DomainEventStore {
  return {
    waiting: (most) => readDomainEvents(db, most),
    settle: ({ id }, effects) =>
      db.transaction().execute(async (transaction) => {
        await carryOut(transaction, effects, rule);
        await removeDomainEvent(transaction, { id });
      }),
    drop: (waiting) =>
      db.transaction().execute(async (transaction) => {
        for (const { id } of waiting) await removeDomainEvent(transaction, { id });
      }),
    keepAsDeadLetter: async ({ id }, trouble) => {
      await db.updateTable('domain_events').set({ trouble }).where('id', '=', id).execute();
    },
    retryDeadLetters: async () => {
      await db.updateTable('domain_events').set({ trouble: null }).where('trouble', 'is not', null).execute();
    },
    write: (event, at) => db.transaction().execute((transaction) => writeDomainEvent(transaction, event, at)),
    deadLetters: async () => {
      const row = await db
        .selectFrom('domain_events')
        .select((query) => query.fn.countAll<number>().as('count'))
        .where('trouble', 'is not', null)
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
  };
}

async function carryOut(transaction: Transaction<Tables>, effects: Effects, rule: TaskRule): Promise<void> {
  for (const notice of effects.notices) await enqueue(transaction, notice);
  for (const entry of effects.log) await writeLogEntry(transaction, entry);
  if (effects.task) await openOrJoin(transaction, effects.task, rule);
  if (effects.emptyCallId !== undefined) await messageWasEmpty(transaction, effects.emptyCallId);
}
