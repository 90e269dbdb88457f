import type { KnownDutyStore } from '../../notices/known-duty.ts';
import type { Interval } from '../../runtime/instant.ts';
import { createAuditLog } from '../accounts/audit-store.ts';
import type { Database } from '../database.ts';
import { writeDomainEvent } from '../notices/domain-events.ts';
import { storedWord } from '../stored.ts';
import { withChanges } from './publication-store.ts';

const SUBJECTS = ['schedules', 'absences', 'absence calendars', 'people'] as const;

/** Stands for the first look; no schedule is called so. */
const FIRST_LOOK = '';

/** What people know of their duty, kept in the database. */
export function createKnownDutyStore(db: Database): KnownDutyStore {
  return {
    async all() {
      const rows = await db.selectFrom('known_duties').selectAll().orderBy('schedule_id').execute();
      if (rows.length === 0) return null;
      return rows
        .filter(({ schedule_id }) => schedule_id !== FIRST_LOOK)
        .map((row) => ({
          scheduleId: row.schedule_id,
          name: row.name,
          timeZone: row.time_zone,
          // `keep` wrote it, and nothing else does.
          duties: new Map(JSON.parse(row.duties) as [string, readonly Interval[]][]),
          shadows: new Map(JSON.parse(row.shadows) as [string, readonly Interval[]][]),
          until: row.until_at,
        }));
    },
    async entriesAfter(id) {
      const rows = await db
        .selectFrom('audit_entries')
        .select(['id', 'actor', 'subject_kind', 'subject_id'])
        .where('id', '>', id)
        .where('subject_kind', 'in', SUBJECTS)
        .orderBy('id')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        actor: row.actor,
        subject: storedWord(SUBJECTS, row.subject_kind),
        subjectId: row.subject_id,
      }));
    },
    latestEntry: () => createAuditLog(db).latest(),
    async publishedSince(scheduleId, since) {
      const rows = await db
        .selectFrom('publications')
        .selectAll()
        .where('schedule_id', '=', scheduleId)
        .where('published_at', '>=', since)
        .execute();
      return (await withChanges(db, rows)).flatMap(({ changes }) => changes);
    },
    keep: (known, forgotten, domainEvents, at) =>
      db.transaction().execute(async (transaction) => {
        const nobody = { duties: new Map(), shadows: new Map() };
        const first = { scheduleId: FIRST_LOOK, name: '', timeZone: '', ...nobody, until: at };
        for (const { scheduleId, name, timeZone, duties, shadows, until } of [first, ...known]) {
          const columns = {
            name,
            time_zone: timeZone,
            duties: JSON.stringify([...duties]),
            shadows: JSON.stringify([...shadows]),
            until_at: until,
          };
          await transaction
            .insertInto('known_duties')
            .values({ schedule_id: scheduleId, ...columns })
            .onConflict((conflict) => conflict.column('schedule_id').doUpdateSet(columns))
            .execute();
        }
        for (const id of forgotten)
          await transaction.deleteFrom('known_duties').where('schedule_id', '=', id).execute();
        for (const event of domainEvents) await writeDomainEvent(transaction, event, at);
      }),
  };
}
