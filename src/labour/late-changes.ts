import type { Author } from '../planning/configuration.ts';

/** Where the reason of a late change is given. */
export interface LateChanges {
  personOf(id: number): Promise<string | null>;
  /** Only where nobody has yet: what was said stays. */
  giveReason(id: number, reason: string, author: Author): Promise<void>;
}
