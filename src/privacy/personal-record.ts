import type { PersonalData } from '../domain/privacy/personal-data.ts';
import type { Author } from '../planning/configuration.ts';
import type { Result } from '../runtime/result.ts';

/** Rows of one table that are about a person, as they are kept, without secrets. */
export interface PersonalRows {
  readonly kind: PersonalData;
  readonly table: string;
  /** A part at a time. */
  readonly rows: AsyncIterable<readonly Readonly<Record<string, unknown>>[]>;
}

/** Why somebody cannot be erased yet. */
export type ErasureProblem = 'duty-to-come' | 'in-a-chain';

/** Everything that is recorded of a person. */
export interface PersonalRecord {
  count(personId: string): Promise<Readonly<Record<PersonalData, number>>>;
  /** A table at a time. */
  read(personId: string): AsyncIterable<PersonalRows>;
  /**
   * Erases whoever has left: what is theirs alone goes, what is history stays under a name that says nothing, so that
   * sums stay as they were. Gives the id that the history has now.
   */
  erase(personId: string, author: Author): Promise<Result<string, ErasureProblem>>;
}
