import type { Interval } from '../../runtime/instant.ts';
import type { Assignment } from './assignment.ts';
import { dutyAt } from './duty.ts';
import type { Override, Schedule, ScheduleInForce } from './schedule.ts';
import { stretches } from './stretch.ts';

/**
 * Overrides that replace somebody who at no instant of theirs has a duty to be replaced in: they would do nothing, so
 * somebody has mistaken the person or the time. Whether people are absent plays no part; who may have to cover for an
 * absent participant can be replaced.
 */
export function idleOverrides(
  schedule: Schedule,
  mayBeIdle: (override: Override) => boolean = () => true,
): readonly Override[] {
  const working: Override[] = [];
  return schedule.overrides.filter((override) => {
    const idle =
      mayBeIdle(override) &&
      isIdle(override, { ...schedule, trainees: [], overrides: working, absences: [] });
    if (!idle) working.push(override);
    return idle;
  });
}

/**
 * Tells which overrides a change of the schedule may have made idle: those at whose time something changed. Whatever is
 * another object counts as changed.
 */
export function touchedBy(before: Schedule, after: Schedule): (override: Override) => boolean {
  const sameRules =
    before.rotations === after.rotations &&
    before.holidays === after.holidays &&
    before.timeZone === after.timeZone;
  if (!sameRules) return () => true;
  const changed = [
    ...onlyInOne<Interval>(before.shifts, after.shifts),
    ...onlyInOne<Interval>(before.overrides, after.overrides),
  ];
  return ({ startAt, endAt }) => changed.some((part) => part.startAt < endAt && part.endAt > startAt);
}

function onlyInOne<Item>(some: readonly Item[], others: readonly Item[]): readonly Item[] {
  const first = new Set(some);
  const second = new Set(others);
  return [...some.filter((item) => !second.has(item)), ...others.filter((item) => !first.has(item))];
}

function isIdle({ replacesId, startAt, endAt }: Override, before: ScheduleInForce): boolean {
  if (replacesId === null) return false;
  // What lies elsewhere in time says nothing here, and is thousands of shifts.
  const here = ({ startAt: start, endAt: end }: Interval) => start < endAt && end > startAt;
  const around = {
    ...before,
    shifts: before.shifts.filter(here),
    overrides: before.overrides.filter(here),
  };
  for (const { value } of stretches((at) => dutyAt(around, at), startAt, endAt)) {
    if (value.onDuty.some((one) => mayBeOf(one, replacesId))) return false;
  }
  return true;
}

function mayBeOf({ personId, source }: Assignment, replacedId: string): boolean {
  if (personId === replacedId) return true;
  if (!('whenAbsent' in source) || source.whenAbsent === 'gap') return false;
  return source.participants.some((participant) => participant.personId === replacedId);
}
