import type { SavedViews } from '../../statistics/saved-views.ts';
import type { Database } from '../database.ts';

/** Saved views kept in the database. */
export function createSavedViews(db: Database, reading: Database = db): SavedViews {
  return {
    of: (personId) =>
      reading
        .selectFrom('saved_views')
        .select(['name', 'address'])
        .where('person_id', '=', personId)
        .orderBy('name')
        .execute(),
    async save(personId, { name, address }) {
      await db
        .insertInto('saved_views')
        .values({ person_id: personId, name, address })
        .onConflict((conflict) => conflict.columns(['person_id', 'name']).doUpdateSet({ address }))
        .execute();
    },
    async remove(personId, name) {
      await db.deleteFrom('saved_views').where('person_id', '=', personId).where('name', '=', name).execute();
    },
  };
}
