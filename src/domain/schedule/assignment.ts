import type { OnCallReason, Override, PlannedShift, Rotation } from './schedule.ts';

/** A person on duty, and what put them there. */
export interface Assignment {
  readonly personId: string;
  readonly reason: OnCallReason;
  readonly source: Override | PlannedShift | Rotation;
  /** Of a rotation; 0 for others. */
  readonly turn: number;
}
