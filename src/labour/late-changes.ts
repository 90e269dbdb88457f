import type { Author } from '../planning/configuration.ts';

/** Where the reason of a late change is given, and its person says that they know. */
export interface LateChanges {
  personOf(id: number): Promise<string | null>;
  /** Once; false: it is not theirs. */
  acknowledge(id: number, personId: string, author: Author): Promise<boolean>;
  /** Only where nobody has yet: what was said stays. */
  giveReason(id: number, reason: string, author: Author): Promise<void>;
}
