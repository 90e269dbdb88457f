import { MEDIUMS } from '../../domain/notice/notice.ts';
import type { LabourSources } from '../../labour/labour-sources.ts';
import type { ToldDuty } from '../../labour/told-duties.ts';
import { dedupKeyOf } from '../../notices/addressing.ts';
import { publicationOccasion } from '../../notices/notify-planning.ts';
import type { Instant } from '../../runtime/instant.ts';
import { readPeople } from '../configuration/people-store.ts';
import { readTeams } from '../configuration/team-store.ts';
import type { Queryable } from '../database.ts';
import { readAbsences } from '../planning/absence-store.ts';
import { readSchedulesInForce } from '../planning/schedule-store.ts';
import { createInterventionReader } from './intervention-record-store.ts';
import { createLabourSettingsReader } from './labour-settings-store.ts';
import { readLateChanges } from './late-changes-store.ts';

/** What rest, limits, statements and fairness are reckoned from, read from the database. */
export function createLabourSources(db: Queryable): LabourSources {
  return {
    settings: createLabourSettingsReader(db),
    interventions: createInterventionReader(db),
    people: () => readPeople(db),
    teams: () => readTeams(db),
    schedules: (since) => readSchedulesInForce(db, since),
    absences: (since) => readAbsences(db, since),
    async acceptances({ startAt, endAt }) {
      const rows = await db
        .selectFrom('attempts')
        .select(['person_id', 'started_at', 'accepted_at'])
        .where('accepted_at', '>=', startAt)
        .where('accepted_at', '<', endAt)
        .where('person_id', 'is not', null)
        .execute();
      return rows.map(({ person_id, started_at, accepted_at }) => ({
        personId: person_id ?? '',
        at: accepted_at ?? started_at,
        seconds: Math.round(((accepted_at ?? started_at) - started_at) / 1000),
      }));
    },
    lateDutiesOf: (personId, since) => readLateChanges(db, since, personId),
    toldDuties: async (since) => [
      ...(await readToldDuties(db, since)),
      ...(await readLateChanges(db, since)),
    ],
  };
}

/** Duties that publications gave somebody, each with the first notice of it that left. */
async function readToldDuties(db: Queryable, since: Instant): Promise<readonly ToldDuty[]> {
  const rows = await db
    .selectFrom('published_duties')
    .innerJoin('publications', 'publications.id', 'published_duties.publication_id')
    .leftJoin('acknowledgements', (join) =>
      join
        .onRef('acknowledgements.publication_id', '=', 'published_duties.publication_id')
        .onRef('acknowledgements.person_id', '=', 'published_duties.person_id'),
    )
    .select([
      'publications.id',
      'publications.schedule_id',
      'publications.published_at',
      'publications.published_by',
      'publications.reason',
      'published_duties.person_id',
      'published_duties.start_at',
      'published_duties.end_at',
      'acknowledgements.acknowledged_at',
    ])
    .where('published_duties.kind', '!=', 'removed')
    .where('published_duties.end_at', '>', since)
    .orderBy('publications.published_at')
    .execute();
  const told = await firstNotices(db, rows);
  return rows.map((row) => ({
    publicationId: row.id,
    lateChangeId: null,
    scheduleId: row.schedule_id,
    personId: row.person_id,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
    reason: row.reason,
    startAt: row.start_at,
    endAt: row.end_at,
    toldAt: told.get(`${row.id} ${row.person_id}`) ?? null,
    acknowledgedAt: row.acknowledged_at,
  }));
}

/** Notices asked for in parts: a statement can only take so many values. */
const PART = 400;

async function firstNotices(
  db: Queryable,
  rows: readonly { readonly id: number; readonly person_id: string }[],
): Promise<ReadonlyMap<string, Instant>> {
  const marks = new Map(
    rows.flatMap(({ id, person_id }) =>
      MEDIUMS.map((medium) => [
        dedupKeyOf('planning-changed', publicationOccasion(id), person_id, medium),
        `${id} ${person_id}`,
      ]),
    ),
  );
  const first = new Map<string, Instant>();
  const wanted = [...marks.keys()];
  for (let start = 0; start < wanted.length; start += PART) {
    const found = await db
      .selectFrom('notices')
      .select(['dedup_key', 'sent_at'])
      .where('dedup_key', 'in', wanted.slice(start, start + PART))
      .where('sent_at', 'is not', null)
      .execute();
    for (const { dedup_key, sent_at } of found) {
      const key = marks.get(dedup_key) ?? '';
      if (sent_at !== null) first.set(key, Math.min(first.get(key) ?? sent_at, sent_at));
    }
  }
  return first;
}
