import type { Instant } from '../../runtime/instant.ts';
import type { Database } from '../database.ts';

/** Erases statements and what interventions were about. The entries' hashes stay, so that the rest is still proved. */
export function eraseOldWork(
  db: Database,
  before: Instant,
): Promise<{ readonly statements: number; readonly interventions: number }> {
  return db.transaction().execute(async (transaction) => {
    const statements = await transaction
      .deleteFrom('statements')
      .where('closed_at', '<', before)
      .executeTakeFirst();
    const old = transaction.selectFrom('interventions').select('id').where('end_at', '<', before);
    await transaction
      .updateTable('intervention_entries')
      .set({ body: null, salt: null })
      .where('intervention_id', 'in', old)
      .where('body', 'is not', null)
      .execute();
    const interventions = await transaction
      .deleteFrom('interventions')
      .where('end_at', '<', before)
      .executeTakeFirst();
    return {
      statements: Number(statements.numDeletedRows),
      interventions: Number(interventions.numDeletedRows),
    };
  });
}
