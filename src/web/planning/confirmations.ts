import { type ConfirmationState, confirmationState } from '../../domain/notice/confirmation-state.ts';
import { LONGEST_LEAD_HOURS } from '../../domain/notice/duty-confirmation.ts';
import type { ScheduleInForce } from '../../domain/schedule/schedule.ts';
import { type DutyShift, shiftsBetween } from '../../domain/schedule/shifts.ts';
import { schedulesInUse } from '../../notices/schedules-in-use.ts';
import { type Instant, type Interval, SECOND } from '../../runtime/instant.ts';
import type { RequestContext } from '../request-context.ts';

/** Whether a duty is confirmed. Null: nobody is asked, it is too far ahead, or long past. */
export type ConfirmationOf = (scheduleId: string, shift: DutyShift) => ConfirmationState | null;

/** Duties longer than this are not looked for when they have begun. */
const LONGEST_DUTY_MS = 35 * 24 * 3_600_000;

/** As far ahead as a duty can be confirmed. */
export function aheadOf(now: Instant): Interval {
  return { startAt: now - LONGEST_DUTY_MS, endAt: now + LONGEST_LEAD_HOURS * 3600 * SECOND };
}

/** What begins at this very instant. */
export function shiftsAt(startAt: Instant): Interval {
  return { startAt, endAt: startAt + 1 };
}

/** What is known of the duties that begin in an interval, on schedules that calls reach: of others nobody is asked. */
export async function readConfirmations(
  { dependencies, now }: RequestContext,
  interval: Interval,
): Promise<ConfirmationOf> {
  const from = Math.max(interval.startAt, now - LONGEST_DUTY_MS);
  const to = Math.min(interval.endAt, aheadOf(now).endAt);
  const { confirmations, confirmation: usual } = dependencies.notices;
  const [rules, answers, inUse] = await Promise.all([
    confirmations.rules(),
    confirmations.startingBetween(from, to),
    schedulesInUse(dependencies, now),
  ]);
  const asked = new Set(inUse.map(({ schedule }) => schedule.id));
  const key = (scheduleId: string, personId: string, startAt: Instant) =>
    `${startAt} ${personId} ${scheduleId}`;
  const known = new Map(answers.map((one) => [key(one.scheduleId, one.personId, one.startAt), one]));
  return (scheduleId, { personId, startAt, endAt }) => {
    if (!asked.has(scheduleId) || startAt < from || startAt >= to || endAt <= now) return null;
    const rule = rules.get(scheduleId) ?? usual;
    return confirmationState(startAt, known.get(key(scheduleId, personId, startAt)) ?? null, rule, now);
  };
}

/** How many of a schedule's duties stand where, among those that are still to begin and can be confirmed. */
export type ConfirmationCount = Readonly<Record<ConfirmationState, number>> & { readonly all: number };

/** Null: nothing is to be confirmed. */
export function countAhead(
  { now }: RequestContext,
  schedule: ScheduleInForce,
  confirmationOf: ConfirmationOf,
): ConfirmationCount | null {
  const states = shiftsBetween(schedule, now, aheadOf(now).endAt)
    .filter(({ startAt }) => startAt > now)
    .flatMap((shift) => confirmationOf(schedule.id, shift) ?? []);
  if (states.length === 0) return null;
  const count = (state: ConfirmationState) => states.filter((one) => one === state).length;
  return {
    all: states.length,
    'not-asked': count('not-asked'),
    asked: count('asked'),
    overdue: count('overdue'),
    confirmed: count('confirmed'),
    declined: count('declined'),
  };
}
