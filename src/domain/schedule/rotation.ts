import type { Instant } from '../../runtime/instant.ts';
import { type DayNumber, dayNumber, minuteOfDay, weekdayOf } from './calendar.ts';
import type { Participant, Rotation } from './schedule.ts';
import { type Changing, remembering } from './stretch.ts';
import { dayOf, instantOfMinute } from './wall-clock.ts';

/** One turn of a rotation, from handoff to handoff. */
export interface Turn {
  /** The first is 0. */
  readonly number: number;
  /** Those who take part, in order, whose turn it is first; empty when nobody does. */
  readonly inOrder: readonly string[];
}

/** Turns taken by the same participants, one after the other. */
interface Era {
  readonly firstTurn: number;
  readonly participants: readonly string[];
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
  const handoffs = rotation.turn.unit === 'hours' ? hourly(rotation, zone) : daily(rotation, zone);
  const beginsAt = handoffs.startOf(0);
  const endsAt = endOf(rotation, zone);
  const eras = erasOf(rotation.participants, handoffs);
  return remembering((at) => {
    if (at < beginsAt) return { startAt: Number.NEGATIVE_INFINITY, endAt: beginsAt, value: null };
    if (at >= endsAt) return { startAt: endsAt, endAt: Number.POSITIVE_INFINITY, value: null };
    let number = Math.max(0, handoffs.about(at));
    while (handoffs.startOf(number) > at) number--;
    while (handoffs.startOf(number + 1) <= at) number++;
    return {
      startAt: handoffs.startOf(number),
      endAt: Math.min(handoffs.startOf(number + 1), endsAt),
      value: { number, inOrder: orderOf(number, eras) },
    };
  });
}

function endOf({ endDate, handoffTime }: Rotation, zone: string): Instant {
  if (endDate === null) return Number.POSITIVE_INFINITY;
  return instantOfMinute(dayNumber(endDate), minuteOfDay(handoffTime), zone);
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
function erasOf(participants: readonly Participant[], handoffs: Handoffs): readonly Era[] {
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
    lastHolder = taking[(firstPlace + turns - 1) % taking.length]?.place ?? lastHolder;
    return { firstTurn, participants: taking.map(({ personId }) => personId), firstPlace };
  });
}

function orderOf(turn: number, eras: readonly Era[]): readonly string[] {
  const era = eras.findLast(({ firstTurn }) => firstTurn <= turn);
  if (!era || era.participants.length === 0) return [];
  const { participants, firstPlace, firstTurn } = era;
  const place = (firstPlace + turn - firstTurn) % participants.length;
  return [...participants.slice(place), ...participants.slice(0, place)];
}
