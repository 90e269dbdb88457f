import type { LateDuty } from '../../labour/judge-change.ts';
import type { LateChanges } from '../../labour/late-changes.ts';
import type { ToldDuty } from '../../labour/told-duties.ts';
import type { Author } from '../../planning/configuration.ts';
import type { Instant } from '../../runtime/instant.ts';
import { recordEntry } from '../accounts/audit-store.ts';
import type { Database, Queryable } from '../database.ts';

/** Keeps who got duty late, in the transaction that gave it. */
export async function noteLateChanges(
  db: Queryable,
  late: readonly LateDuty[],
  author: Author,
  reason: string | null,
): Promise<void> {
  const made = { made_at: author.at, made_by: author.actor, reason };
  await db
    .insertInto('late_changes')
    .values(
      late.map(({ scheduleId, personId, startAt, endAt }) => ({
        ...made,
        schedule_id: scheduleId,
        person_id: personId,
        start_at: startAt,
        end_at: endAt,
      })),
    )
    .execute();
}

/**
 * Duties that were given late. What told of one is the first notice of changed duty that left for its person after the
 * change; such notices tell of all that differs from what they know.
 */
export async function readLateChanges(
  db: Queryable,
  since: Instant,
  personId?: string,
): Promise<readonly ToldDuty[]> {
  const rows = await db
    .selectFrom('late_changes')
    .selectAll()
    .select((query) =>
      query
        .selectFrom('notices')
        .select(({ fn }) => fn.min('sent_at').as('at'))
        .where('notices.kind', 'in', ['duty-changed', 'duty-changed-later'])
        .whereRef('notices.person_id', '=', 'late_changes.person_id')
        .whereRef('notices.sent_at', '>=', 'late_changes.made_at')
        .as('told_at'),
    )
    .where('end_at', '>', since)
    .$if(personId !== undefined, (query) => query.where('late_changes.person_id', '=', personId ?? ''))
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
    toldAt: row.told_at,
    acknowledgedAt: row.acknowledged_at,
  }));
}

export function createLateChanges(db: Database): LateChanges {
  return {
    async peopleOf({ by, id }) {
      const rows =
        by === 'change'
          ? await db.selectFrom('late_changes').select('person_id').where('id', '=', id).execute()
          : await db
              .selectFrom('published_duties')
              .select('person_id')
              .distinct()
              .where('publication_id', '=', id)
              .execute();
      return rows.map((row) => row.person_id);
    },
    acknowledge: (id, personId, author) =>
      db.transaction().execute(async (transaction) => {
        const row = await transaction
          .selectFrom('late_changes')
          .select('acknowledged_at')
          .where('id', '=', id)
          .where('person_id', '=', personId)
          .executeTakeFirst();
        if (!row) return false;
        if (row.acknowledged_at !== null) return true;
        await transaction
          .updateTable('late_changes')
          .set({ acknowledged_at: author.at })
          .where('id', '=', id)
          .execute();
        const about = { kind: 'late-changes', id: String(id) };
        const after = { person: personId, acknowledgedAt: author.at };
        await recordEntry(transaction, author, 'acknowledged', about, { before: null, after });
        return true;
      }),
    giveReason: ({ by, id }, reason, author) =>
      db.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable(by === 'change' ? 'late_changes' : 'publications')
          .set({ reason })
          .where('id', '=', id)
          .where('reason', 'is', null)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return;
        const about = { kind: 'late-changes', id: by === 'change' ? String(id) : `publication ${id}` };
        await recordEntry(transaction, author, 'changed', about, { before: null, after: { reason } });
      }),
  };
}
