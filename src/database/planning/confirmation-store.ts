import type { Selectable, Updateable } from 'kysely';
import { CALL_OUTCOMES } from '../../domain/notice/confirmation-call.ts';
import type { DueStep } from '../../domain/notice/duty-confirmation.ts';
import {
  CONFIRMED_BY,
  type ConfirmableShift,
  type Confirmation,
  type Confirmations,
  type ConfirmedBy,
} from '../../notices/confirmations.ts';
import type { DomainEvent } from '../../notices/domain-event.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Database, Queryable } from '../database.ts';
import { writeDomainEvent } from '../notices/domain-events.ts';
import { storedWord } from '../stored.ts';
import type { DutyConfirmationRow } from '../tables/planning-tables.ts';
import { storedConfirmation } from './schedule-store.ts';

/** Who has confirmed which duty, kept in the database. */
export function createConfirmations(db: Database): Confirmations {
  return {
    rules: async () => {
      const rows = await db
        .selectFrom('schedules')
        .select(['id', 'confirmation'])
        .where('confirmation', 'is not', null)
        .execute();
      return new Map(
        rows.flatMap(({ id, confirmation }) => {
          const rule = storedConfirmation(confirmation);
          return rule ? [[id, rule] as const] : [];
        }),
      );
    },
    find: async (id) => {
      const row = await db
        .selectFrom('duty_confirmations')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toConfirmation(row) : null;
    },
    byToken: async (tokenHash) => {
      const row = await db
        .selectFrom('confirm_links')
        .innerJoin('duty_confirmations', 'duty_confirmations.id', 'confirm_links.confirmation')
        .selectAll('duty_confirmations')
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return row ? toConfirmation(row) : null;
    },
    startingBetween: (from, to) => startingBetween(db, from, to),
    expect: (shifts, from, to) =>
      db.transaction().execute(async (transaction) => {
        const known = await startingBetween(transaction, from, to);
        const same = (a: Omit<Confirmation, 'id'> | (typeof shifts)[number], b: (typeof shifts)[number]) =>
          a.scheduleId === b.scheduleId && a.personId === b.personId && a.startAt === b.startAt;
        const withdrawn = known.filter((one) => !shifts.some((shift) => same(one, shift)));
        for (const { id } of withdrawn)
          await transaction.deleteFrom('duty_confirmations').where('id', '=', id).execute();
        for (const shift of shifts) {
          const before = known.find((one) => same(one, shift));
          if (before?.endAt === shift.endAt) continue;
          await plan(transaction, shift);
        }
      }),
    note: ({ id, reminded }, step, at) =>
      db.transaction().execute(async (transaction) => {
        const [change, event] = noted(id, reminded, step, at);
        await transaction.updateTable('duty_confirmations').set(change).where('id', '=', id).execute();
        if (event !== null) await writeDomainEvent(transaction, event, at);
      }),
    confirm: (id, by, at) =>
      db.transaction().execute((transaction) => answerDuty(transaction, id, 'confirmed', by, at)),
    decline: (id, by, at) =>
      db.transaction().execute((transaction) => answerDuty(transaction, id, 'declined', by, at)),
    answerShift: (shift, answer, by, at) =>
      db.transaction().execute(async (transaction) => {
        await plan(transaction, shift);
        const { id } = await transaction
          .selectFrom('duty_confirmations')
          .select('id')
          .where('schedule_id', '=', shift.scheduleId)
          .where('person_id', '=', shift.personId)
          .where('start_at', '=', shift.startAt)
          .executeTakeFirstOrThrow();
        return answerDuty(transaction, id, answer, by, at);
      }),
    called: (id, outcome, at) =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('duty_confirmations')
          .set({ call_outcome: outcome })
          .where('id', '=', id)
          .execute();
        // What was answered has an event of its own.
        if (outcome === 'confirmed' || outcome === 'declined') return;
        await writeDomainEvent(transaction, { kind: 'duty-called', confirmation: id, outcome }, at);
      }),
    async endInterruptedCalls(at) {
      const open = await db
        .selectFrom('duty_confirmations')
        .select('id')
        .where('called_at', 'is not', null)
        .where('call_outcome', 'is', null)
        .execute();
      for (const { id } of open) await this.called(id, 'interrupted', at);
    },
  };
}

