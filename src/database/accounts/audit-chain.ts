import { createHash } from 'node:crypto';
import type { Instant } from '../../runtime/instant.ts';
import type { Database, Queryable } from '../database.ts';
import type { AuditEntryRow } from '../tables/account-tables.ts';

/** An entry as it is chained: its number is not, the order is. */
export type ChainedEntry = Omit<AuditEntryRow, 'id' | 'hash'>;

/** The hash of an entry and, through `previous`, of everything before it. The very first follows an empty one. */
export function entryHash(previous: string, entry: ChainedEntry): string {
  const { at, actor, actor_id, action, subject_kind, subject_id, before, after } = entry;
  const said = [previous, at, actor, actor_id, action, subject_kind, subject_id, before, after];
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url');
}

/** Adds the entry at the end of the chain, and gives its number. Inside a transaction: two must not follow the same. */
export async function appendEntry(db: Queryable, entry: ChainedEntry): Promise<number> {
  // Changed before it is read: on a database with several writers the second waits here.
  const head = await db
    .updateTable('audit_head')
    .set((set) => ({ entries: set('entries', '+', 1) }))
    .where('id', '=', 1)
    .returning('hash')
    .executeTakeFirstOrThrow();
  const hash = entryHash(head.hash, entry);
  const { id } = await db
    .insertInto('audit_entries')
    .values({ ...entry, hash })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.updateTable('audit_head').set({ hash }).where('id', '=', 1).execute();
  return id;
}

/** Erases what is older, and gives how many; the chain goes on from there. The last entry is never erased. */
export function eraseEntriesBefore(db: Database, before: Instant): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const entries = () => transaction.selectFrom('audit_entries');
    const { kept, last } = await entries()
      .select((select) => [
        select.fn.min('id').filterWhere('at', '>=', before).as('kept'),
        select.fn.max('id').as('last'),
      ])
      .executeTakeFirstOrThrow();
    const first = kept ?? last ?? 0;
    const erased = await entries()
      .select('hash')
      .where('id', '<', first)
      .orderBy('id', 'desc')
      .executeTakeFirst();
    if (erased === undefined) return 0;
    const { numDeletedRows } = await transaction
      .deleteFrom('audit_entries')
      .where('id', '<', first)
      .executeTakeFirst();
    const count = Number(numDeletedRows);
    await transaction
      .updateTable('audit_head')
      .set((set) => ({ entries: set('entries', '-', count), first_follows: erased.hash }))
      .where('id', '=', 1)
      .execute();
    return count;
  });
}

export interface ChainReport {
  readonly entries: number;
  /** Of the last entry. Kept elsewhere, it proves later that nothing of before was changed. */
  readonly head: string;
  /** The first thing that is wrong; null: the chain is whole. */
  readonly broken: ChainBreak | null;
  /** Whether a hash that was noted earlier is in the chain. */
  readonly hasNoted: boolean;
}

export type ChainBreak =
  /** This entry was changed, or one before it was added, moved or taken away. */
  | { readonly kind: 'entry'; readonly id: number }
  /** The last ones were taken away, or some were added past the service. */
  | { readonly kind: 'end'; readonly expected: number; readonly found: number };

const PAGE = 1000;

/** Reads every entry and computes the chain anew. `noted`: a head of before. */
export async function verifyChain(db: Queryable, noted: string | null): Promise<ChainReport> {
  const { first_follows } = await db
    .selectFrom('audit_head')
    .select('first_follows')
    .where('id', '=', 1)
    .executeTakeFirstOrThrow();
  let [hash, entries, last] = [first_follows, 0, 0];
  let hasNoted = hash === noted;
  for (;;) {
    const rows = await db
      .selectFrom('audit_entries')
      .selectAll()
      .where('id', '>', last)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      hash = entryHash(hash, row);
      if (hash !== row.hash) return { entries, head: hash, broken: { kind: 'entry', id: row.id }, hasNoted };
      hasNoted ||= hash === noted;
      entries += 1;
      last = row.id;
    }
    if (rows.length < PAGE) break;
  }
  const head = await db.selectFrom('audit_head').selectAll().where('id', '=', 1).executeTakeFirstOrThrow();
  const isWhole = head.entries === entries && head.hash === hash;
  const broken = isWhole ? null : ({ kind: 'end', expected: head.entries, found: entries } as const);
  return { entries, head: hash, broken, hasNoted };
}
