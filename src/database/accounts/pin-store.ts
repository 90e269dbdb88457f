import type { PinStore, PinSubject } from '../../accounts/phone-pins.ts';
import { pinLockedUntil } from '../../domain/mailbox/pin.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Database, Queryable } from '../database.ts';
import type { PinFailureRow } from '../tables/account-tables.ts';
import { recordEntry } from './audit-store.ts';
import { notLeft } from './not-left.ts';

/** Wrong PINs of yesterday say nothing of today. */
const REMEMBERED_MS = 24 * 3600 * 1000;

/** PINs for the telephone, kept in the database. */
export function createPinStore(db: Database): PinStore {
  const change = <T>(work: (transaction: Queryable) => Promise<T>) => db.transaction().execute(work);
  return {
    has: (personId) => hasPin(db, personId),
    hashesOf: (personIds, now) => hashesOf(db, personIds, now),
    set: (personId, hash, author) =>
      change(async (transaction) => {
        const had = await hasPin(transaction, personId);
        await transaction.deleteFrom('phone_pins').where('person_id', '=', personId).execute();
        if (hash !== null)
          await transaction
            .insertInto('phone_pins')
            .values({ person_id: personId, pin_hash: hash, set_at: author.at })
            .execute();
        await forgive(transaction, { kind: 'person', name: personId });
        await recordEntry(
          transaction,
          author,
          hash === null ? 'PIN removed' : 'PIN set',
          { kind: 'accounts', id: personId },
          { before: { hasPin: had }, after: { hasPin: hash !== null } },
        );
      }),
    claimTry: (subjects, now) =>
      change(async (transaction) => {
        const open: PinSubject[] = [];
        for (const subject of subjects) {
          const row = await readFailures(transaction, subject);
          if (row?.locked_until && now < row.locked_until) continue;
          const recent = row && now - row.failed_at < REMEMBERED_MS ? row.failures : 0;
          const counted = {
            failures: recent + 1,
            failed_at: now,
            locked_until: pinLockedUntil(recent + 1, now),
          };
          await transaction
            .insertInto('pin_failures')
            .values({ subject: subject.kind, name: subject.name, ...counted })
            .onConflict((conflict) => conflict.columns(['subject', 'name']).doUpdateSet(counted))
            .execute();
          open.push(subject);
        }
        return open;
      }),
    forgive: (subjects) =>
      change(async (transaction) => {
        for (const subject of subjects) await forgive(transaction, subject);
      }),
    noteLocks: (subjects, from, now) =>
      change(async (transaction) => {
        for (const subject of subjects) {
          const row = await readFailures(transaction, subject);
          if (!row?.locked_until || row.failed_at !== now) continue;
          await recordEntry(
            transaction,
            { actor: `☎ ${from ?? ''}`.trim(), at: now },
            'PIN locked',
            { kind: 'accounts', id: subject.name },
            { before: null, after: { wrongPins: row.failures, lockedUntilAt: row.locked_until } },
          );
        }
      }),
  };
}

async function hasPin(db: Queryable, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom('phone_pins')
    .select('person_id')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row !== undefined;
}

async function hashesOf(
  db: Queryable,
  personIds: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('phone_pins')
    .innerJoin('people', 'people.id', 'phone_pins.person_id')
    .selectAll('phone_pins')
    .where('person_id', 'in', personIds)
    .where(notLeft(now))
    .execute();
  return new Map(rows.map((row) => [row.person_id, row.pin_hash]));
}

async function readFailures(db: Queryable, { kind, name }: PinSubject): Promise<PinFailureRow | undefined> {
  return db
    .selectFrom('pin_failures')
    .selectAll()
    .where('subject', '=', kind)
    .where('name', '=', name)
    .executeTakeFirst();
}

async function forgive(db: Queryable, { kind, name }: PinSubject): Promise<void> {
  await db.deleteFrom('pin_failures').where('subject', '=', kind).where('name', '=', name).execute();
}
