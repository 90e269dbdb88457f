import { type Duty, dutyAt } from '../../domain/schedule/duty.ts';
import type { ScheduleInForce } from '../../domain/schedule/schedule.ts';
import { stretches } from '../../domain/schedule/stretch.ts';
import type { Interval } from '../../runtime/instant.ts';

/** True when all of the time is the person's: on duty, or theirs to be on duty were they not absent. */
export function isDutyOf(schedule: ScheduleInForce, personId: string, time: Interval): boolean {
  return time.startAt < time.endAt && dutiesIn(schedule, time).every((duty) => isOf(duty, personId));
}

/** True when the person is on duty at some time of it. */
export function isOnDutyIn(schedule: ScheduleInForce, personId: string, time: Interval): boolean {
  return dutiesIn(schedule, time).some(({ onDuty }) => onDuty.some((one) => one.personId === personId));
}

/** True when the person is absent at some time of it. */
export function isAbsentIn({ absences }: ScheduleInForce, personId: string, time: Interval): boolean {
  return absences.some(
    (absence) =>
      absence.personId === personId && absence.startAt < time.endAt && absence.endAt > time.startAt,
  );
}

function dutiesIn(schedule: ScheduleInForce, { startAt, endAt }: Interval): readonly Duty[] {
  return [...stretches((at) => dutyAt(schedule, at), startAt, endAt)].map(({ value }) => value);
}

function isOf({ onDuty, absent }: Duty, personId: string): boolean {
  return [...onDuty, ...absent].some(
    (one) =>
      one.personId === personId || (one.reason.kind === 'rotation' && one.reason.coversId === personId),
  );
}
