import { NO_HOLIDAYS } from '../domain/schedule/duty-window.ts';
import type { Schedule } from '../domain/schedule/schedule.ts';
import type { ScheduleBook } from '../planning/schedule-book.ts';
import type { Queryable } from './database.ts';
import { byId, groupBy } from './stored.ts';

/** The schedules kept in the database. */
export function createScheduleBook(db: Queryable): ScheduleBook {
  return {
    async schedule(id) {
      const schedule = (await readSchedules(db, id)).get(id);
      return schedule ? { ...schedule, absences: [] } : null;
    },
  };
}

/** Schedules by id; all of them, or that one. */
export async function readSchedules(db: Queryable, id?: string): Promise<ReadonlyMap<string, Schedule>> {
  const schedules = await db
    .selectFrom('schedules')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .orderBy('id')
    .execute();
  const shifts = await db
    .selectFrom('planned_shifts')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('schedule_id', '=', id ?? ''))
    .orderBy('position')
    .execute();
  const overrides = await db
    .selectFrom('overrides')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('schedule_id', '=', id ?? ''))
    .orderBy('position')
    .execute();
  const shiftsOf = groupBy(shifts, (row) => row.schedule_id);
  const overridesOf = groupBy(overrides, (row) => row.schedule_id);
  return byId(
    schedules.map((row) => ({
      id: row.id,
      name: row.name,
      timeZone: row.time_zone,
      holidays: NO_HOLIDAYS,
      coverage: null,
      rotations: [],
      shifts: shiftsOf(row.id).map((shift) => ({
        personId: shift.person_id,
        startAt: shift.start_at,
        endAt: shift.end_at,
      })),
      overrides: overridesOf(row.id).map((override) => ({
        action: override.person_id === null ? 'removes' : 'takes-over',
        personId: override.person_id,
        replacesId: override.replaces_id,
        startAt: override.start_at,
        endAt: override.end_at,
        madeBy: override.made_by,
      })),
    })),
  );
}

/** Adds the schedule, or changes it to be exactly this. */
export async function writeSchedule(db: Queryable, schedule: Schedule): Promise<void> {
  const { id } = schedule;
  const row = { id, name: schedule.name, time_zone: schedule.timeZone };
  await db
    .insertInto('schedules')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  await db.deleteFrom('planned_shifts').where('schedule_id', '=', id).execute();
  await db.deleteFrom('overrides').where('schedule_id', '=', id).execute();
  const shifts = schedule.shifts.map((shift, position) => ({
    schedule_id: id,
    position,
    person_id: shift.personId,
    start_at: shift.startAt,
    end_at: shift.endAt,
  }));
  for (const part of inParts(shifts)) await db.insertInto('planned_shifts').values(part).execute();
  const overrides = schedule.overrides.map((override, position) => ({
    schedule_id: id,
    position,
    person_id: override.personId,
    replaces_id: override.replacesId,
    start_at: override.startAt,
    end_at: override.endAt,
    made_by: override.madeBy,
  }));
  for (const part of inParts(overrides)) await db.insertInto('overrides').values(part).execute();
}

/** A year of shifts may be thousands of rows; databases limit the values of one statement (SQLite: 32,766). */
function inParts<Row>(rows: readonly Row[]): readonly Row[][] {
  const size = 1000;
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, part) =>
    rows.slice(part * size, (part + 1) * size),
  );
}
