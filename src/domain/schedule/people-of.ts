import type { Instant, Interval } from '../../runtime/instant.ts';
import type { Schedule } from './schedule.ts';

/** Who takes turns, in the order of the rotations; somebody with two places twice. */
export function takingPart(rotations: Schedule['rotations']): readonly string[] {
  return rotations.flatMap(({ participants }) => participants.flatMap(({ personId }) => personId ?? []));
}

/** Everybody whom a schedule names in what had not ended by `since`. */
export function peopleOf(
  {
    rotations,
    trainees,
    shifts,
    overrides,
  }: Pick<Schedule, 'rotations' | 'trainees' | 'shifts' | 'overrides'>,
  since: Instant = Number.NEGATIVE_INFINITY,
): ReadonlySet<string> {
  const lasts = ({ endAt }: Interval) => endAt > since;
  return new Set([
    ...takingPart(rotations),
    ...trainees.map(({ personId }) => personId),
    ...shifts.filter(lasts).map(({ personId }) => personId),
    ...overrides.filter(lasts).flatMap(({ personId }) => personId ?? []),
  ]);
}
