import type { RingReason } from '../escalation/reasons.ts';
import type { OnCall, OnCallReason } from './schedule.ts';
import { localOf } from './wall-clock.ts';

/** Why someone is on duty, as it is kept with a call: with the names of now, and the end on the schedule's clocks. */
export function dutyReason(
  { reason, until }: Pick<OnCall, 'reason' | 'until'>,
  timeZone: string,
  nameOf: (personId: string) => string,
): RingReason {
  const end = { until: until === null ? null : localOf(until, timeZone) };
  switch (reason.kind) {
    case 'planned-shift':
      return { code: 'planned-shift', ...end };
    case 'rotation':
      return reason.coversId === null
        ? { code: 'rotation', rotation: reason.rotationName, ...end }
        : { code: 'covers', whom: nameOf(reason.coversId), rotation: reason.rotationName, ...end };
    case 'shadow':
      return { code: 'shadow', whom: nameOf(reason.besideId), ...end };
    case 'override': {
      const { action, replacesId, madeBy: by } = reason;
      if (action === 'adds') return { code: 'added', by, ...end };
      return { code: 'replaces', whom: replacesId === null ? null : nameOf(replacesId), by, ...end };
    }
  }
}

/** The people whom a reason names, for their names to be found. */
export function peopleIn(reason: OnCallReason): readonly string[] {
  switch (reason.kind) {
    case 'planned-shift':
      return [];
    case 'rotation':
      return reason.coversId === null ? [] : [reason.coversId];
    case 'shadow':
      return [reason.besideId];
    case 'override':
      return reason.replacesId === null ? [] : [reason.replacesId];
  }
}
