import type { CardStore } from '../../planning/hotline-card.ts';
import type { Database } from '../database.ts';

/** Who took the card of the hotlines' numbers, kept in the database. */
export function createCardStore(db: Database, reading: Database = db): CardStore {
  return {
    async takenBy(personId) {
      const row = await reading
        .selectFrom('taken_cards')
        .selectAll()
        .where('person_id', '=', personId)
        .executeTakeFirst();
      return row ? { numbers: row.numbers, takenAt: row.taken_at } : null;
    },
    async take(personId, numbers, at) {
      const columns = { numbers, taken_at: at };
      await db
        .insertInto('taken_cards')
        .values({ person_id: personId, ...columns })
        .onConflict((conflict) => conflict.column('person_id').doUpdateSet(columns))
        .execute();
    },
  };
}
