import type { Interval } from '../instant.ts';

/** One line of duty, in one time zone. Rotations will join shifts and overrides here. */
export interface Schedule {
  readonly id: string;
  readonly name: string;
  /** IANA name; rules and displays use it, instants do not. */
  readonly timeZone: string;
  readonly shifts: readonly PlannedShift[];
  readonly overrides: readonly Override[];
}

export interface PlannedShift extends Interval {
  readonly personId: string;
}

/**
 * A replacement for an interval. `personId` null: nobody takes over (a removal).
 * `replacesId` null: everyone on duty is replaced.
 */
export interface Override extends Interval {
  readonly personId: string | null;
  readonly replacesId: string | null;
  /** Who made it, for the explanation; null when nobody is named. */
  readonly madeBy: string | null;
}

/** One person on duty at an instant, until when, and why. */
export interface OnCall {
  readonly personId: string;
  readonly until: number | null;
  readonly reason: OnCallReason;
}

export type OnCallReason =
  | { readonly kind: 'planned-shift' }
  | { readonly kind: 'override'; readonly replacesId: string | null; readonly madeBy: string | null };
