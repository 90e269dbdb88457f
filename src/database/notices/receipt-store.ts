import { MEDIUMS } from '../../domain/notice/notice.ts';
import { dedupKeyOf } from '../../notices/addressing.ts';
import { publicationOccasion } from '../../notices/notify-planning.ts';
import type { Publication, Receipt, Receipts } from '../../planning/drafts/draft.ts';
import { recordEntry } from '../accounts/audit-store.ts';
import type { Database, Queryable } from '../database.ts';
import { withChanges } from '../planning/publication-store.ts';

/** More of them are not shown to somebody who has to take note of each. */
const MOST_AWAITING = 20;

/** Who has taken note of what, kept in the database; `reading`: a connection that keeps no call waiting. */
export function createReceipts(db: Database, reading: Queryable = db): Receipts {
  return {
    async awaiting(personId, now) {
      const rows = await reading
        .selectFrom('publications')
        .selectAll()
        .where('end_at', '>', now)
        .where('id', 'in', (query) =>
          query.selectFrom('published_duties').select('publication_id').where('person_id', '=', personId),
        )
        .where('id', 'not in', (query) =>
          query.selectFrom('acknowledgements').select('publication_id').where('person_id', '=', personId),
        )
        .orderBy('id')
        .limit(MOST_AWAITING)
        .execute();
      return withChanges(reading, rows);
    },
    async ofSchedule(scheduleId, now, limit) {
      const rows = await reading
        .selectFrom('publications')
        .selectAll()
        .where('schedule_id', '=', scheduleId)
        .where('end_at', '>', now)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      const publications = await withChanges(reading, rows);
      return Promise.all(
        publications.map(async (publication) => ({
          ...publication,
          receipts: await receiptsOf(reading, publication),
        })),
      );
    },
    acknowledge: (publicationId, personId, author) =>
      db.transaction().execute(async (transaction) => {
        const concerned = await transaction
          .selectFrom('published_duties')
          .select('position')
          .where('publication_id', '=', publicationId)
          .where('person_id', '=', personId)
          .executeTakeFirst();
        if (!concerned) return false;
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('acknowledgements')
          .values({ publication_id: publicationId, person_id: personId, acknowledged_at: author.at })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows !== 0n) {
          const subject = { kind: 'publications', id: String(publicationId) };
          const after = { person: personId, acknowledgedAt: author.at };
          await recordEntry(transaction, author, 'acknowledged', subject, { before: null, after });
        }
        return true;
      }),
  };
}

async function receiptsOf(db: Queryable, { id, changes }: Publication): Promise<readonly Receipt[]> {
  const people = [...new Set(changes.map(({ personId }) => personId))];
  if (people.length === 0) return [];
  const acknowledged = await db
    .selectFrom('acknowledgements')
    .selectAll()
    .where('publication_id', '=', id)
    .execute();
  const occasion = publicationOccasion(id);
  const marks = people.flatMap((personId) =>
    MEDIUMS.map((medium) => dedupKeyOf('planning-changed', occasion, personId, medium)),
  );
  const told = await db
    .selectFrom('notices')
    .select((query) => ['person_id', query.fn.min('sent_at').as('at')])
    .where((where) =>
      where.or([
        where('dedup_key', 'in', marks),
        // Sent again by hand, because the first did not leave.
        where('again_of', 'in', (query) =>
          query.selectFrom('notices').select('id').where('dedup_key', 'in', marks),
        ),
      ]),
    )
    .where('sent_at', 'is not', null)
    .groupBy('person_id')
    .execute();
  return people.map((personId) => ({
    personId,
    toldAt: told.find(({ person_id }) => person_id === personId)?.at ?? null,
    acknowledgedAt: acknowledged.find(({ person_id }) => person_id === personId)?.acknowledged_at ?? null,
  }));
}
