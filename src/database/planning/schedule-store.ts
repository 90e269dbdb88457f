import type { ManagedSchedule } from '../../domain/items/configuration.ts';
import type { ConfirmationRule } from '../../domain/notice/duty-confirmation.ts';
import {
  OVERRIDE_ACTIONS,
  type Override,
  type PlannedShift,
  type ScheduleInForce,
} from '../../domain/schedule/schedule.ts';
import { SWAP_APPROVALS } from '../../domain/swap/swap-approval.ts';
import type { ScheduleStore } from '../../planning/schedule-store.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Queryable } from '../database.ts';
import { inParts, listChanges } from '../ordered-rows.ts';
import { byId, groupBy, storedWord } from '../stored.ts';
import { holidayColumns, storedHolidays, storedWindowOrNull, windowColumn } from '../stored-window.ts';
import type { OverrideRow, PlannedShiftRow } from '../tables/planning-tables.ts';
import { readAbsences } from './absence-store.ts';
import { readRotations, writeRotations } from './rotation-store.ts';
import { readTrainees, writeTrainees } from './trainee-store.ts';

/** The schedules kept in the database. */
export function createScheduleStore(db: Queryable): ScheduleStore {
  return {
    async schedule(id, since) {
      const schedule = (await readSchedules(db, id, since)).get(id);
      return schedule ? { ...schedule, absences: await readAbsences(db, since) } : null;
    },
  };
}

/** Every schedule with everybody's absences, in one reading; what ended before `since` is left out. */
export async function readSchedulesInForce(
  db: Queryable,
  since: Instant,
): Promise<readonly ScheduleInForce[]> {
  const absences = await readAbsences(db, since);
  const schedules = await readSchedules(db, undefined, since);
  return [...schedules.values()].map((schedule) => ({ ...schedule, absences }));
}

/** Schedules by id; all of them, or that one; of shifts and overrides those that had not ended by `since`. */
export async function readSchedules(
  db: Queryable,
  id?: string,
  since?: Instant,
): Promise<ReadonlyMap<string, ManagedSchedule>> {
  const schedules = await db
    .selectFrom('schedules')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .orderBy('id')
    .execute();
  const shiftsOf = groupBy(await readShiftRows(db, id, since), (row) => row.schedule_id);
  const overridesOf = groupBy(await readOverrideRows(db, id, since), (row) => row.schedule_id);
  const rotationsOf = await readRotations(db, id);
  const traineesOf = await readTrainees(db, id);
  return byId(
    schedules.map((row) => ({
      id: row.id,
      name: row.name,
      timeZone: row.time_zone,
      holidays: storedHolidays(row),
      coverage: storedWindowOrNull(row.coverage),
      rotations: rotationsOf(row.id),
      trainees: traineesOf(row.id),
      shifts: shiftsOf(row.id).map(toShift),
      overrides: overridesOf(row.id).map(toOverride),
      teamId: row.team_id,
      swapApproval: storedWord(SWAP_APPROVALS, row.swap_approval),
      confirmation: storedConfirmation(row.confirmation),
    })),
  );
}

/** `writeSchedule` wrote it, and nothing else does. */
export function storedConfirmation(text: string | null): ConfirmationRule | null {
  return text === null ? null : (JSON.parse(text) as ConfirmationRule);
}

/** The schedules without their shifts and overrides; all of them, or that one. */
export function readScheduleSettings(
  db: Queryable,
  id?: string,
): Promise<ReadonlyMap<string, ManagedSchedule>> {
  return readSchedules(db, id, Number.MAX_SAFE_INTEGER);
}

/** The schedules with one shift and one override of each person whom they name, whenever it is. */
export async function readMentions(db: Queryable): Promise<ReadonlyMap<string, ManagedSchedule>> {
  const schedules = await readScheduleSettings(db);
  const shifts = await db
    .selectFrom('planned_shifts')
    .select(['schedule_id', 'person_id'])
    .distinct()
    .execute();
  const overrides = await db
    .selectFrom('overrides')
    .select(['schedule_id', 'person_id', 'replaces_id'])
    .distinct()
    .execute();
  const never = { startAt: 0, endAt: 0 };
  const [shiftsOf, overridesOf] = [
    groupBy(shifts, (row) => row.schedule_id),
    groupBy(overrides, (row) => row.schedule_id),
  ];
  return byId(
    [...schedules.values()].map((schedule) => ({
      ...schedule,
      shifts: shiftsOf(schedule.id).map((row) => ({ ...never, personId: row.person_id })),
      overrides: overridesOf(schedule.id).map((row) => ({
        ...never,
        action: 'takes-over' as const,
        personId: row.person_id,
        replacesId: row.replaces_id,
        madeBy: null,
      })),
    })),
  );
}

