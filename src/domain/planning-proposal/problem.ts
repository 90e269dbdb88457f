import type { Interval } from '../../runtime/instant.ts';
import type { Rules } from './rules.ts';

/** What a planning is to be proposed for. Everything is an instant or a number: zones were dealt with before. */
export interface PlanningProblem {
  /** In order of their start. */
  readonly slots: readonly Slot[];
  readonly people: readonly Candidate[];
  readonly rules: Rules;
}

/**
 * A time of duty: from `startAt` to `endAt` somebody belongs to it, and it is served during its pieces (a week of
 * nights has seven). Rules look at the whole, burden and availability at the pieces.
 */
export interface Duty extends Interval {
  /** In order, apart from each other; never empty. */
  readonly pieces: readonly Interval[];
  /** Hours of the pieces. */
  readonly hours: number;
  /** The hours weighted by what they ask of a person. See `burden`. */
  readonly burden: number;
  readonly calendar: Calendar;
}

/** Where a duty stands in the calendar of its schedule. Days and weeks are counted from 1970, months are 2026-11. */
export interface Calendar {
  /**
   * Start and end as the clocks of the schedule show them, in ms of an imagined UTC. Rest and runs are measured on
   * the clock: from 08:00 to 08:00 is 24 hours, on the day the clocks change too.
   */
  readonly clockStart: number;
  readonly clockEnd: number;
  /** The week (from Monday) and the month in which the duty starts. */
  readonly week: number;
  readonly month: string;
  /** The days on which a piece starts. */
  readonly days: readonly number[];
  /** The nights (by the day of their evening), weekends (by their week) and holidays that a piece touches. */
  readonly nights: readonly number[];
  readonly weekends: readonly number[];
  /** Days: Saturdays and Sundays that a piece touches; the morning of a handover is none. */
  readonly saturdays: readonly number[];
  readonly sundays: readonly number[];
  readonly holidays: readonly number[];
}

/** A duty that has to be covered. */
export interface Slot extends Duty {
  /** Unique in the problem. */
  readonly id: string;
  /** What people call it: the name of its pattern. */
  readonly name: string;
  /** How many people it needs at once. */
  readonly people: number;
  /** Everyone who serves it must have this; null: anybody can. */
  readonly skill: string | null;
}

export type Preference = 'unavailable' | 'rather-not' | 'gladly';

/** What a person said about an interval. */
export interface Wish extends Interval {
  readonly preference: Preference;
}

/** A person who can be planned. */
export interface Candidate {
  readonly personId: string;
  readonly skills: readonly string[];
  /** The part of the burden that is theirs, beside the others' (half for half-time); above 0. */
  readonly share: number;
  readonly wishes: readonly Wish[];
  /** Duties before and after the period: they stay as they are, and the rules look at them too. */
  readonly fixed: readonly Duty[];
  /** Burden carried before the period, which the proposal makes good. */
  readonly pastBurden: number;
}

/** A person on a slot. */
export interface Assignment {
  readonly slotId: string;
  readonly personId: string;
}
