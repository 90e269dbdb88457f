import type { Instant, Interval } from '../../runtime/instant.ts';
import type { LocalDate } from './calendar.ts';
import type { DutyWindow, HolidayRule } from './duty-window.ts';

/**
 * One line of duty, in one time zone, as people plan it. Precedence at an instant: override > planned shift >
 * rotation, of which the first whose window and dates hold counts.
 */
export interface Schedule {
  readonly id: string;
  readonly name: string;
  /** IANA name; rules and displays use it, instants do not. */
  readonly timeZone: string;
  readonly holidays: HolidayRule;
  /**
   * When somebody must be on duty: what is not covered then is a gap. Null: whenever a rotation's window holds; for a
   * schedule without rotations, always.
   */
  readonly coverage: DutyWindow | null;
  /** Layers, the top one first. */
  readonly rotations: readonly Rotation[];
  readonly trainees: readonly Trainee[];
  readonly shifts: readonly PlannedShift[];
  readonly overrides: readonly Override[];
}

/** A schedule and what else bears on it: all that is needed to say who is on call. */
export interface ScheduleInForce extends Schedule {
  /** Of anybody who may be on this schedule; those of others are harmless. */
  readonly absences: readonly Absence[];
}

export interface PlannedShift extends Interval {
  readonly personId: string;
}

export const OVERRIDE_ACTIONS = ['takes-over', 'adds', 'removes'] as const;
export type OverrideAction = (typeof OVERRIDE_ACTIONS)[number];

/**
 * A replacement for an interval.
 * `takes-over`: `personId` stands in for `replacesId`, or for everyone on duty when that is null.
 * `adds`: `personId` is on duty too, dialled last; `replacesId` is null.
 * `removes`: `replacesId`, or everyone when null, is off duty and nobody takes over; `personId` is null.
 */
export interface Override extends Interval {
  readonly action: OverrideAction;
  readonly personId: string | null;
  readonly replacesId: string | null;
  /** Who made it, for the explanation; null when nobody is named. */
  readonly madeBy: string | null;
}

/** A person unavailable for an interval, on every schedule. */
export interface Absence extends Interval {
  readonly personId: string;
  /** Left out: away for a while. */
  readonly because?: AbsenceReason;
}

/** Has not joined yet, and never was here before; or has left for ever. */
export type AbsenceReason = 'not-joined' | 'left';

export const TURN_UNITS = ['hours', 'days', 'weeks', 'months'] as const;
export type TurnUnit = (typeof TURN_UNITS)[number];

/** Recurring turn-taking: one participant at a time or several, in order, from handoff to handoff. */
export interface Rotation {
  /** Unique in its schedule, stable when it changes. */
  readonly id: string;
  readonly name: string;
  /** In the order of their turns. */
  readonly participants: readonly Participant[];
  /** So many participants share a turn, at least 1; the next turn goes to those after them. */
  readonly atOnce: number;
  /**
   * `count` is at least 1. Days, weeks and months are counted on local calendars, hours in real ones. Turns of months
   * begin on the day of the month of `startDate`, or on the last day of a shorter month.
   */
  readonly turn: { readonly count: number; readonly unit: TurnUnit };
  /** Local time of each handoff, `HH:mm`; for turns in hours, of the first. */
  readonly handoffTime: string;
  /** For turns in weeks; null otherwise. ISO: Monday is 1. */
  readonly handoffWeekday: number | null;
  /** The first turn begins at the first handoff on or after this day. */
  readonly startDate: LocalDate;
  /** The rotation ends at the handoff time of this day; null: it goes on. */
  readonly endDate: LocalDate | null;
  /** Duty only inside; turns go on outside. Null: always. */
  readonly window: DutyWindow | null;
  readonly whenAbsent: 'gap' | 'next-covers';
}

/** A place in a rotation. Who has it joins and leaves at handoffs: past turns stay as they were. */
export interface Participant {
  /** Null: nobody's. A turn that is nobody's leaves its time to the rotation below, and is no gap of its own. */
  readonly personId: string | null;
  /** Takes turns that begin on or after this day; null: from the start. */
  readonly from: LocalDate | null;
  /** Takes no turn that begins on or after this day; null: for ever. */
  readonly until: LocalDate | null;
}

/**
 * Learns beside whoever is on duty: is told of that duty and shown with it, and never alone. Never beside themselves, nor
 * while absent.
 */
export interface Trainee {
  readonly personId: string;
  /** Whose duty; null: that of whoever is on duty, of several the first. */
  readonly besideId: string | null;
  /** The first day; null: since ever. */
  readonly from: LocalDate | null;
  /** The first day after; null: for ever. */
  readonly until: LocalDate | null;
  /** Whether calls ring them too, after everybody else on duty. */
  readonly isDialled: boolean;
}

/** One person on duty at an instant, until when, and why. */
export interface OnCall {
  readonly personId: string;
  readonly until: Instant | null;
  readonly reason: OnCallReason;
}

export type OnCallReason =
  | { readonly kind: 'planned-shift' }
  | {
      readonly kind: 'rotation';
      readonly rotationId: string;
      readonly rotationName: string;
      /** The absent participant whose turn it is; null: it is their own. */
      readonly coversId: string | null;
    }
  | {
      readonly kind: 'override';
      readonly action: Exclude<OverrideAction, 'removes'>;
      readonly replacesId: string | null;
      readonly madeBy: string | null;
    }
  /** A trainee, beside the one who has the duty. */
  | { readonly kind: 'shadow'; readonly besideId: string };
