import type { Author } from '../planning/configuration.ts';
import type { Instant } from '../runtime/instant.ts';

/** A key pair of which a person's device has the secret half: it opens their account, or is their second factor. */
export interface Passkey {
  /** The credential's id, base64url. */
  readonly id: string;
  readonly personId: string;
  /** As its owner calls it. */
  readonly name: string;
  /** COSE, base64url. */
  readonly publicKey: string;
  /** How often it was used, as its device counts; 0 where it does not. */
  readonly counter: number;
  readonly transports: readonly string[];
  readonly addedAt: Instant;
  readonly usedAt: Instant | null;
}

/** Where passkeys are kept. What a person changes leaves an audit entry in the same transaction. */
export interface PasskeyStore {
  of(personId: string): Promise<readonly Passkey[]>;
  find(id: string): Promise<Passkey | null>;
  /**
   * Ends every session but `keepSession`. `codeHashes`: recovery codes, for whoever has none yet. False: there is such a
   * passkey.
   */
  add(
    passkey: Passkey,
    codeHashes: readonly string[],
    author: Author,
    keepSession: string | null,
  ): Promise<boolean>;
  /** With the last of all factors the recovery codes go too. Ends every session but `keepSession`. */
  remove(personId: string, id: string, author: Author, keepSession: string | null): Promise<void>;
  /** Writes down a use; false: it is gone, or its counter did not go on, so that somebody has a copy of it. */
  noteUse(id: string, counter: number, now: Instant): Promise<boolean>;
}
