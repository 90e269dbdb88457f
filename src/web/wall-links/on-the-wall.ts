import type { Person } from '../../domain/person.ts';
import { describeTarget, type NumberingPlan } from '../../domain/phone-number.ts';
import type { ScheduleInForce } from '../../domain/schedule/schedule.ts';
import { type DutyShift, shiftsBetween } from '../../domain/schedule/shifts.ts';
import type { WallLink } from '../../planning/wall-links/wall-link.ts';
import type { Instant } from '../../runtime/instant.ts';
import { createFormat } from '../format.ts';
import type { Wall } from '../open/wall.ts';

/** How far ahead a wall looks. */
const AHEAD_MS = 7 * 24 * 3_600_000;

export interface WallSources {
  people(): Promise<ReadonlyMap<string, Person>>;
  /** Every schedule; what ended before `since` is left out. */
  schedules(since: Instant): Promise<readonly ScheduleInForce[]>;
  readonly timeZone: string;
  readonly numberingPlan: NumberingPlan;
}

/** What a link shows at `now`: who is on duty in each schedule, on its own clocks, and who is next. */
export async function readWall(
  { language, label, showsNumbers }: WallLink,
  { people, schedules, timeZone, numberingPlan }: WallSources,
  now: Instant,
): Promise<Wall> {
  const [persons, inForce] = await Promise.all([people(), schedules(now)]);
  const format = createFormat(language, timeZone, now, numberingPlan);
  const dutyOf = ({ personId, startAt, endAt }: DutyShift, zone: string) => {
    const person = persons.get(personId);
    return {
      name: person?.name ?? personId,
      numbers: showsNumbers
        ? (person?.contactMethods ?? []).map(({ target }) => format.phone(describeTarget(target)))
        : [],
      when: startAt <= now ? format.until(endAt, zone) : format.spanLine(startAt, endAt, zone),
    };
  };
  return {
    language,
    label,
    asOf: format.at(now),
    schedules: inForce
      .map((schedule) => {
        const shifts = shiftsBetween(schedule, now, now + AHEAD_MS);
        const duties = (isWanted: (shift: DutyShift) => boolean) =>
          shifts.filter(isWanted).map((shift) => dutyOf(shift, schedule.timeZone));
        return {
          name: schedule.name,
          now: duties(({ startAt }) => startAt <= now),
          coming: duties(({ startAt }) => startAt > now),
        };
      })
      .sort((a, b) => a.name.localeCompare(b.name, language)),
  };
}
