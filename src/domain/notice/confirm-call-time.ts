import { type Instant, SECOND } from '../../runtime/instant.ts';
import { type QuietHours, quietSpanAt } from './preference.ts';

/** When somebody is called who has not confirmed their duty. */
export interface ConfirmCallRule {
  /** Before others are told that nobody confirmed. */
  readonly beforeLimitSeconds: number;
  /** Local hours `HH:mm`, by the clocks of the schedule, in which nobody is called for that. */
  readonly night: { readonly from: string; readonly to: string };
}

/** The rule, as it is for one person. */
export interface Calling {
  readonly beforeLimitSeconds: number;
  readonly quiet: readonly LocalHours[];
}

/** Hours in which somebody is not called, whatever medium else they hold for. */
export type LocalHours = Pick<QuietHours, 'from' | 'to' | 'timeZone'>;

/** How long before quiet hours begin a call is made that would have fallen into them. */
const BEFORE_QUIET_SECONDS = 900;
/** Quiet hours that follow each other (the night's, then somebody's own) are stepped over so often. */
const MOST_STEPS = 4;

/**
 * When the call is due. What would wake somebody is done the evening before: an answer in the morning could come too
 * late to find somebody else.
 */
export function callMoment(
  startAt: Instant,
  limitSeconds: number,
  { beforeLimitSeconds, quiet }: Calling,
): Instant {
  let at = startAt - (limitSeconds + beforeLimitSeconds) * SECOND;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const inside = quiet.flatMap((hours) => quietSpanAt(hours, at) ?? []);
    if (inside.length === 0) break;
    at = Math.min(...inside.map((span) => span.startAt)) - BEFORE_QUIET_SECONDS * SECOND;
  }
  return at;
}

export function isQuiet(at: Instant, quiet: readonly LocalHours[]): boolean {
  return quiet.some((hours) => quietSpanAt(hours, at) !== null);
}
