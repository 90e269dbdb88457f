import type { Selectable } from 'kysely';
import type { DutyChange } from '../../domain/schedule/compare-duty.ts';
import type { Publication, PublicationLog } from '../../planning/drafts/draft.ts';
import type { Queryable } from '../database.ts';
import { writeDomainEvent } from '../notices/domain-events.ts';
import { inParts } from '../ordered-rows.ts';
import { groupBy, storedWord } from '../stored.ts';
import type { PublicationRow, PublishedDutyRow } from '../tables/planning-tables.ts';

/** What was published, kept in the database. */
export function createPublicationLog(db: Queryable): PublicationLog {
  return {
    async add(publication) {
      const { id } = await db
        .insertInto('publications')
        .values({
          schedule_id: publication.scheduleId,
          published_at: publication.publishedAt,
          published_by: publication.publishedBy,
          start_at: publication.startAt,
          end_at: publication.endAt,
          reason: publication.reason,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const duties = publication.changes.map((change, position) => toRow(id, position, change));
      for (const part of inParts(duties)) await db.insertInto('published_duties').values(part).execute();
      const { scheduleId, publishedBy: by, publishedAt } = publication;
      for (const personId of new Set(publication.changes.map((change) => change.personId))) {
        const event = { kind: 'planning-changed', publicationId: id, scheduleId, personId, by } as const;
        await writeDomainEvent(db, event, publishedAt);
      }
      return { ...publication, id };
    },
    async ofSchedule(scheduleId) {
      const rows = await db
        .selectFrom('publications')
        .selectAll()
        .where('schedule_id', '=', scheduleId)
        .orderBy('published_at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return withChanges(db, rows);
    },
  };
}

/** Publications with what each was to whom. */
export async function withChanges(
  db: Queryable,
  rows: readonly Selectable<PublicationRow>[],
): Promise<readonly Publication[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const duties = await db
    .selectFrom('published_duties')
    .selectAll()
    .where('publication_id', 'in', ids)
    .orderBy('position')
    .execute();
  const dutiesOf = groupBy(duties, (duty) => String(duty.publication_id));
  return rows.map((row) => ({
    id: row.id,
    scheduleId: row.schedule_id,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
    startAt: row.start_at,
    endAt: row.end_at,
    reason: row.reason,
    changes: dutiesOf(String(row.id)).map(toChange),
  }));
}

function toRow(publicationId: number, position: number, change: DutyChange): PublishedDutyRow {
  const before = change.kind === 'changed' ? change.before : null;
  return {
    publication_id: publicationId,
    position,
    person_id: change.personId,
    kind: change.kind,
    start_at: change.startAt,
    end_at: change.endAt,
    before_start_at: before?.startAt ?? null,
    before_end_at: before?.endAt ?? null,
  };
}

function toChange(row: PublishedDutyRow): DutyChange {
  const kind = storedWord(['added', 'removed', 'changed'] as const, row.kind);
  const duty = { personId: row.person_id, startAt: row.start_at, endAt: row.end_at };
  if (kind !== 'changed') return { ...duty, kind };
  if (row.before_start_at === null || row.before_end_at === null)
    throw new Error(`a duty of publication ${row.publication_id} is stored as changed, but not from what`);
  return { ...duty, kind, before: { startAt: row.before_start_at, endAt: row.before_end_at } };
}
