import type { Instant, Interval } from '../../runtime/instant.ts';
import type { ScheduleInForce } from './schedule.ts';

/** Everybody whom a schedule names in what had not ended by `since`. */
export function peopleOf(
  { rotations, shifts, overrides }: Pick<ScheduleInForce, 'rotations' | 'shifts' | 'overrides'>,
  since: Instant = Number.NEGATIVE_INFINITY,
): ReadonlySet<string> {
  const lasts = ({ endAt }: Interval) => endAt > since;
  return new Set([
    ...rotations.flatMap(({ participants }) => participants.map(({ personId }) => personId)),
    ...shifts.filter(lasts).map(({ personId }) => personId),
    ...overrides.filter(lasts).flatMap(({ personId }) => personId ?? []),
  ]);
}
