import type { Language, Role } from '../domain/person.ts';
import type { Instant } from '../runtime/instant.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** A person's way in. */
export interface Account {
  readonly personId: string;
  /** In small letters. */
  readonly email: string;
  /** Null: invited, and has not chosen a password yet. */
  readonly passwordHash: string | null;
  /** Base32; null: no authenticator application. */
  readonly totpSecret: string | null;
  readonly hasPasskey: boolean;
  /** Null: the first of the person's languages. */
  readonly language: Language | null;
  readonly theme: Theme;
  /** Wrong passwords and codes since the last right one. */
  readonly failures: number;
  readonly lockedUntil: Instant | null;
  /** The end of the person's last day; null: none is set. */
  readonly leavesAt: Instant | null;
}

/** Whether the password alone opens nothing. */
export function hasSecondFactor({
  totpSecret,
  hasPasskey,
}: Pick<Account, 'totpSecret' | 'hasPasskey'>): boolean {
  return totpSecret !== null || hasPasskey;
}

/** Whoever has left logs in no more, and nothing that was given to them opens anything. */
export function hasLeft({ leavesAt }: Pick<Account, 'leavesAt'>, now: Instant): boolean {
  return leavesAt !== null && leavesAt <= now;
}

/** One browser that is logged in. Its cookie holds a token of which only the hash is stored. */
export interface Session {
  readonly id: string;
  readonly tokenHash: string;
  readonly personId: string;
  /** True: the password was right, the second factor is still to come. */
  readonly halfOpen: boolean;
  readonly createdAt: Instant;
  readonly seenAt: Instant;
  readonly expiresAt: Instant;
  readonly address: string;
  readonly browser: string;
}

/** A session with whom it belongs to, as every request needs it. */
export interface LoggedIn {
  readonly session: Session;
  readonly account: Account;
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly role: Role;
    readonly languages: readonly Language[];
  };
  readonly teamIds: readonly string[];
}

export const LINK_PURPOSES = ['invitation', 'reset'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** Sent to a person, good once: lets them choose a password. */
export interface AccountLink {
  readonly tokenHash: string;
  readonly personId: string;
  readonly purpose: LinkPurpose;
  readonly expiresAt: Instant;
}
