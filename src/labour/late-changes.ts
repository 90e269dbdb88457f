import type { Author } from '../planning/configuration.ts';

/** Duty that was told late: by a change, which is one person's, or by a publication, whose reason is that of all in it. */
export interface ToldLate {
  readonly by: 'change' | 'publication';
  readonly id: number;
}

/** Where the reason of what was told late is given, and its person says that they know. */
export interface LateChanges {
  /** Whose duty it is; nobody's: there is no such change or publication. */
  peopleOf(late: ToldLate): Promise<readonly string[]>;
  /** Once; false: it is not theirs. */
  acknowledge(id: number, personId: string, author: Author): Promise<boolean>;
  /** Only where nobody has yet: what was said stays. */
  giveReason(late: ToldLate, reason: string, author: Author): Promise<void>;
}
