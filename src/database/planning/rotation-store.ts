import { type Rotation, TURN_UNITS } from '../../domain/schedule/schedule.ts';
import type { Queryable } from '../database.ts';
import { groupBy, storedWord } from '../stored.ts';
import { storedDay, storedWindowOrNull, windowColumn } from '../stored-window.ts';
import type { RotationParticipantRow, RotationRow } from '../tables/planning-tables.ts';

/** Rotations in their order, by schedule; of all schedules, or of that one. */
export async function readRotations(
  db: Queryable,
  scheduleId?: string,
): Promise<(scheduleId: string) => readonly Rotation[]> {
  const rotations = await db
    .selectFrom('rotations')
    .selectAll()
    .$if(scheduleId !== undefined, (query) => query.where('schedule_id', '=', scheduleId ?? ''))
    .orderBy('position')
    .execute();
  const participants =
    rotations.length === 0
      ? []
      : await db
          .selectFrom('rotation_participants')
          .selectAll()
          .$if(scheduleId !== undefined, (query) => query.where('schedule_id', '=', scheduleId ?? ''))
          .orderBy('position')
          .execute();
  const rotationsOf = groupBy(rotations, (row) => row.schedule_id);
  const participantsOf = groupBy(participants, (row) => key(row.schedule_id, row.rotation_id));
  return (id) => rotationsOf(id).map((row) => toRotation(row, participantsOf(key(id, row.id))));
}

/** Makes these the schedule's rotations. */
export async function writeRotations(
  db: Queryable,
  scheduleId: string,
  rotations: readonly Rotation[],
): Promise<void> {
  await db.deleteFrom('rotations').where('schedule_id', '=', scheduleId).execute();
  if (rotations.length === 0) return;
  const rows = rotations.map((rotation, position) => toRow(scheduleId, position, rotation));
  await db.insertInto('rotations').values(rows).execute();
  const participants = rotations.flatMap((rotation) => toParticipantRows(scheduleId, rotation));
  if (participants.length > 0) await db.insertInto('rotation_participants').values(participants).execute();
}

/** Ids hold no blank. */
function key(scheduleId: string, rotationId: string): string {
  return `${scheduleId} ${rotationId}`;
}

function toRotation(row: RotationRow, participants: readonly RotationParticipantRow[]): Rotation {
  return {
    id: row.id,
    name: row.name,
    participants: participants.map((participant) => ({
      personId: participant.person_id,
      from: participant.from_date === null ? null : storedDay(participant.from_date),
      until: participant.until_date === null ? null : storedDay(participant.until_date),
    })),
    atOnce: row.at_once,
    turn: { count: row.turn_count, unit: storedWord(TURN_UNITS, row.turn_unit) },
    handoffTime: row.handoff_time,
    handoffWeekday: row.handoff_weekday,
    startDate: storedDay(row.start_date),
    endDate: row.end_date === null ? null : storedDay(row.end_date),
    window: storedWindowOrNull(row.duty_window),
    whenAbsent: storedWord(['gap', 'next-covers'] as const, row.when_absent),
  };
}

function toRow(scheduleId: string, position: number, rotation: Rotation): RotationRow {
  return {
    schedule_id: scheduleId,
    id: rotation.id,
    position,
    name: rotation.name,
    at_once: rotation.atOnce,
    turn_count: rotation.turn.count,
    turn_unit: rotation.turn.unit,
    handoff_time: rotation.handoffTime,
    handoff_weekday: rotation.handoffWeekday,
    start_date: rotation.startDate,
    end_date: rotation.endDate,
    duty_window: rotation.window && windowColumn(rotation.window),
    when_absent: rotation.whenAbsent,
  };
}

function toParticipantRows(scheduleId: string, rotation: Rotation): readonly RotationParticipantRow[] {
  return rotation.participants.map((participant, position) => ({
    schedule_id: scheduleId,
    rotation_id: rotation.id,
    position,
    person_id: participant.personId,
    from_date: participant.from,
    until_date: participant.until,
  }));
}
