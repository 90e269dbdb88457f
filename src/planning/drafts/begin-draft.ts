import type { PlannedShift } from '../../domain/schedule/schedule.ts';
import { violationsInInterval } from '../../domain/schedule/validity.ts';
import type { Interval } from '../../runtime/instant.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import type { Author } from '../configuration.ts';
import type { PlanningViolation } from '../edit-schedule.ts';
import type { PlanningStore } from '../planning-store.ts';
import type { Draft } from './draft.ts';

/** Everybody's duty in the whole period is compared and checked each time that the draft is looked at. */
const LONGEST_MS = 366 * 24 * 3_600_000;

export type BeginRefusal =
  | { readonly kind: 'no-such-schedule' }
  | { readonly kind: 'invalid'; readonly violations: readonly PlanningViolation[] };

/** Begins a draft over a period, with what is planned then already. */
export function beginDraft(
  store: PlanningStore,
  wanted: Interval & { readonly scheduleId: string; readonly name: string },
  author: Author,
): Promise<Result<Draft, BeginRefusal>> {
  return store.edit(async ({ configuration, drafts }): Promise<Result<Draft, BeginRefusal>> => {
    const { scheduleId, name, startAt, endAt } = wanted;
    const schedule = await configuration.item('schedules', scheduleId);
    if (!schedule) return fail({ kind: 'no-such-schedule' });
    const violations = violationsInPeriod(wanted);
    if (violations.length > 0) return fail({ kind: 'invalid', violations });
    const basedOn = await configuration.version('schedules', scheduleId);
    const shifts = shiftsWithin(schedule.shifts, wanted);
    return ok(await drafts.add({ scheduleId, name, startAt, endAt, basedOn, shifts }, author));
  });
}

function violationsInPeriod(wanted: Interval): readonly PlanningViolation[] {
  const violations = violationsInInterval(wanted);
  if (violations.length > 0 || wanted.endAt - wanted.startAt <= LONGEST_MS) return violations;
  return [{ path: ['end'], rule: 'lasts-a-year-at-most', about: '' }];
}

/** The shifts of a period, cut at its ends. */
export function shiftsWithin(shifts: readonly PlannedShift[], period: Interval): readonly PlannedShift[] {
  return shifts
    .filter((shift) => shift.startAt < period.endAt && shift.endAt > period.startAt)
    .map((shift) => ({
      ...shift,
      startAt: Math.max(shift.startAt, period.startAt),
      endAt: Math.min(shift.endAt, period.endAt),
    }));
}
