import type { Selectable, Transaction } from 'kysely';
import { afterReport } from '../../domain/notice/delivery.ts';
import type { DeliveryTrouble } from '../../domain/notice/delivery-trouble.ts';
import { type GatewayHealth, gatewayTried, HEALTHY } from '../../domain/notice/gateway-health.ts';
import { type Medium, NOTICE_STATES } from '../../domain/notice/notice.ts';
import type { Notice, Outbox, TryOutcome } from '../../notices/outbox.ts';
import type { Instant } from '../../runtime/instant.ts';
import { recordEntry } from '../accounts/audit-store.ts';
import type { Database, Queryable } from '../database.ts';
import { storedWord } from '../stored.ts';
import type { NoticeRow } from '../tables/notice-tables.ts';
import type { Tables } from '../tables/tables.ts';
import { markAddressDead } from './bounce-store.ts';
import { writeDomainEvent } from './domain-events.ts';
import {
  countNotices,
  enqueueCopy,
  findNotice,
  listNotices,
  noteEvent,
  readEvents,
  readTrouble,
  storedTrouble,
  toNotice,
} from './notice-store.ts';

/** The outbox kept in the database. */
export function createOutbox(db: Database): Outbox {
  return {
    claim: (medium, now, most, lapseAt) => claim(db, medium, now, most, lapseAt),
    settle: (notice, outcome) => settle(db, notice, outcome),
    postpone: (notice, until) => postpone(db, notice, until),
    releaseClaims: (now) => releaseClaims(db, now),
    nextDueAt: (medium) => nextDueAt(db, medium),
    dueSince: (medium, now) => dueSince(db, medium, now),
    triedSince: (medium, personId, since) => triedSince(db, medium, personId, since),
    health: (medium) => readHealth(db, medium),
    report: (reference, report, trouble, at) =>
      db.transaction().execute(async (transaction) => {
        const row = await transaction
          .selectFrom('notices')
          .select(['id', 'state'])
          .where('reference', '=', reference)
          .executeTakeFirst();
        if (!row) return false;
        const state = afterReport(storedWord(NOTICE_STATES, row.state), report);
        if (state === row.state) return true;
        const delivered_at = state === 'delivered' ? at : null;
        const kind = state === 'delivered' ? 'delivered' : 'failed';
        await noteEvent(transaction, row.id, {
          ...{ at, kind, gateway: null, reference: null, trouble, actor: null },
        });
        await transaction
          .updateTable('notices')
          .set({ state, delivered_at, detail: storedTrouble(trouble), next_try_at: null })
          .where('id', '=', row.id)
          .execute();
        if (state === 'failed')
          await writeDomainEvent(transaction, { kind: 'notice-failed', noticeId: row.id }, at);
        return true;
      }),
    bounced: ({ reference, said }, isDead, at) =>
      db.transaction().execute(async (transaction) => {
        const notice = await transaction
          .selectFrom('notices')
          .select(['id', 'person_id', 'address', 'state'])
          .where('medium', '=', 'email')
          .where('reference', '=', reference)
          .executeTakeFirst();
        if (!notice) return false;
        const trouble = { code: 'answered', said } as const;
        if (notice.state !== 'failed') await fails(transaction, notice.id, trouble, at);
        if (isDead)
          await markAddressDead(transaction, notice.person_id, { address: notice.address, since: at, said });
        return true;
      }),
    list: (filter) => listNotices(db, filter),
    find: (id) => findNotice(db, id),
    history: (id) => readEvents(db, id),
    sendAgain: (id, copy, author) =>
      db.transaction().execute((transaction) => enqueueCopy(transaction, id, copy, author)),
    noteTest: (medium, { address, result, trouble }, author) =>
      db.transaction().execute(async (transaction) => {
        await noteHealth(transaction, medium, trouble, author.at);
        const after = { address, result, error: trouble?.code ?? null };
        const subject = { kind: 'notices', id: medium };
        await recordEntry(transaction, author, 'test sent', subject, { before: null, after });
      }),
    counts: () => countNotices(db),
  };
}

async function fails(db: Queryable, id: number, trouble: DeliveryTrouble, at: Instant): Promise<void> {
  await noteEvent(db, id, { at, kind: 'failed', gateway: null, reference: null, trouble, actor: null });
  await db
    .updateTable('notices')
    .set({ state: 'failed', delivered_at: null, detail: storedTrouble(trouble), next_try_at: null })
    .where('id', '=', id)
    .execute();
  await writeDomainEvent(db, { kind: 'notice-failed', noticeId: id }, at);
}

/** One statement: two dispatchers can never claim the same notice. The try is counted before it is made. */
async function claim(
  db: Database,
  medium: Medium,
  now: number,
  most: number,
  lapseAt: number,
): Promise<readonly Notice[]> {
  const rows = await db
    .updateTable('notices')
    .set((query) => ({
      state: 'sending',
      tries: query('tries', '+', 1),
      tried_at: now,
      next_try_at: lapseAt,
    }))
    .where('id', 'in', (query) =>
      query
        .selectFrom('notices')
        .select('id')
        .where('medium', '=', medium)
        .where('next_try_at', '<=', now)
        .orderBy('next_try_at')
        .orderBy('id')
        .limit(most),
    )
    .returningAll()
    .execute();
  const wanted = await withoutLeavers(db, rows, now);
  return wanted.map(toNotice).sort((a, b) => a.id - b.id);
}

