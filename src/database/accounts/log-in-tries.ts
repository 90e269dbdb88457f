import type { AccountStore, Claim } from '../../accounts/account-store.ts';
import { lockedUntil } from '../../accounts/log-in.ts';
import type { Database, Queryable } from '../database.ts';
import { recordEntry } from './audit-store.ts';

type LogInTries = Pick<
  AccountStore,
  'claimTry' | 'forgive' | 'takeBack' | 'noteLock' | 'knowsDevice' | 'rememberDevice'
>;

/** A device that nobody used for so long is a stranger again. */
const REMEMBERED_MS = 180 * 24 * 3_600_000;

interface Counted {
  readonly failures: number;
  readonly locked_until: number | null;
}

/** Wrong tries at logging in, kept in the database: an account's, and apart from them those of each device of theirs. */
export function createLogInTries(db: Database): LogInTries {
  const change = <T>(work: (transaction: Queryable) => Promise<T>) => db.transaction().execute(work);
  return {
    claimTry: (personId, { device }, now) =>
      change(async (transaction) => {
        const known = device !== null && (await isKnown(transaction, personId ?? '', device));
        const who = { personId: personId ?? '', device: known ? device : null };
        const row = await read(transaction, who);
        if (!row || (row.locked_until !== null && now < row.locked_until)) return null;
        const failures = row.failures + 1;
        const claim = { ...who, lockedUntil: lockedUntil(failures, now) };
        await write(transaction, who, { failures, locked_until: claim.lockedUntil });
        return claim;
      }),
    forgive: (claim) =>
      change((transaction) => write(transaction, claim, { failures: 0, locked_until: null })),
    takeBack: (claim) =>
      change(async (transaction) => {
        const row = await read(transaction, claim);
        if (!row) return;
        // A lock that another try brought stays.
        const isOurs = claim.lockedUntil !== null && row.locked_until === claim.lockedUntil;
        const failures = Math.max(0, row.failures - 1);
        await write(transaction, claim, { failures, locked_until: isOurs ? null : row.locked_until });
      }),
    noteLock: ({ personId, lockedUntil: until, device }, { address }, now) =>
      change(async (transaction) => {
        const after = { address, ofKnownDevice: device !== null, lockedUntilAt: until };
        const subject = { kind: 'accounts', id: personId };
        await recordEntry(transaction, { actor: address, at: now }, 'locked', subject, {
          before: null,
          after,
        });
      }),
    knowsDevice: (personId, device) => isKnown(db, personId, device),
    rememberDevice: (personId, device, now) =>
      change(async (transaction) => {
        await transaction
          .deleteFrom('known_devices')
          .where('seen_at', '<', now - REMEMBERED_MS)
          .execute();
        const seen = { seen_at: now, failures: 0, locked_until: null };
        await transaction
          .insertInto('known_devices')
          .values({ token_hash: device, person_id: personId, ...seen })
          .onConflict((conflict) => conflict.columns(['token_hash', 'person_id']).doUpdateSet(seen))
          .execute();
      }),
  };
}

async function isKnown(db: Queryable, personId: string, device: string): Promise<boolean> {
  return (await read(db, { personId, device })) !== undefined;
}

type Who = Pick<Claim, 'personId' | 'device'>;

async function read(db: Queryable, { personId, device }: Who): Promise<Counted | undefined> {
  if (device === null)
    return db
      .selectFrom('accounts')
      .select(['failures', 'locked_until'])
      .where('person_id', '=', personId)
      .executeTakeFirst();
  return db
    .selectFrom('known_devices')
    .select(['failures', 'locked_until'])
    .where('person_id', '=', personId)
    .where('token_hash', '=', device)
    .executeTakeFirst();
}

async function write(db: Queryable, { personId, device }: Who, set: Counted): Promise<void> {
  if (device === null) await db.updateTable('accounts').set(set).where('person_id', '=', personId).execute();
  else
    await db
      .updateTable('known_devices')
      .set(set)
      .where('person_id', '=', personId)
      .where('token_hash', '=', device)
      .execute();
}
