import { NO_HOLIDAYS, type WeeklyHours, type WindowPart } from '../../../src/domain/schedule/duty-window.ts';
import { onCallAt } from '../../../src/domain/schedule/resolve-on-call.ts';
import type { Rotation, ScheduleInForce } from '../../../src/domain/schedule/schedule.ts';
import { shiftsBetween } from '../../../src/domain/schedule/shifts.ts';
import { instantOf, localOf } from '../../../src/domain/schedule/wall-clock.ts';

/** Plans as a supervisor would write them: people are A, B, C; times are local. */

export function schedule(parts: Partial<ScheduleInForce> = {}): ScheduleInForce {
  return {
    id: 'primary',
    name: 'Primary',
    timeZone: 'Europe/Paris',
    holidays: NO_HOLIDAYS,
    coverage: null,
    trainees: [],
    rotations: [],
    shifts: [],
    overrides: [],
    absences: [],
    ...parts,
  };
}

/** `people` as `A B C`, or with dates: `A B[2026-02-01..] C[..2026-03-01]`. */
export function rotation(people: string, parts: Partial<Rotation> = {}): Rotation {
  return {
    id: 'r',
    name: 'Weeks',
    participants: people.split(' ').map((text) => {
      const [personId = '', from, until] = text.split(/\[|\.\.|\]/);
      return { personId, from: from || null, until: until || null };
    }),
    atOnce: 1,
    turn: { count: 1, unit: 'weeks' },
    handoffTime: '08:00',
    handoffWeekday: parts.turn && parts.turn.unit !== 'weeks' ? null : 1,
    startDate: '2026-01-05',
    endDate: null,
    window: null,
    whenAbsent: 'gap',
    ...parts,
  };
}

/** `2026-03-28 08:00` on the clocks of the zone. */
export function at(local: string, zone = 'Europe/Paris'): number {
  const instant = instantOf(local, zone);
  if (instant === null) throw new Error(`${local} is no time`);
  return instant;
}

export const during = (from: string, to: string, zone?: string) => ({
  startAt: at(from, zone),
  endAt: at(to, zone),
});

export const part = (parts: Partial<WindowPart> = {}): WindowPart => ({
  hours: null,
  holidays: 'like-other-days',
  dates: null,
  ...parts,
});

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `Fri 18:00-Mon 08:00`. */
export function hours(...texts: string[]): WeeklyHours[] {
  return texts.map((text) => {
    const [from, to] = text.split('-').map((end) => {
      const [day = '', time = ''] = end.split(' ');
      return { weekday: WEEKDAYS.indexOf(day) + 1, time };
    });
    if (!from || !to) throw new Error(`${text} are no hours`);
    return { from, to };
  });
}

/** Who is on duty on each day at a local time: `A B -`, a dash for nobody. */
export function whoOn(plan: ScheduleInForce, time: string, dates: readonly string[]): string {
  return dates
    .map((date) => onCallAt(plan, at(`${date} ${time}`, plan.timeZone)).map(({ personId }) => personId))
    .map((people) => people.join('+') || '-')
    .join(' ');
}

export function days(from: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) =>
    new Date(Date.parse(from) + i * 86_400_000).toISOString().slice(0, 10),
  );
}

/** Shifts as a supervisor reads them: `A Sat 28 08:00 – Sun 29 08:00, 23 h`. */
export function shiftsOf(plan: ScheduleInForce, from: string, to: string): string[] {
  const told = (instant: number) => {
    const local = localOf(instant, plan.timeZone);
    const day = WEEKDAYS[(new Date(`${local.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7];
    return `${day} ${local.slice(8)}`;
  };
  return shiftsBetween(plan, at(from, plan.timeZone), at(to, plan.timeZone)).map(
    ({ personId, startAt, endAt }) =>
      `${personId} ${told(startAt)} – ${told(endAt)}, ${(endAt - startAt) / 3_600_000} h`,
  );
}
