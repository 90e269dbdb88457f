import type { OnCall } from '../domain/schedule/schedule.ts';
import { localOf } from '../domain/schedule/wall-clock.ts';

/** Why someone is on duty and until when, as people say it: "replaces Bob, override by Claire, until 2026-11-25 23:00". */
export function describeDuty(onCall: OnCall, timeZone: string, nameOf: (personId: string) => string): string {
  const until = onCall.until === null ? '' : `, until ${localOf(onCall.until, timeZone)}`;
  return `${describeReason(onCall, nameOf)}${until}`;
}

function describeReason({ reason }: OnCall, nameOf: (personId: string) => string): string {
  if (reason.kind === 'planned-shift') return 'planned shift';
  if (reason.kind === 'rotation') return `turn in ${reason.rotationName}`;
  const replaced = reason.replacesId === null ? 'everyone' : nameOf(reason.replacesId);
  return `replaces ${replaced}, override${reason.madeBy === null ? '' : ` by ${reason.madeBy}`}`;
}
