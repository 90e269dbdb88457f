import type { Retention } from '../../domain/installation/retention.ts';
import type { Instant } from '../../runtime/instant.ts';
import { eraseEntriesBefore } from '../accounts/audit-chain.ts';
import type { Database } from '../database.ts';
import { eraseOldWork } from '../labour/erase-old-work.ts';

const DAY = 86_400_000;
/** Calls are erased so many at a time: nobody else may write meanwhile. */
const AT_ONCE = 200;
/** Each may be two megabytes. */
const MESSAGES_AT_ONCE = 5;

/** How many of each were erased. */
export interface Erased {
  readonly messages: number;
  readonly numbers: number;
  readonly calls: number;
  readonly notices: number;
  readonly links: number;
  readonly auditEntries: number;
  readonly statements: number;
  readonly interventions: number;
}

/** Erases what was kept long enough, with every link to it. */
export function createRetention(db: Database) {
  return {
    async erase(now: Instant, rule: Omit<Retention, 'sessionDays'>): Promise<Erased> {
      const before = (days: number) => now - days * DAY;
      const links = await db.deleteFrom('listen_links').where('expires_at', '<', now).executeTakeFirst();
      await db.deleteFrom('sessions').where('expires_at', '<', now).execute();
      // Wrong PINs of that long ago lock nobody any more.
      await db.deleteFrom('pin_failures').where('failed_at', '<', before(1)).execute();
      return {
        messages: await eraseMessages(db, before(rule.messagesDays)),
        links: Number(links.numDeletedRows),
        notices: await eraseNotices(db, before(rule.noticesDays)),
        numbers: await forgetCallers(db, before(rule.numbersDays)),
        calls: await eraseCalls(db, before(rule.callsDays)),
        auditEntries: await eraseEntriesBefore(db, before(rule.auditDays)),
        ...(await eraseOldWork(db, before(rule.recordDays))),
      };
    },
  };
}

/** A few at a time, for each is overwritten: years of them, after a setting was changed, must not hold up a call. */
async function eraseMessages(db: Database, before: Instant): Promise<number> {
  const old = () =>
    db
      .selectFrom('messages')
      .select('recording')
      .where('kept_at', '<', before)
      .limit(MESSAGES_AT_ONCE)
      .execute();
  let erased = 0;
  for (let rows = await old(); rows.length > 0; rows = await old()) {
    const recordings = rows.map(({ recording }) => recording);
    await db.deleteFrom('messages').where('recording', 'in', recordings).execute();
    erased += rows.length;
  }
  return erased;
}

async function eraseNotices(db: Database, before: Instant): Promise<number> {
  const old = () =>
    db.selectFrom('notices').select('id').where('created_at', '<', before).limit(AT_ONCE).execute();
  let erased = 0;
  for (let rows = await old(); rows.length > 0; rows = await old()) {
    const ids = rows.map(({ id }) => id);
    await db.deleteFrom('notices').where('id', 'in', ids).execute();
    erased += rows.length;
  }
  await db.deleteFrom('duty_confirmations').where('end_at', '<', before).execute();
  await db.deleteFrom('sms_answers').where('received_at', '<', before).execute();
  return erased;
}

/** Who called is forgotten, that somebody called is not. Open tasks keep whom to call back. */
async function forgetCallers(db: Database, before: Instant): Promise<number> {
  const nobody = { caller_number: null, caller_name: null };
  const calls = await db
    .updateTable('calls')
    .set(nobody)
    .where('ended_at', '<', before)
    .where((where) =>
      where.or([where('caller_number', 'is not', null), where('caller_name', 'is not', null)]),
    )
    .executeTakeFirst();
  await db
    .updateTable('tasks')
    .set(nobody)
    .where('done_at', '<', before)
    .where('caller_number', 'is not', null)
    .execute();
  return Number(calls.numUpdatedRows);
}

/** With their tries, their history and what was said: those go with the row of the call. */
async function eraseCalls(db: Database, before: Instant): Promise<number> {
  let erased = 0;
  for (;;) {
    const rows = await db
      .selectFrom('calls')
      .select('id')
      .where('ended_at', '<', before)
      .orderBy('ended_at')
      .limit(AT_ONCE)
      .execute();
    if (rows.length === 0) return erased;
    const ids = rows.map(({ id }) => id);
    await db.deleteFrom('calls').where('id', 'in', ids).execute();
    erased += rows.length;
  }
}
