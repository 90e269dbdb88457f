import type { ManagedSchedule } from '../../domain/items/configuration.ts';
import type { PlannedShift } from '../../domain/schedule/schedule.ts';
import type { Instant, Interval } from '../../runtime/instant.ts';
import { sameShift } from '../schedule-edits.ts';
import { shiftsWithin } from './begin-draft.ts';
import type { Draft } from './draft.ts';

/** The schedule as it is once the draft counts from `from` on. What lies before, and after the draft's period, stays. */
export function applyDraft(schedule: ManagedSchedule, draft: Draft, from: Instant): ManagedSchedule {
  const period = { startAt: from, endAt: draft.endAt };
  const wanted = shiftsWithin(draft.shifts, period);
  const kept = schedule.shifts.flatMap((shift) =>
    wanted.some((other) => sameShift(other, shift)) ? [shift] : outside(shift, period),
  );
  const added = wanted.filter((shift) => !kept.some((other) => sameShift(other, shift)));
  return { ...schedule, shifts: [...kept, ...added] };
}

/** What of a shift lies before and after a period. */
function outside(shift: PlannedShift, { startAt, endAt }: Interval): readonly PlannedShift[] {
  if (shift.endAt <= startAt || shift.startAt >= endAt) return [shift];
  const before = { ...shift, endAt: startAt };
  const after = { ...shift, startAt: endAt };
  return [before, after].filter((part) => part.startAt < part.endAt);
}
