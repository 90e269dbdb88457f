import type { Instant } from '../../runtime/instant.ts';
import { type DayNumber, isInCalendar } from './calendar.ts';

/**
 * The one file that knows time zones. Two local times need a ruling, and this is it:
 * - a local time that does not exist (clocks go forward) means the instant as long after the change as the
 *   time is after the gap's start. In Paris on 2026-03-29 the clock jumps from 02:00 to 03:00, so a
 *   handoff at 02:30 happens at 03:30 local (01:30Z);
 * - a local time that occurs twice (clocks go back) means the first. In Paris on 2026-10-25, 02:30 is
 *   00:30Z (still summer time), not 01:30Z.
 * iCalendar (RFC 5545, 3.3.5) and Temporal's "compatible" rule read them the same way.
 */

const LOCAL_TIME = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?$/;

/** No zone has ever changed its offset twice within this distance of one local time. */
const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60 * 1000;

/** True for an IANA name (`Europe/Paris`, `UTC`); bare offsets are refused, they know no summer time. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    clockFace(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The instant of `YYYY-MM-DD HH:mm[:ss]` on the clocks of `zone`; null when that is no date or time of our years. */
export function instantOf(local: string, zone: string): Instant | null {
  const asUtc = utcFromFields(local);
  return asUtc === null ? null : instantOfReading(asUtc, zone);
}

/** The instant of a minute on a day; minutes from 1440 on lie in the days after. */
export function instantOfMinute(day: DayNumber, minute: number, zone: string): Instant {
  return instantOfReading(day * DAY + minute * MINUTE, zone);
}

/**
 * The day it is at `instant`. A day begins when its midnight is first reached and never comes back, whatever clocks do
 * about midnight.
 */
export function dayOf(instant: Instant, zone: string): DayNumber {
  const shown = Math.floor((instant + offsetAt(instant, zone)) / DAY);
  return instantOfMinute(shown + 1, 0, zone) <= instant ? shown + 1 : shown;
}

/** Minutes that the clocks of `zone` show at `instant`, counted from that day's midnight. */
export function minuteOfLocalDay(instant: Instant, zone: string): number {
  return Math.floor((instant + offsetAt(instant, zone)) / MINUTE) - dayOf(instant, zone) * (DAY / MINUTE);
}

/** `asUtc`: the instant the reading would be if clocks were in UTC. */
function instantOfReading(asUtc: number, zone: string): Instant {
  const offsetBefore = offsetAt(asUtc - DAY, zone);
  const offsetAfter = offsetAt(asUtc + DAY, zone);
  if (offsetBefore === offsetAfter) return asUtc - offsetBefore;
  const first = asUtc - Math.max(offsetBefore, offsetAfter);
  if (first + offsetAt(first, zone) === asUtc) return first;
  const second = asUtc - Math.min(offsetBefore, offsetAfter);
  if (second + offsetAt(second, zone) === asUtc) return second;
  // The time falls in a gap, and the offset from before the change carries it beyond the gap.
  return asUtc - offsetBefore;
}

/** What the clocks of `zone` show: `YYYY-MM-DD HH:mm`, with `:ss` only when it is not zero. */
export function localOf(instant: Instant, zone: string): string {
  const wholeSeconds = Math.floor(instant / 1000) * 1000;
  const shown = new Date(wholeSeconds + offsetAt(wholeSeconds, zone)).toISOString();
  // Years beyond 9999 are written longer.
  const date = shown.length - '.000Z'.length - 'THH:mm:ss'.length;
  const end = shown.endsWith(':00.000Z') ? date + 'THH:mm'.length : date + 'THH:mm:ss'.length;
  return `${shown.slice(0, date)} ${shown.slice(date + 1, end)}`;
}

/** The instant a local date and time would be if clocks were in UTC; null for 30 February or 25:00. */
function utcFromFields(local: string): number | null {
  const match = LOCAL_TIME.exec(local);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const instant = Date.UTC(year, month - 1, day, hour, minute, second);
  if (!isInCalendar(instant)) return null;
  const canonical = new Date(instant).toISOString().slice(0, 19);
  return canonical === `${local.slice(0, 10)}T${local.slice(11, 16)}:${match[6] ?? '00'}` ? instant : null;
}

/** What a clock was ahead of UTC before and after the one change that a week may have; `changeAt` is infinite without. */
interface WeekOfOffsets {
  readonly before: number;
  readonly changeAt: Instant;
  readonly after: number;
}

const WEEK = 7 * DAY;
/** About a century of weeks; asking beyond forgets what was known. */
const MOST_WEEKS = 5000;

/** Asking the formatter takes microseconds, and every rule asks: each week of a zone is asked for once. */
const weeksOf = new Map<string, Map<number, WeekOfOffsets>>();

/** Milliseconds to add to UTC to read the clocks of `zone` at `instant`. */
function offsetAt(instant: Instant, zone: string): number {
  let weeks = weeksOf.get(zone);
  if (!weeks) {
    weeks = new Map();
    weeksOf.set(zone, weeks);
  }
  const number = Math.floor(instant / WEEK);
  let week = weeks.get(number);
  if (!week) {
    week = readWeek(number * WEEK, zone);
    if (weeks.size >= MOST_WEEKS) weeks.clear();
    weeks.set(number, week);
  }
  return instant < week.changeAt ? week.before : week.after;
}

/** No zone has ever changed its offset and changed it back within a week. */
function readWeek(startAt: Instant, zone: string): WeekOfOffsets {
  const before = askedOffset(startAt, zone);
  const after = askedOffset(startAt + WEEK, zone);
  if (before === after) return { before, changeAt: Number.POSITIVE_INFINITY, after };
  let unchanged = startAt;
  let changeAt = startAt + WEEK;
  while (changeAt - unchanged > 1000) {
    const middle = unchanged + Math.floor((changeAt - unchanged) / 2000) * 1000;
    if (askedOffset(middle, zone) === before) unchanged = middle;
    else changeAt = middle;
  }
  return { before, changeAt, after };
}

function askedOffset(instant: Instant, zone: string): number {
  const fields = new Map(
    clockFace(zone)
      .formatToParts(instant)
      .map((part) => [part.type, Number(part.value)]),
  );
  const field = (type: Intl.DateTimeFormatPartTypes) => fields.get(type) ?? Number.NaN;
  const shown = Date.UTC(
    field('year'),
    field('month') - 1,
    field('day'),
    field('hour'),
    field('minute'),
    field('second'),
  );
  return shown - instant;
}

/** Building a formatter costs a hundred times more than using it. */
const clockFaces = new Map<string, Intl.DateTimeFormat>();

function clockFace(zone: string): Intl.DateTimeFormat {
  const known = clockFaces.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clockFaces.set(zone, made);
  return made;
}
