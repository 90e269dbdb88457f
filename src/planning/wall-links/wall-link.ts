import type { Language } from '../../domain/person.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Author } from '../configuration.ts';

/** A link by which a switchboard or a screen on a wall sees who is on duty, without a log-in. */
export interface WallLink {
  readonly id: number;
  /** Where it hangs, in the words of whoever made it. */
  readonly label: string;
  readonly language: Language;
  /** Whether telephone numbers are shown with the names. */
  readonly showsNumbers: boolean;
  readonly createdAt: Instant;
  readonly createdBy: string;
}

/** Where wall links are kept; of their secrets only hashes. */
export interface WallLinkStore {
  list(): Promise<readonly WallLink[]>;
  byToken(tokenHash: string): Promise<WallLink | null>;
  add(link: Omit<WallLink, 'id'>, tokenHash: string, author: Author): Promise<void>;
  /** False: there is none. */
  revoke(id: number, author: Author): Promise<boolean>;
}
