import { mayAboutSchedule } from '../../domain/permissions.ts';
import { peopleOf } from '../../domain/schedule/people-of.ts';
import { onCallAt } from '../../domain/schedule/resolve-on-call.ts';
import type { ScheduleInForce } from '../../domain/schedule/schedule.ts';
import { type DutyShift, shadowsBetween, shiftsBetween } from '../../domain/schedule/shifts.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { MemberContext } from '../request-context.ts';

const AHEAD_MS = 92 * 24 * 3_600_000;
const MOST_SHIFTS = 12;
const MOST_OF_OTHERS = 60;

export interface MySchedule {
  readonly schedule: ScheduleInForce;
  readonly shifts: readonly DutyShift[];
  /** Beside whom they learn; no call rings them then. */
  readonly shadows: readonly DutyShift[];
  /** Of others, to come: what one could take in return for one's own. */
  readonly ofOthers: readonly DutyShift[];
}

/** The schedules that somebody is on, or that their team has: those whose duty they may take over. */
export async function mySchedules(context: MemberContext): Promise<readonly MySchedule[]> {
  const { dependencies, now, actor } = context;
  const teams = await dependencies.reader.scheduleTeams();
  const schedules = await Promise.all(
    [...teams.keys()].map((id) => dependencies.schedules.schedule(id, now)),
  );
  return schedules.flatMap((schedule) => {
    if (schedule === null || !isMine(context, schedule, teams.get(schedule.id) ?? null)) return [];
    const all = shiftsBetween(schedule, now, now + AHEAD_MS);
    const own = (shifts: readonly DutyShift[]) =>
      shifts.filter(({ personId }) => personId === actor.personId).slice(0, MOST_SHIFTS);
    return [
      {
        schedule,
        shifts: own(all),
        ofOthers: all
          .filter(({ personId, startAt }) => personId !== actor.personId && startAt > now)
          .slice(0, MOST_OF_OTHERS),
        shadows: own(shadowsBetween(schedule, now, now + AHEAD_MS)),
      },
    ];
  });
}

export function isMine(
  { actor, now }: MemberContext,
  schedule: ScheduleInForce,
  teamId: string | null,
  since: Instant = now,
): boolean {
  return (
    peopleOf(schedule, since).has(actor.personId) ||
    (teamId !== null && actor.teamIds.includes(teamId)) ||
    mayAboutSchedule('planning.edit', actor, teamId)
  );
}

/** Who else is on call now, and could be relieved: their duty ends some day. */
export function relievable({ schedule }: MySchedule, personId: string, now: Instant) {
  return onCallAt(schedule, now).filter((one) => one.personId !== personId && one.until !== null);
}