/** Adds the schedule, or changes it to be exactly this. `before`, as it was read, spares what is the same list still. */
export async function writeSchedule(
  db: Queryable,
  schedule: ManagedSchedule,
  before: ManagedSchedule | null = null,
): Promise<void> {
  const { id } = schedule;
  const row = {
    id,
    name: schedule.name,
    time_zone: schedule.timeZone,
    ...holidayColumns(schedule.holidays),
    coverage: schedule.coverage && windowColumn(schedule.coverage),
    team_id: schedule.teamId,
    swap_approval: schedule.swapApproval,
    confirmation: schedule.confirmation && JSON.stringify(schedule.confirmation),
  };
  await db
    .insertInto('schedules')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  if (schedule.rotations !== before?.rotations) await writeRotations(db, id, schedule.rotations);
  if (schedule.trainees !== before?.trainees) await writeTrainees(db, id, schedule.trainees);
  if (schedule.shifts !== before?.shifts) await writeShifts(db, id, schedule.shifts);
  if (schedule.overrides !== before?.overrides) await writeOverrides(db, id, schedule.overrides);
}

/** Past ones too, unless `since`; in their order. */
async function readShiftRows(
  db: Queryable,
  scheduleId?: string,
  since?: Instant,
): Promise<readonly PlannedShiftRow[]> {
  return db
    .selectFrom('planned_shifts')
    .selectAll()
    .$if(scheduleId !== undefined, (query) => query.where('schedule_id', '=', scheduleId ?? ''))
    .$if(since !== undefined, (query) => query.where('end_at', '>', since ?? 0))
    .orderBy('position')
    .execute();
}

async function readOverrideRows(
  db: Queryable,
  scheduleId?: string,
  since?: Instant,
): Promise<readonly OverrideRow[]> {
  return db
    .selectFrom('overrides')
    .selectAll()
    .$if(scheduleId !== undefined, (query) => query.where('schedule_id', '=', scheduleId ?? ''))
    .$if(since !== undefined, (query) => query.where('end_at', '>', since ?? 0))
    .orderBy('position')
    .execute();
}

async function writeShifts(db: Queryable, id: string, shifts: readonly PlannedShift[]): Promise<void> {
  const { removed, added } = listChanges(await readShiftRows(db, id), shifts.map(shiftColumns(id)));
  for (const part of inParts(removed))
    await db
      .deleteFrom('planned_shifts')
      .where('schedule_id', '=', id)
      .where('position', 'in', part)
      .execute();
  for (const part of inParts(added)) await db.insertInto('planned_shifts').values(part).execute();
}

async function writeOverrides(db: Queryable, id: string, overrides: readonly Override[]): Promise<void> {
  const { removed, added } = listChanges(await readOverrideRows(db, id), overrides.map(overrideColumns(id)));
  for (const part of inParts(removed))
    await db.deleteFrom('overrides').where('schedule_id', '=', id).where('position', 'in', part).execute();
  for (const part of inParts(added)) await db.insertInto('overrides').values(part).execute();
}

function toShift(row: PlannedShiftRow): PlannedShift {
  return { personId: row.person_id, startAt: row.start_at, endAt: row.end_at };
}

function shiftColumns(scheduleId: string) {
  return (shift: PlannedShift): Omit<PlannedShiftRow, 'position'> => ({
    schedule_id: scheduleId,
    person_id: shift.personId,
    start_at: shift.startAt,
    end_at: shift.endAt,
  });
}

function toOverride(row: OverrideRow): Override {
  return {
    action: storedWord(OVERRIDE_ACTIONS, row.action),
    personId: row.person_id,
    replacesId: row.replaces_id,
    startAt: row.start_at,
    endAt: row.end_at,
    madeBy: row.made_by,
  };
}

function overrideColumns(scheduleId: string) {
  return (override: Override): Omit<OverrideRow, 'position'> => ({
    schedule_id: scheduleId,
    action: override.action,
    person_id: override.personId,
    replaces_id: override.replacesId,
    start_at: override.startAt,
    end_at: override.endAt,
    made_by: override.madeBy,
  });
}
