import type { Transaction } from 'kysely';
import type { DeliveryTrouble } from '../../domain/notice/delivery-trouble.ts';
import { MEDIUMS, NOTICE_EVENTS, NOTICE_STATES } from '../../domain/notice/notice.ts';
import { NOTICE_KINDS } from '../../domain/notice/notice-kinds.ts';
import { LANGUAGES } from '../../domain/person.ts';
import type { NewNotice, Notice, NoticeEvent, NoticeFilter, WantedCopy } from '../../notices/outbox.ts';
import type { Author } from '../../planning/configuration.ts';
import { recordEntry } from '../accounts/audit-store.ts';
import type { Queryable } from '../database.ts';
import { storedWord } from '../stored.ts';
import type { NoticeRow } from '../tables/notice-tables.ts';
import type { Tables } from '../tables/tables.ts';

/** Puts a notice into the outbox, unless it is there already. */
export async function enqueue(db: Queryable, notice: NewNotice): Promise<void> {
  await db
    .insertInto('notices')
    .values({
      dedup_key: notice.dedupKey,
      kind: notice.kind,
      medium: notice.medium,
      person_id: notice.personId,
      address: notice.address,
      language: notice.language,
      hotline_id: notice.hotlineId,
      call_id: notice.callId,
      words: JSON.stringify(notice.words),
      subject: notice.subject,
      body: notice.body,
      recording: notice.recording,
      report_month: notice.reportMonth,
      thread: notice.thread,
      ...standing(notice),
      created_at: notice.createdAt,
      expires_at: notice.expiresAt,
      tries: 0,
      tried_at: null,
      sent_at: null,
      delivered_at: null,
      gateway: null,
      reference: null,
      instead_of: notice.insteadOf,
      again_of: notice.againOf,
    })
    .onConflict((conflict) => conflict.column('dedup_key').doNothing())
    .execute();
}

function standing({ withheld, sendAt }: NewNotice): Pick<NoticeRow, 'state' | 'next_try_at' | 'detail'> {
  if (withheld === null) return { state: 'waiting', next_try_at: sendAt, detail: null };
  return {
    state: withheld === 'too-late' ? 'expired' : 'suppressed',
    next_try_at: null,
    detail: storedTrouble({ code: withheld }),
  };
}

/** The latest first. */
export async function listNotices(db: Queryable, filter: NoticeFilter): Promise<readonly Notice[]> {
  const { states, medium, kind, from, until, againOf, personId, hotlineId, callId, before, limit } = filter;
  const rows = await db
    .selectFrom('notices')
    .selectAll()
    .$if(states !== undefined, (query) => query.where('state', 'in', states ?? []))
    .$if(medium !== undefined, (query) => query.where('medium', '=', medium ?? ''))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''))
    .$if(from !== undefined, (query) => query.where('created_at', '>=', from ?? 0))
    .$if(until !== undefined, (query) => query.where('created_at', '<', until ?? 0))
    .$if(againOf !== undefined, (query) => query.where('again_of', '=', againOf ?? 0))
    .$if(personId !== undefined, (query) => query.where('person_id', '=', personId ?? ''))
    .$if(hotlineId !== undefined, (query) => query.where('hotline_id', '=', hotlineId ?? ''))
    .$if(callId !== undefined, (query) => query.where('call_id', '=', callId ?? ''))
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toNotice);
}

export async function findNotice(db: Queryable, id: number): Promise<Notice | null> {
  const row = await db.selectFrom('notices').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toNotice(row) : null;
}

export async function countNotices(db: Queryable) {
  const rows = await db
    .selectFrom('notices')
    .select((query) => ['state', query.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map(({ state, count }) => [storedWord(NOTICE_STATES, state), count]));
}

/** As it lies in the database: the code with what belongs to it, as JSON. */
export function storedTrouble(trouble: DeliveryTrouble | null): string | null {
  return trouble === null ? null : JSON.stringify(trouble);
}

export function readTrouble(stored: string | null): DeliveryTrouble | null {
  return stored === null ? null : JSON.parse(stored);
}

/** Writes down what happened to a notice, in the transaction in which it does. */
export async function noteEvent(
  db: Queryable,
  id: number,
  { reference, trouble, ...event }: NoticeEvent,
): Promise<void> {
  await db
    .insertInto('notice_events')
    .values({ notice_id: id, ...event, detail: reference ?? storedTrouble(trouble) })
    .execute();
}

/** The oldest first. */
export async function readEvents(db: Queryable, id: number): Promise<readonly NoticeEvent[]> {
  const rows = await db
    .selectFrom('notice_events')
    .selectAll()
    .where('notice_id', '=', id)
    .orderBy('id')
    .execute();
  return rows.map(({ at, kind, gateway, detail, actor }) => ({
    at,
    kind: storedWord(NOTICE_EVENTS, kind),
    gateway,
    reference: kind === 'sent' ? detail : null,
    trouble: kind === 'sent' ? null : readTrouble(detail),
    actor,
  }));
}

/** A copy of a notice that is over, once for each `nth`; null: there is none, or it is not over. */
export async function enqueueCopy(
  transaction: Transaction<Tables>,
  id: number,
  { nth, address, expiresAt }: WantedCopy,
  author: Author,
): Promise<number | null> {
  const notice = await findNotice(transaction, id);
  if (notice === null || notice.nextTryAt !== null) return null;
  const dedupKey = `again-${id}-${nth}`;
  const copyId = () =>
    transaction.selectFrom('notices').select('id').where('dedup_key', '=', dedupKey).executeTakeFirst();
  const known = await copyId();
  if (known) return known.id;
  const at = author.at;
  await enqueue(transaction, {
    ...notice,
    ...{ dedupKey, address, expiresAt, createdAt: at, sendAt: at, againOf: id, withheld: null },
  });
  const copy = await copyId();
  if (!copy) throw new Error(`the copy ${dedupKey} is not in the outbox`);
  await noteEvent(transaction, copy.id, {
    at,
    kind: 'again',
    gateway: null,
    reference: null,
    trouble: null,
    actor: author.actor,
  });
  const { kind, medium, personId } = notice;
  const after = { copy: copy.id, kind, medium, person: personId, address };
  await recordEntry(
    transaction,
    author,
    'sent again',
    { kind: 'notices', id: String(id) },
    { before: null, after },
  );
  return copy.id;
}

export function toNotice(row: Omit<NoticeRow, 'id'> & { id: number }): Notice {
  return {
    id: row.id,
    dedupKey: row.dedup_key,
    kind: storedWord(NOTICE_KINDS, row.kind),
    medium: storedWord(MEDIUMS, row.medium),
    personId: row.person_id,
    address: row.address,
    language: storedWord(LANGUAGES, row.language),
    hotlineId: row.hotline_id,
    callId: row.call_id,
    words: JSON.parse(row.words),
    subject: row.subject,
    body: row.body,
    recording: row.recording,
    reportMonth: row.report_month,
    thread: row.thread,
    state: storedWord(NOTICE_STATES, row.state),
    createdAt: row.created_at,
    nextTryAt: row.next_try_at,
    expiresAt: row.expires_at,
    tries: row.tries,
    triedAt: row.tried_at,
    sentAt: row.sent_at,
    deliveredAt: row.delivered_at,
    gateway: row.gateway,
    reference: row.reference,
    trouble: readTrouble(row.detail),
    insteadOf: row.instead_of,
    againOf: row.again_of,
  };
}
