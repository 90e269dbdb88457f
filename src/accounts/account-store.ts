import type { Language } from '../domain/person.ts';
import type { Author } from '../planning/configuration.ts';
import type { Instant } from '../runtime/instant.ts';
import type { Result } from '../runtime/result.ts';
import type { Account, AccountLink, LoggedIn, Session, Theme } from './account.ts';

/** Where accounts, sessions and links are kept. What a person changes leaves an audit entry in the same transaction. */
export interface AccountStore {
  /** Whether anybody could log in; while nobody can, the set-up page is open. */
  anyone(): Promise<boolean>;
  withEmail(email: string): Promise<Account | null>;
  of(personId: string): Promise<Account | null>;
  all(): Promise<readonly Account[]>;

  /** Gives the person an account, or their account another address. */
  setEmail(personId: string, email: string, author: Author): Promise<Result<void, 'taken'>>;
  /** Also forgets failures and links, and ends every session but `keepSession`. */
  setPassword(personId: string, hash: string, author: Author, keepSession: string | null): Promise<void>;
  /** Turns the second factor on, with its recovery codes, or off (null). */
  setSecondFactor(personId: string, factor: SecondFactor | null, author: Author): Promise<void>;
  setPreferences(personId: string, preferences: Preferences): Promise<void>;
  /** Ends the person's access. */
  remove(personId: string, author: Author): Promise<void>;

  setFailures(personId: string, failures: number, lockedUntil: Instant | null): Promise<void>;
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

  addLink(link: AccountLink): Promise<void>;
  link(tokenHash: string, now: Instant): Promise<AccountLink | null>;
  /** Uses the link up; null: it is not good, or no longer. */
  useLink(tokenHash: string, now: Instant): Promise<AccountLink | null>;
}

export interface SecondFactor {
  readonly secret: string;
  readonly codeHashes: readonly string[];
}

export interface Preferences {
  readonly language: Language | null;
  readonly theme: Theme;
}
