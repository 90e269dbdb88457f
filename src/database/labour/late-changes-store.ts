import type { LateChanges } from '../../labour/late-changes.ts';
import type { ToldDuty } from '../../labour/told-duties.ts';
import type { Author, LateDuty } from '../../planning/configuration.ts';
import type { Instant } from '../../runtime/instant.ts';
import { recordEntry } from '../audit-store.ts';
import type { Database, Queryable } from '../database.ts';

/** Keeps who got duty late, in the transaction that gave it. */
export async function noteLateChanges(
  db: Queryable,
  scheduleId: string,
  late: readonly LateDuty[],
  author: Author,
  reason: string | null,
): Promise<void> {
  const made = { schedule_id: scheduleId, made_at: author.at, made_by: author.actor, reason };
  await db
    .insertInto('late_changes')
    .values(
      late.map(({ personId, startAt, endAt }) => ({
        ...made,
        person_id: personId,
        start_at: startAt,
        end_at: endAt,
      })),
    )
    .execute();
}

/** Duties that were given late, as they were told: on the day of the change. */
export async function readLateChanges(db: Queryable, since: Instant): Promise<readonly ToldDuty[]> {
  const rows = await db
    .selectFrom('late_changes')
    .selectAll()
    .where('end_at', '>', since)
    .orderBy('made_at')
    .execute();
  return rows.map((row) => ({
    publicationId: null,
    lateChangeId: row.id,
    scheduleId: row.schedule_id,
    personId: row.person_id,
    publishedAt: row.made_at,
    publishedBy: row.made_by,
    reason: row.reason,
    startAt: row.start_at,
    endAt: row.end_at,
    toldAt: null,
    acknowledgedAt: null,
  }));
}

export function createLateChanges(db: Database): LateChanges {
  return {
    async personOf(id) {
      const row = await db
        .selectFrom('late_changes')
        .select('person_id')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.person_id ?? null;
    },
    giveReason: (id, reason, author) =>
      db.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('late_changes')
          .set({ reason })
          .where('id', '=', id)
          .where('reason', 'is', null)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return;
        const about = { kind: 'late-changes', id: String(id) };
        await recordEntry(transaction, author, 'changed', about, { before: null, after: { reason } });
      }),
  };
}
