import { createHash, randomBytes } from 'node:crypto';
import type { Language, Person } from '../../domain/person.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Author } from '../configuration.ts';
import type { ScheduleStore } from '../schedule-store.ts';
import type { Revision } from './calendar-text.ts';

/** A private address at which somebody's calendar program reads duty: of a person on all schedules, or of a schedule. */
export interface CalendarFeed {
  /** Names it in lists and to revoke it; gives no access. */
  readonly id: string;
  readonly of: FeedSubject;
  /** What it is for ("telephone"), in its owner's words; may be empty. */
  readonly label: string;
  /** Null: the first language of the person; English for a schedule. */
  readonly language: Language | null;
  readonly createdAt: Instant;
  /** To within ten minutes; null: never. */
  readonly lastUsedAt: Instant | null;
}

export type FeedSubject =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'schedule'; readonly scheduleId: string };

/** Where feeds are kept. Their tokens are not: only what proves that one is right. */
export interface FeedStore {
  add(feed: CalendarFeed, tokenHash: string, author: Author): Promise<void>;
  list(): Promise<readonly CalendarFeed[]>;
  /** False: there is no such feed. */
  revoke(id: string, author: Author): Promise<boolean>;
  /** Null: there is none, or whose it is has left. */
  byTokenHash(tokenHash: string, now: Instant): Promise<CalendarFeed | null>;
  used(id: string, at: Instant): Promise<void>;
}

/** What it takes to fill a feed. */
export interface DutySources {
  readonly schedules: ScheduleStore;
  /** Every schedule's id, in order. */
  scheduleIds(): Promise<readonly string[]>;
  /** In the order of `ids`; unknown ids are left out. */
  people(ids: readonly string[]): Promise<readonly Person[]>;
}

/** Remembers what was told of each event, so that calendar programs see what changed. */
export interface EventLedger {
  /** The revision of each event by its uid: a new one is the first, one whose fingerprint differs the next. */
  revise(
    events: readonly { readonly uid: string; readonly fingerprint: string; readonly endAt: Instant }[],
    at: Instant,
  ): Promise<ReadonlyMap<string, Revision>>;
}

/** 256 bits of chance: nobody guesses it, so that a plain hash keeps it and an index may find it. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function newFeedId(): string {
  return randomBytes(6).toString('hex');
}

export function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

/**
 * What is kept of a token. Who can only guess learns nothing from how long a look-up takes: the hash of a guess is not
 * theirs to steer.
 */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
