import { CONFIRMED_BY } from '../notices/confirmations.ts';
import type { ConfirmationReader } from '../statistics/confirmation-figures.ts';
import type { Queryable } from './database.ts';
import { storedWord } from './stored.ts';

/** Duties that people were asked to confirm, as statistics count them. */
export function createConfirmationReader(db: Queryable): ConfirmationReader {
  return {
    async began({ startAt, endAt }) {
      const rows = await db
        .selectFrom('duty_confirmations')
        .select(['confirmed_at', 'confirmed_by', 'declined_at', 'escalated_at'])
        .where('start_at', '>=', startAt)
        .where('start_at', '<', endAt)
        .execute();
      return rows.map((row) => ({
        confirmedAt: row.confirmed_at,
        confirmedBy: row.confirmed_by === null ? null : storedWord(CONFIRMED_BY, row.confirmed_by),
        declinedAt: row.declined_at,
        escalatedAt: row.escalated_at,
      }));
    },
  };
}
