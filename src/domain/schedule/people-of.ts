import type { Schedule } from './schedule.ts';

/** Everybody whom a schedule names. */
export function peopleOf({ rotations, shifts, overrides }: Schedule): ReadonlySet<string> {
  return new Set([
    ...rotations.flatMap(({ participants }) => participants.map(({ personId }) => personId)),
    ...shifts.map(({ personId }) => personId),
    ...overrides.flatMap(({ personId }) => personId ?? []),
  ]);
}
