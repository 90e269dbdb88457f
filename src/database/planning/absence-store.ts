import type { AbsenceList } from '../../domain/items/configuration.ts';
import type { Absence } from '../../domain/schedule/schedule.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Queryable } from '../database.ts';
import { byId, groupBy } from '../stored.ts';

/** Everybody's absences that had not ended by `since`: whoever entered them, and of those who join or leave. */
export async function readAbsences(db: Queryable, since?: Instant): Promise<readonly Absence[]> {
  return [...(await readAway(db, since)), ...(await readComingAndGoing(db, since))];
}

async function readAway(db: Queryable, since?: Instant): Promise<readonly Absence[]> {
  const rows = await db
    .selectFrom('absences')
    .select(['person_id', 'start_at', 'end_at'])
    .$if(since !== undefined, (query) => query.where('end_at', '>', since ?? 0))
    .orderBy('start_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    personId: row.person_id,
    startAt: row.start_at,
    endAt: row.end_at,
  }));
}

async function readComingAndGoing(
  db: Queryable,
  since = Number.NEGATIVE_INFINITY,
): Promise<readonly Absence[]> {
  const rows = await db
    .selectFrom('people')
    .select(['id', 'joins_at', 'leaves_at'])
    .where((where) => where.or([where('joins_at', 'is not', null), where('leaves_at', 'is not', null)]))
    .orderBy('id')
    .execute();
  return rows.flatMap(({ id: personId, joins_at, leaves_at }): Absence[] => [
    ...(joins_at === null || joins_at <= since
      ? []
      : [{ personId, startAt: Number.NEGATIVE_INFINITY, endAt: joins_at, because: 'not-joined' as const }]),
    ...(leaves_at === null
      ? []
      : [{ personId, startAt: leaves_at, endAt: Number.POSITIVE_INFINITY, because: 'left' as const }]),
  ]);
}

/** What people entered, by person; of everybody, or of that person. */
export async function readAbsenceLists(
  db: Queryable,
  personId?: string,
): Promise<ReadonlyMap<string, AbsenceList>> {
  const rows = await db
    .selectFrom('absences')
    .selectAll()
    .where('source', '=', 'hand')
    .$if(personId !== undefined, (query) => query.where('person_id', '=', personId ?? ''))
    .orderBy('person_id')
    .orderBy('id')
    .execute();
  const rowsOf = groupBy(rows, (row) => row.person_id);
  const people = [...new Set(rows.map((row) => row.person_id))];
  return byId(
    people.map((id) => ({
      id,
      absences: rowsOf(id).map((row) => ({ startAt: row.start_at, endAt: row.end_at, note: row.note })),
    })),
  );
}

/** Makes this what people entered for the person; what calendars brought stays. */
export async function writeAbsenceList(db: Queryable, list: AbsenceList): Promise<void> {
  await removeAbsenceLists(db, [list.id]);
  const rows = list.absences.map(({ startAt, endAt, note }) => ({
    person_id: list.id,
    start_at: startAt,
    end_at: endAt,
    source: 'hand',
    note,
  }));
  if (rows.length > 0) await db.insertInto('absences').values(rows).execute();
}

export async function removeAbsenceLists(db: Queryable, personIds: readonly string[]): Promise<void> {
  await db.deleteFrom('absences').where('source', '=', 'hand').where('person_id', 'in', personIds).execute();
}