/** A shift that is to be confirmed, with the end that it has now. */
async function plan(db: Queryable, shift: ConfirmableShift): Promise<void> {
  await db
    .insertInto('duty_confirmations')
    .values({
      schedule_id: shift.scheduleId,
      person_id: shift.personId,
      start_at: shift.startAt,
      end_at: shift.endAt,
      confirmed_at: null,
      confirmed_by: null,
      declined_at: null,
      declined_by: null,
      reminded: '',
      reminded_at: null,
      called_at: null,
      call_outcome: null,
      escalated_at: null,
      began_at: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['schedule_id', 'person_id', 'start_at']).doUpdateSet({ end_at: shift.endAt }),
    )
    .execute();
}

/** Takes an answer, with its event, inside a transaction. False: there is none such, or it is answered or over. */
export async function answerDuty(
  db: Queryable,
  id: number,
  answer: 'confirmed' | 'declined',
  by: ConfirmedBy,
  at: Instant,
): Promise<boolean> {
  const change =
    answer === 'confirmed' ? { confirmed_at: at, confirmed_by: by } : { declined_at: at, declined_by: by };
  const { numUpdatedRows } = await db
    .updateTable('duty_confirmations')
    .set(change)
    .where('id', '=', id)
    // A yes may be taken back, a no may not: others act on it at once.
    .$if(answer === 'confirmed', (query) => query.where('confirmed_at', 'is', null))
    .where('declined_at', 'is', null)
    .where('end_at', '>', at)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await writeDomainEvent(db, { kind: `duty-${answer}`, confirmation: id }, at);
  return true;
}

/** Of these people, what is not over. */
export async function readOpenConfirmations(
  db: Queryable,
  personIds: readonly string[],
  now: Instant,
): Promise<readonly Confirmation[]> {
  const rows = await db
    .selectFrom('duty_confirmations')
    .selectAll()
    .where('person_id', 'in', personIds)
    .where('end_at', '>', now)
    .orderBy('start_at')
    .execute();
  return rows.map(toConfirmation);
}

/** What a step leaves in its row, and what there is to tell of it. */
function noted(
  id: number,
  reminded: readonly number[],
  step: DueStep,
  at: Instant,
): [Updateable<DutyConfirmationRow>, DomainEvent | null] {
  switch (step.kind) {
    case 'remind':
      return [
        { reminded: [...reminded, step.leadSeconds].join(','), reminded_at: at },
        { kind: 'duty-reminder', confirmation: id, leadSeconds: step.leadSeconds },
      ];
    case 'call':
      return [{ called_at: at }, null];
    case 'escalate':
      return [{ escalated_at: at }, { kind: 'duty-unconfirmed', confirmation: id }];
    case 'began':
      return [{ began_at: at }, { kind: 'duty-began', confirmation: id }];
  }
}

async function startingBetween(
  db: Pick<Database, 'selectFrom'>,
  from: number,
  to: number,
): Promise<readonly Confirmation[]> {
  const rows = await db
    .selectFrom('duty_confirmations')
    .selectAll()
    .where('start_at', '>=', from)
    .where('start_at', '<', to)
    .orderBy('start_at')
    .orderBy('id')
    .execute();
  return rows.map(toConfirmation);
}

function toConfirmation(row: Selectable<DutyConfirmationRow>): Confirmation {
  return {
    id: row.id,
    scheduleId: row.schedule_id,
    personId: row.person_id,
    startAt: row.start_at,
    endAt: row.end_at,
    confirmedAt: row.confirmed_at,
    confirmedBy: row.confirmed_by === null ? null : storedWord(CONFIRMED_BY, row.confirmed_by),
    declinedAt: row.declined_at,
    declinedBy: row.declined_by === null ? null : storedWord(CONFIRMED_BY, row.declined_by),
    reminded: row.reminded === '' ? [] : row.reminded.split(',').map(Number),
    remindedAt: row.reminded_at,
    calledAt: row.called_at,
    callOutcome: row.call_outcome === null ? null : storedWord(CALL_OUTCOMES, row.call_outcome),
    escalatedAt: row.escalated_at,
    beganAt: row.began_at,
  };
}
