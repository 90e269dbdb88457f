import type { Trainee } from '../../domain/schedule/schedule.ts';
import type { Queryable } from '../database.ts';
import { groupBy } from '../stored.ts';
import { storedDay } from '../stored-window.ts';

/** Trainees in their order, by schedule; of all schedules, or of that one. */
export async function readTrainees(
  db: Queryable,
  scheduleId?: string,
): Promise<(scheduleId: string) => readonly Trainee[]> {
  const rows = await db
    .selectFrom('trainees')
    .selectAll()
    .$if(scheduleId !== undefined, (query) => query.where('schedule_id', '=', scheduleId ?? ''))
    .orderBy('position')
    .execute();
  const rowsOf = groupBy(rows, (row) => row.schedule_id);
  return (id) =>
    rowsOf(id).map((row) => ({
      personId: row.person_id,
      besideId: row.beside_id,
      from: row.from_date === null ? null : storedDay(row.from_date),
      until: row.until_date === null ? null : storedDay(row.until_date),
      isDialled: row.is_dialled === 1,
    }));
}

/** Makes these the schedule's trainees. */
export async function writeTrainees(
  db: Queryable,
  scheduleId: string,
  trainees: readonly Trainee[],
): Promise<void> {
  await db.deleteFrom('trainees').where('schedule_id', '=', scheduleId).execute();
  if (trainees.length === 0) return;
  const rows = trainees.map((trainee, position) => ({
    schedule_id: scheduleId,
    position,
    person_id: trainee.personId,
    beside_id: trainee.besideId,
    from_date: trainee.from,
    until_date: trainee.until,
    is_dialled: trainee.isDialled ? 1 : 0,
  }));
  await db.insertInto('trainees').values(rows).execute();
}
