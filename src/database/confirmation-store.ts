import type { Selectable } from 'kysely';
import { CONFIRMED_BY, type Confirmation, type Confirmations } from '../notices/confirmations.ts';
import { writeCause } from './cause-store.ts';
import type { Database } from './database.ts';
import type { DutyConfirmationRow } from './notice-tables.ts';
import { storedConfirmation } from './schedule-store.ts';
import { storing } from './store-trouble.ts';
import { storedWord } from './stored.ts';

/** Who has confirmed which duty, kept in the database. */
export function createConfirmations(db: Database): Confirmations {
  return {
    rules: () =>
      storing(async () => {
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
      }),
    find: (id) =>
      storing(async () => {
        const row = await db
          .selectFrom('duty_confirmations')
          .selectAll()
          .where('id', '=', id)
          .executeTakeFirst();
        return row ? toConfirmation(row) : null;
      }),
    byToken: (tokenHash) =>
      storing(async () => {
        const row = await db
          .selectFrom('confirm_links')
          .innerJoin('duty_confirmations', 'duty_confirmations.id', 'confirm_links.confirmation')
          .selectAll('duty_confirmations')
          .where('token_hash', '=', tokenHash)
          .executeTakeFirst();
        return row ? toConfirmation(row) : null;
      }),
    startingBetween: (from, to) => storing(() => startingBetween(db, from, to)),
    expect: (shifts, from, to) =>
      storing(() =>
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
            await transaction
              .insertInto('duty_confirmations')
              .values({
                schedule_id: shift.scheduleId,
                person_id: shift.personId,
                start_at: shift.startAt,
                end_at: shift.endAt,
                confirmed_at: null,
                confirmed_by: null,
                reminded: '',
                reminded_at: null,
                escalated_at: null,
                began_at: null,
              })
              .onConflict((conflict) =>
                conflict
                  .columns(['schedule_id', 'person_id', 'start_at'])
                  .doUpdateSet({ end_at: shift.endAt }),
              )
              .execute();
          }
        }),
      ),
    note: ({ id, reminded }, step, at) =>
      storing(() =>
        db.transaction().execute(async (transaction) => {
          const change =
            step.kind === 'remind'
              ? { reminded: [...reminded, step.leadSeconds].join(','), reminded_at: at }
              : step.kind === 'escalate'
                ? { escalated_at: at }
                : { began_at: at };
          await transaction.updateTable('duty_confirmations').set(change).where('id', '=', id).execute();
          const cause =
            step.kind === 'remind'
              ? ({ kind: 'duty-reminder', confirmation: id, leadSeconds: step.leadSeconds } as const)
              : step.kind === 'escalate'
                ? ({ kind: 'duty-unconfirmed', confirmation: id } as const)
                : ({ kind: 'duty-began', confirmation: id } as const);
          await writeCause(transaction, cause, at);
        }),
      ),
    confirm: (id, by, at) =>
      storing(() =>
        db.transaction().execute(async (transaction) => {
          const { numUpdatedRows } = await transaction
            .updateTable('duty_confirmations')
            .set({ confirmed_at: at, confirmed_by: by })
            .where('id', '=', id)
            .where('confirmed_at', 'is', null)
            .where('end_at', '>', at)
            .executeTakeFirst();
          if (numUpdatedRows === 0n) return false;
          await writeCause(transaction, { kind: 'duty-confirmed', confirmation: id }, at);
          return true;
        }),
      ),
  };
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
    reminded: row.reminded === '' ? [] : row.reminded.split(',').map(Number),
    remindedAt: row.reminded_at,
    escalatedAt: row.escalated_at,
    beganAt: row.began_at,
  };
}
