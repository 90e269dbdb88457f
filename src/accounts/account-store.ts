import type { Language } from '../domain/person.ts';
import type { Author } from '../planning/configuration.ts';
import type { Instant } from '../runtime/instant.ts';
import type { Result } from '../runtime/result.ts';
import type { Account, AccountLink, LinkPurpose, LoggedIn, Session, Theme } from './account.ts';

/** Where accounts, sessions and links are kept. What a person changes leaves an audit entry in the same transaction. */
export interface AccountStore {
  /** Whether anybody could log in; while nobody can, the set-up page is open. */
  anyone(): Promise<boolean>;
  withEmail(email: string): Promise<Account | null>;
  of(personId: string): Promise<Account | null>;
  all(): Promise<readonly Account[]>;

  /** Gives the person an account, or their account another address; that ends links and every session but `keepSession`. */
  setEmail(
    personId: string,
    email: string,
    author: Author,
    keepSession?: string | null,
  ): Promise<Result<void, 'taken'>>;
  /** Also forgets failures and links, and ends every session but `keepSession`. */
  setPassword(personId: string, hash: string, author: Author, keepSession: string | null): Promise<void>;
  /** Turns the second factor on, with its recovery codes, or off (null); ends every session but `keepSession`. */
  setSecondFactor(
    personId: string,
    factor: SecondFactor | null,
    author: Author,
    keepSession?: string | null,
  ): Promise<void>;
  setPreferences(personId: string, preferences: Preferences): Promise<void>;
  /** Ends the person's access. */
  remove(personId: string, author: Author): Promise<void>;

  /**
   * Counts a try before anything is compared, as a wrong one: of the account, or of a device that the person logged in
   * from before, so that strangers' tries keep nobody out. Null: locked; of nobody, always.
   */
  claimTry(personId: string | null, from: Source, now: Instant): Promise<Claim | null>;
  /** Everything was right: the count begins anew. */
  forgive(claim: Claim): Promise<void>;
  /** This try was right, others may have been wrong. */
  takeBack(claim: Claim): Promise<void>;
  /** Writes down that wrong tries locked the account, and where the last came from. */
  noteLock(claim: Claim, from: Source, now: Instant): Promise<void>;
  knowsDevice(personId: string, deviceHash: string): Promise<boolean>;
  rememberDevice(personId: string, deviceHash: string, now: Instant): Promise<void>;
  /** Uses up a code's period; false: it, or a later one, was used before. */
  usePeriod(personId: string, period: number): Promise<boolean>;
  /** Uses up a recovery code; false: there is no such code. */
  useRecoveryCode(personId: string, codeHash: string): Promise<boolean>;
  recoveryCodesLeft(personId: string): Promise<number>;

  openSession(session: Session): Promise<void>;
  loggedIn(tokenHash: string, now: Instant): Promise<LoggedIn | null>;
  sessionsOf(personId: string, now: Instant): Promise<readonly Session[]>;
  prolongSession(id: string, seenAt: Instant, expiresAt: Instant): Promise<void>;
  closeSession(personId: string, id: string): Promise<void>;
  closeOtherSessions(personId: string, keep: string): Promise<void>;

  /** Those of before stay good: nobody else than their reader can end them. */
  addLink(link: AccountLink, now: Instant): Promise<void>;
  linksUnderWay(personId: string, purpose: LinkPurpose, now: Instant): Promise<number>;
  link(tokenHash: string, now: Instant): Promise<AccountLink | null>;
  /** Uses the link up; null: it is not good, or no longer. */
  useLink(tokenHash: string, now: Instant): Promise<AccountLink | null>;
}

/** Where a try comes from. */
export interface Source {
  readonly address: string;
  /** Hash of the token that the browser kept of an earlier log-in; null: it has none. */
  readonly device: string | null;
}

/** One try at logging in that was counted. */
export interface Claim {
  readonly personId: string;
  /** The device whose tries are counted; null: those of the account. */
  readonly device: string | null;
  /** This try locks if it is wrong. */
  readonly lockedUntil: Instant | null;
}

export interface SecondFactor {
  readonly secret: string;
  readonly codeHashes: readonly string[];
}

export interface Preferences {
  readonly language: Language | null;
  readonly theme: Theme;
}
