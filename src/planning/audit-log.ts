import type { Instant } from '../runtime/instant.ts';
import type { Version } from './configuration.ts';

/** One change that somebody made. */
export interface AuditEntry {
  readonly id: number;
  readonly at: Instant;
  /** As they were called then. */
  readonly actor: string;
  /** Null: no person, but a command, a telephone call, a calendar. */
  readonly actorId: string | null;
  /** `added`, `changed`, `removed`, or what was done to an account. */
  readonly action: string;
  /** A section of the configuration, or `accounts`. */
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface AuditFilter {
  readonly subjectKind?: string;
  readonly subjectId?: string;
  /** One of these kinds. */
  readonly subjectKinds?: readonly string[];
  /** The person who did it. */
  readonly actorId?: string;
  /** Not before this instant, and before that one. */
  readonly from?: Instant;
  readonly to?: Instant;
  /** Entries older than this one. */
  readonly olderThan?: number;
  readonly limit: number;
}

/** Where changes are looked up, the latest first. */
export interface AuditLog {
  list(filter: AuditFilter): Promise<readonly AuditEntry[]>;
  /** The number of the last change to anything that people decide. */
  latest(): Promise<Version>;
}
