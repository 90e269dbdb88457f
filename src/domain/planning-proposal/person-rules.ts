import type { Interval } from '../../runtime/instant.ts';
import { commonHours } from './burden.ts';
import type { Duty } from './problem.ts';

/** Hours of a duty that lie in a span. */
export function servedWithin({ pieces }: Duty, span: Interval): number {
  return pieces.reduce((sum, piece) => sum + commonHours(piece, span), 0);
}
