import type { Instant } from '../../runtime/instant.ts';
import { type DayNumber, dayNumber, minuteOfDay, monthsAfter, monthsBetween, weekdayOf } from './calendar.ts';
import type { Rotation } from './schedule.ts';
import { type Changing, remembering } from './stretch.ts';
import { dayOf, instantOfMinute } from './wall-clock.ts';

/** One turn of a rotation, from handoff to handoff. */
export interface Turn {
  /** The first is 0. */
  readonly number: number;
  /** Whose turn it is; null: a place that is nobody's. Empty when nobody takes part. */
  readonly holders: readonly (string | null)[];
  /** Those who take part and have no part in this turn, in the order of theirs. */
  readonly others: readonly string[];
}

/** A turn that is nobody's on purpose; one in which nobody takes part is another thing. */
export function isNobodys({ holders }: Turn): boolean {
  return holders.length > 0 && holders.every((personId) => personId === null);
}

/** Turns taken by the same participants, one after the other. */
interface Era {
  readonly firstTurn: number;
  readonly participants: readonly (string | null)[];
  /** Whose turn the first of the era is: a place in `participants`. */
  readonly firstPlace: number;
}

/** When handoffs are. */
interface Handoffs {
  startOf(turn: number): Instant;
  /** The turn that `at` lies in; an estimate that may be a few off. */
  about(at: Instant): number;
  /** The first turn that begins on or after that day. */
  firstOn(day: DayNumber): number;
}

/** Whose turn it is; null before the rotation begins and after it has ended. */
export function turnsOf(rotation: Rotation, zone: string): Changing<Turn | null> {
  const handoffs = handoffsOf(rotation, zone);
  const beginsAt = handoffs.startOf(0);
  const endsAt = endOf(rotation, zone);
  const eras = erasOf(rotation, handoffs);
  return remembering((at) => {
    if (at < beginsAt) return { startAt: Number.NEGATIVE_INFINITY, endAt: beginsAt, value: null };
    if (at >= endsAt) return { startAt: endsAt, endAt: Number.POSITIVE_INFINITY, value: null };
    let number = Math.max(0, handoffs.about(at));
    while (handoffs.startOf(number) > at) number--;
    while (handoffs.startOf(number + 1) <= at) number++;
    return {
      startAt: handoffs.startOf(number),
      endAt: Math.min(handoffs.startOf(number + 1), endsAt),
      value: { number, ...placesOf(number, rotation, eras) },
    };
  });
}

function endOf({ endDate, handoffTime }: Rotation, zone: string): Instant {
  if (endDate === null) return Number.POSITIVE_INFINITY;
  return instantOfMinute(dayNumber(endDate), minuteOfDay(handoffTime), zone);
}

function handoffsOf(rotation: Rotation, zone: string): Handoffs {
  switch (rotation.turn.unit) {
    case 'hours':
      return hourly(rotation, zone);
    case 'months':
      return monthly(rotation, zone);
    default:
      return daily(rotation, zone);
  }
}

/** Turns of months: a local time on one day of the month. */
function monthly({ turn, handoffTime, startDate }: Rotation, zone: string): Handoffs {
  const minute = minuteOfDay(handoffTime);
  const first = dayNumber(startDate);
  const dayOfTurn = (number: number) => monthsAfter(first, number * turn.count);
  return {
    startOf: (number) => instantOfMinute(dayOfTurn(number), minute, zone),
    about: (at) => Math.floor(monthsBetween(first, dayOf(at, zone)) / turn.count),
    firstOn(day) {
      const number = Math.floor(monthsBetween(first, day) / turn.count);
      return dayOfTurn(number) >= day ? number : number + 1;
    },
  };
}

/** Turns of days or weeks: a local time, every so many days of the local calendar. */
function daily({ turn, handoffTime, handoffWeekday, startDate }: Rotation, zone: string): Handoffs {
  const minute = minuteOfDay(handoffTime);
  const earliest = dayNumber(startDate);
  const first =
    handoffWeekday === null || turn.unit !== 'weeks'
      ? earliest
      : earliest + ((handoffWeekday - weekdayOf(earliest) + 7) % 7);
  const days = turn.count * (turn.unit === 'weeks' ? 7 : 1);
  return {
    startOf: (number) => instantOfMinute(first + number * days, minute, zone),
    about: (at) => Math.floor((dayOf(at, zone) - first) / days),
    firstOn: (day) => Math.ceil((day - first) / days),
  };
}

/** Turns of hours: real ones, whatever clocks do. */
function hourly({ turn, handoffTime, startDate }: Rotation, zone: string): Handoffs {
  const beginsAt = instantOfMinute(dayNumber(startDate), minuteOfDay(handoffTime), zone);
  const length = turn.count * 60 * 60 * 1000;
  return {
    startOf: (number) => beginsAt + number * length,
    about: (at) => Math.floor((at - beginsAt) / length),
    firstOn: (day) => Math.ceil((instantOfMinute(day, 0, zone) - beginsAt) / length),
  };
}

/**
 * Who joins or leaves begins a new era at the next handoff. Its first turn goes to whoever comes, in the list, after the
 * one who had the last turn: past turns stay as they were, and nobody is skipped or has two turns running for it.
 */
function erasOf({ participants, atOnce }: Rotation, handoffs: Handoffs): readonly Era[] {
  const turnOn = (date: string | null, otherwise: number) =>
    date === null ? otherwise : Math.max(0, handoffs.firstOn(dayNumber(date)));
  const terms = participants.map(({ personId, from, until }, place) => ({
    personId,
    place,
    joins: turnOn(from, 0),
    leaves: turnOn(until, Number.POSITIVE_INFINITY),
  }));
  const changes = new Set([0, ...terms.flatMap(({ joins, leaves }) => [joins, leaves])]);
  const firstTurns = [...changes].filter(Number.isFinite).sort((a, b) => a - b);
  let lastHolder = -1;
  return firstTurns.map((firstTurn, i) => {
    const taking = terms.filter(({ joins, leaves }) => joins <= firstTurn && firstTurn < leaves);
    const firstPlace = Math.max(
      0,
      taking.findIndex(({ place }) => place > lastHolder),
    );
    const turns = (firstTurns[i + 1] ?? firstTurn) - firstTurn;
    const taken = turns * Math.min(atOnce, taking.length);
    lastHolder = taking[(firstPlace + taken - 1) % taking.length]?.place ?? lastHolder;
    return { firstTurn, participants: taking.map(({ personId }) => personId), firstPlace };
  });
}

function placesOf(
  turn: number,
  { atOnce }: Rotation,
  eras: readonly Era[],
): Pick<Turn, 'holders' | 'others'> {
  const era = eras.findLast(({ firstTurn }) => firstTurn <= turn);
  if (!era || era.participants.length === 0) return { holders: [], others: [] };
  const { participants, firstPlace, firstTurn } = era;
  const shared = Math.min(atOnce, participants.length);
  const place = (firstPlace + (turn - firstTurn) * shared) % participants.length;
  const inOrder = [...participants.slice(place), ...participants.slice(0, place)];
  return {
    holders: inOrder.slice(0, shared),
    others: inOrder.slice(shared).filter((personId) => personId !== null),
  };
}
