import { CONFIRMED_BY } from '../../notices/confirmations.ts';
import type { ConfirmationReader } from '../../statistics/confirmation-figures.ts';
import type { Queryable } from '../database.ts';
import { storedWord } from '../stored.ts';

/** Duties that people were asked to confirm, as statistics count them. */
export function createConfirmationReader(db: Queryable): ConfirmationReader {
  return {
    async began({ startAt, endAt }, { personIds, scheduleId }) {
      const rows = await db
        .selectFrom('duty_confirmations')
        .select([
          'person_id',
          'schedule_id',
          'start_at',
          'confirmed_at',
          'confirmed_by',
          'declined_at',
          'escalated_at',
        ])
        .where('start_at', '>=', startAt)
        .where('start_at', '<', endAt)
        .$if(personIds !== undefined, (query) => query.where('person_id', 'in', personIds ?? []))
        .$if(scheduleId !== undefined, (query) => query.where('schedule_id', '=', scheduleId ?? ''))
        .orderBy('start_at')
        .orderBy('id')
        .execute();
      return rows.map((row) => ({
        personId: row.person_id,
        scheduleId: row.schedule_id,
        startAt: row.start_at,
        confirmedAt: row.confirmed_at,
        confirmedBy: row.confirmed_by === null ? null : storedWord(CONFIRMED_BY, row.confirmed_by),
        declinedAt: row.declined_at,
        escalatedAt: row.escalated_at,
      }));
    },
  };
}
