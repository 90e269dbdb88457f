import type { Instant, Interval } from '../../runtime/instant.ts';
import type { Override, ScheduleInForce } from './schedule.ts';
import { shiftsBetween } from './shifts.ts';

/** An override that was meant for a whole duty, and is not of its times any more. */
export interface Misfit {
  readonly override: Override;
  /** The duty as it is now, without the override. */
  readonly duty: Interval;
  /** What of the duty is left to whoever is replaced. */
  readonly stubs: readonly Interval[];
}

/** Whoever replaces a part on purpose leaves more than this of the duty. */
const MOST_LEFT = 0.25;

/**
 * Overrides to come whose duty was moved under them, as by another handoff: nearly all of it is replaced, and a stub
 * before or after is not, or they reach beyond it.
 */
export function misfits(schedule: ScheduleInForce, now: Instant): readonly Misfit[] {
  return schedule.overrides
    .filter(({ replacesId, startAt }) => replacesId !== null && startAt > now)
    .flatMap((override) => misfitOf(schedule, override) ?? []);
}

function misfitOf(schedule: ScheduleInForce, override: Override): Misfit | null {
  const before = {
    ...schedule,
    overrides: schedule.overrides.filter((one) => one !== override),
    absences: [],
  };
  const duties = shiftsBetween(before, override.startAt, override.endAt).filter(
    ({ personId }) => personId === override.replacesId,
  );
  const [duty] = duties;
  // Over several duties, as for a week of nights, its ends say nothing.
  if (!duty || duties.length > 1) return null;
  const stubs = [
    { startAt: duty.startAt, endAt: Math.min(override.startAt, duty.endAt) },
    { startAt: Math.max(override.endAt, duty.startAt), endAt: duty.endAt },
  ].filter(({ startAt, endAt }) => startAt < endAt);
  const left = stubs.reduce((sum, { startAt, endAt }) => sum + endAt - startAt, 0);
  const isMeantForAll = left <= MOST_LEFT * (duty.endAt - duty.startAt);
  const fits = override.startAt === duty.startAt && override.endAt === duty.endAt;
  if (fits || !isMeantForAll) return null;
  return { override, duty: { startAt: duty.startAt, endAt: duty.endAt }, stubs };
}
