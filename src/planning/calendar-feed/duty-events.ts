import { createHash } from 'node:crypto';
import { peopleIn } from '../../domain/schedule/duty-reason.ts';
import type { OnCallReason, ScheduleInForce } from '../../domain/schedule/schedule.ts';
import { shiftsWithShadows } from '../../domain/schedule/shifts.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import type { Instant, Interval } from '../../runtime/instant.ts';

type NameOf = (personId: string) => string;

/** A shift as a calendar shows it. */
export interface DutyEvent extends Interval {
  /**
   * The same for the same duty whenever it is computed: who, on which line of duty, on which day it begins. An end or a
   * start that moves within its day, or another reason, changes the event and not its name.
   */
  readonly uid: string;
  readonly schedule: Pick<ScheduleInForce, 'id' | 'name' | 'timeZone'>;
  readonly personId: string;
  readonly reason: OnCallReason;
  /** Differs when anything that a calendar tells of it does. */
  readonly fingerprint: string;
}

/** Every shift on a schedule that lies in `[from, to)` or reaches into it; of everybody, or of one person. */
export function dutyEvents(
  schedule: ScheduleInForce,
  from: Instant,
  to: Instant,
  nameOf: NameOf,
  personId: string | null = null,
): readonly DutyEvent[] {
  const startsOfDay = new Map<string, number>();
  return shiftsWithShadows(schedule, from, to)
    .map((shift) => {
      const day = localOf(shift.startAt, schedule.timeZone).slice(0, 10);
      const key = `${schedule.id}/${shift.personId}/${day}`;
      const nth = (startsOfDay.get(key) ?? 0) + 1;
      startsOfDay.set(key, nth);
      return {
        ...shift,
        uid: `${key}/${nth}@vigie`,
        schedule: { id: schedule.id, name: schedule.name, timeZone: schedule.timeZone },
        fingerprint: fingerprintOf(schedule, shift, nameOf),
      };
    })
    .filter((event) => personId === null || event.personId === personId);
}

function fingerprintOf(
  { name, timeZone }: ScheduleInForce,
  shift: Pick<DutyEvent, 'startAt' | 'endAt' | 'personId' | 'reason'>,
  nameOf: NameOf,
): string {
  const names = [shift.personId, ...peopleIn(shift.reason)].map(nameOf);
  const told = [shift.startAt, shift.endAt, name, timeZone, shift.reason, names];
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url');
}
