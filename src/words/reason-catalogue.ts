import type { EndReason, RingReason, Trouble } from '../domain/escalation/reasons.ts';
import type { ByCode } from './by-code.ts';

/** Words for every code, in one language. A code without words does not compile. */
export interface ReasonWords {
  readonly ring: ByCode<RingReason>;
  readonly end: ByCode<EndReason>;
  readonly trouble: ByCode<Trouble>;
  /** Follows why somebody is on duty. */
  readonly until: (localTime: string) => string;
  /** Stands for a name, where the last resort is dialled. */
  readonly lastResort: string;
}
