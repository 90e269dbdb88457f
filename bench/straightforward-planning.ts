import { dayNumber, localDate, weekdayOf } from '../src/domain/schedule/calendar.ts';
import type { WeeklyHours, WindowPart } from '../src/domain/schedule/duty-window.ts';
import { holidaysOf } from '../src/domain/schedule/holidays.ts';
import type { Override, Rotation, ScheduleInForce } from '../src/domain/schedule/schedule.ts';
import { instantOf, localOf } from '../src/domain/schedule/wall-clock.ts';
import type { Interval } from '../src/runtime/instant.ts';
import { contains } from '../src/runtime/instant.ts';

/**
 * Who is on duty at an instant, as one would write it at first: look at every shift, override and absence, count turns
 * from the first one on. It says neither until when nor why. What the engine is compared with; it knows what
 * `plannedDecade` uses (turns of weeks, takes-over).
 */
export function peopleAt(schedule: ScheduleInForce, at: number): readonly string[] {
  const absent = new Set(schedule.absences.filter(covers(at)).map(({ personId }) => personId));
  const shifts = schedule.shifts.filter(covers(at)).map(({ personId }) => personId);
  const planned = shifts.length > 0 ? shifts : turnAt(schedule, at, absent);
  const people = schedule.overrides.filter(covers(at)).reduce(replace, planned);
  return [...new Set(people)].filter((person) => !absent.has(person));
}

/** The changes of who is on duty, found by asking each minute. */
export function changesByMinute(schedule: ScheduleInForce, from: number, to: number): number {
  let changes = 0;
  let last = '';
  for (let at = from; at < to; at += 60_000) {
    const people = peopleAt(schedule, at).join();
    if (people !== last) changes++;
    last = people;
  }
  return changes;
}

const covers = (at: number) => (interval: Interval) => contains(interval, at);

function replace(people: readonly string[], { personId, replacesId }: Override): readonly string[] {
  const newcomer = personId === null ? [] : [personId];
  return replacesId === null
    ? newcomer
    : people.flatMap((person) => (person === replacesId ? newcomer : [person]));
}

function turnAt(schedule: ScheduleInForce, at: number, absent: ReadonlySet<string>): readonly string[] {
  const { rotations, timeZone } = schedule;
  const local = localOf(at, timeZone);
  const layer = rotations.find(
    ({ window }) => window === null || window.some((part) => holds(part, local, schedule)),
  );
  return layer ? takerAt(layer, at, timeZone, absent) : [];
}

function takerAt(
  { participants, startDate, handoffTime, handoffWeekday, turn }: Rotation,
  at: number,
  timeZone: string,
  absent: ReadonlySet<string>,
): readonly string[] {
  let day = dayNumber(startDate);
  while (weekdayOf(day) !== handoffWeekday) day++;
  let holder = -1;
  let order: readonly number[] = [];
  while ((instantOf(`${localDate(day)} ${handoffTime}`, timeZone) ?? 0) <= at) {
    const date = localDate(day);
    order = participants
      .map((_, i) => (holder + 1 + i) % participants.length)
      .filter((i) => {
        const { from = null, until = null } = participants[i] ?? {};
        return (from === null || from <= date) && (until === null || until > date);
      });
    holder = order[0] ?? holder;
    day += 7 * turn.count;
  }
  const taker = order.map((i) => participants[i]?.personId ?? '').find((person) => !absent.has(person));
  return taker === undefined ? [] : [taker];
}

function holds(part: WindowPart, local: string, { holidays }: ScheduleInForce): boolean {
  const day = dayNumber(local.slice(0, 10));
  if (part.holidays !== 'like-other-days' && holidaysOf(holidays)(day) !== (part.holidays === 'only'))
    return false;
  return (
    part.hours === null ||
    part.hours.some((hours) => within(hours, `${weekdayOf(day)} ${local.slice(11, 16)}`))
  );
}

function within({ from, to }: WeeklyHours, now: string): boolean {
  const [start, end] = [`${from.weekday} ${from.time}`, `${to.weekday} ${to.time}`];
  return start < end ? start <= now && now < end : start <= now || now < end;
}