/** Whoever has left is told nothing more; looked up only where something is due. */
async function withoutLeavers(
  db: Database,
  claimed: readonly Selectable<NoticeRow>[],
  now: number,
): Promise<readonly Selectable<NoticeRow>[]> {
  if (claimed.length === 0) return claimed;
  const left = await db
    .selectFrom('people')
    .select('id')
    .where('id', 'in', [...new Set(claimed.map(({ person_id }) => person_id))])
    .where('leaves_at', '<=', now)
    .execute();
  const isGone = ({ person_id }: Selectable<NoticeRow>) => left.some(({ id }) => id === person_id);
  const gone = claimed.filter(isGone).map(({ id }) => id);
  if (gone.length > 0)
    await db
      .updateTable('notices')
      .set({ state: 'suppressed', detail: storedTrouble({ code: 'gone' }), next_try_at: null })
      .where('id', 'in', gone)
      .execute();
  return claimed.filter((row) => !isGone(row));
}

async function settle(db: Database, notice: Notice, outcome: TryOutcome): Promise<void> {
  const { verdict, at, gateway, health } = outcome;
  await db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('notices')
      .set({ gateway, state: verdict.state, ...columnsOf(verdict, at) })
      .where('id', '=', notice.id)
      .where('tries', '=', notice.tries)
      .where('state', '=', 'sending')
      .executeTakeFirst();
    if (health !== null) await noteHealth(transaction, notice.medium, health.trouble, at);
    if (numUpdatedRows === 0n) return;
    const reference = verdict.state === 'sent' ? verdict.reference : null;
    const trouble = verdict.state === 'sent' ? null : verdict.trouble;
    await noteEvent(transaction, notice.id, {
      ...{ at, kind: verdict.state, gateway, reference, trouble, actor: null },
    });
    if (verdict.state === 'failed')
      await writeDomainEvent(transaction, { kind: 'notice-failed', noticeId: notice.id }, at);
  });
}

function columnsOf(verdict: TryOutcome['verdict'], at: number): Partial<Omit<NoticeRow, 'id'>> {
  if (verdict.state === 'sent')
    return { sent_at: at, reference: verdict.reference, next_try_at: null, detail: null };
  return {
    next_try_at: verdict.state === 'waiting' ? verdict.nextTryAt : null,
    detail: storedTrouble(verdict.trouble),
  };
}

async function noteHealth(
  transaction: Transaction<Tables>,
  medium: Medium,
  trouble: DeliveryTrouble | null,
  at: number,
): Promise<void> {
  const before = await readHealth(transaction, medium);
  if (trouble === null && before.failingSince === null) return;
  const { health, said } = gatewayTried(before, trouble, at);
  const row = {
    medium,
    failing_since: health.failingSince,
    failures: health.failures,
    last_error: storedTrouble(health.lastTrouble),
    alarmed: health.alarmed ? 1 : 0,
  };
  await transaction
    .insertInto('gateways')
    .values(row)
    .onConflict((conflict) => conflict.column('medium').doUpdateSet(row))
    .execute();
  if (said !== null)
    await writeDomainEvent(transaction, { kind: 'gateway', medium, said, detail: trouble }, at);
}

async function readHealth(db: Queryable, medium: Medium): Promise<GatewayHealth> {
  const row = await db.selectFrom('gateways').selectAll().where('medium', '=', medium).executeTakeFirst();
  if (!row) return HEALTHY;
  return {
    failingSince: row.failing_since,
    failures: row.failures,
    lastTrouble: readTrouble(row.last_error),
    alarmed: row.alarmed === 1,
  };
}

async function postpone(db: Database, notice: Notice, until: number): Promise<void> {
  await db
    .updateTable('notices')
    .set({ state: 'waiting', tries: notice.tries - 1, tried_at: null, next_try_at: until })
    .where('id', '=', notice.id)
    .where('tries', '=', notice.tries)
    .where('state', '=', 'sending')
    .execute();
}

async function releaseClaims(db: Database, now: number): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('notices')
    .set({ next_try_at: now })
    .where('next_try_at', 'is not', null)
    .where('state', '=', 'sending')
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

async function dueSince(db: Database, medium: Medium, now: number): Promise<number | null> {
  const row = await db
    .selectFrom('notices')
    .select('created_at')
    .where('medium', '=', medium)
    .where('next_try_at', 'is not', null)
    // One that was put off for the night is not late.
    .where((where) => where.or([where('next_try_at', '<=', now), where('tries', '>', 0)]))
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  return row?.created_at ?? null;
}

async function nextDueAt(db: Database, medium: Medium): Promise<number | null> {
  const row = await db
    .selectFrom('notices')
    .select('next_try_at')
    .where('medium', '=', medium)
    .where('next_try_at', 'is not', null)
    .orderBy('next_try_at')
    .limit(1)
    .executeTakeFirst();
  return row?.next_try_at ?? null;
}

async function triedSince(
  db: Database,
  medium: Medium,
  personId: string | null,
  since: number,
): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('notices')
    .select('tried_at')
    .where('medium', '=', medium)
    .where('tried_at', '>', since)
    // What is being sent is in the hands of the one who asks.
    .where('state', '!=', 'sending')
    .$if(personId !== null, (query) => query.where('person_id', '=', personId ?? ''))
    .execute();
  return rows.flatMap(({ tried_at }) => tried_at ?? []);
}
