import type { WorkPiece } from '../domain/labour/intervention.ts';
import type { Instant } from '../runtime/instant.ts';

/** Work that the log knows of and the record of interventions does not. */
export interface NewWork {
  readonly personId: string;
  readonly work: WorkPiece;
}

/** Where work is looked for: accepted calls that are over, call-backs, tasks that were closed. */
export interface CallWork {
  /** The earliest first, of what ended since. */
  unrecorded(since: Instant, most: number): Promise<readonly NewWork[]>;
}
