import type { DutyChange } from '../../domain/schedule/compare-duty.ts';
import type { PlannedShift } from '../../domain/schedule/schedule.ts';
import type { Instant, Interval } from '../../runtime/instant.ts';
import type { Author, RecordedChange, Version } from '../configuration.ts';

/** A planning in preparation: the shifts that a schedule shall have in a period. It binds nobody. */
export interface Draft extends Interval {
  readonly id: number;
  readonly scheduleId: string;
  readonly name: string;
  /** Of the schedule, when the draft was begun. */
  readonly basedOn: Version;
  /** All within the period. */
  readonly shifts: readonly PlannedShift[];
}

/** The drafts inside one transaction. Each change leaves an audit entry. */
export interface DraftStore {
  draft(id: number): Promise<Draft | null>;
  ofSchedule(scheduleId: string): Promise<readonly Draft[]>;
  add(draft: Omit<Draft, 'id'>, author: Author): Promise<Draft>;
  write(before: Draft, after: Draft, author: Author): Promise<void>;
  remove(draft: Draft, author: Author): Promise<void>;
  version(id: number): Promise<Version>;
  changesSince(id: number, version: Version): Promise<readonly RecordedChange[]>;
}

/** What was published when, and what it was to each person: the proof that they were told in time. */
export interface Publication extends Interval {
  readonly id: number;
  readonly scheduleId: string;
  readonly publishedAt: Instant;
  readonly publishedBy: string;
  /** Why so late, or against what others changed; null: none was given. */
  readonly reason: string | null;
  readonly changes: readonly DutyChange[];
}

export interface PublicationLog {
  add(publication: Omit<Publication, 'id'>): Promise<Publication>;
  /** The latest first. */
  ofSchedule(scheduleId: string): Promise<readonly Publication[]>;
}

/** What somebody has been told of a publication, and whether they have said that they know. */
export interface Receipt {
  readonly personId: string;
  /** When a notice of it left; null: none has. */
  readonly toldAt: Instant | null;
  /** Null: not yet. */
  readonly acknowledgedAt: Instant | null;
}

/** Who has taken note of what was published. */
export interface Receipts {
  /** Publications that concern the person, are not over, and that they have not acknowledged; the oldest first. */
  awaiting(personId: string, now: Instant): Promise<readonly Publication[]>;
  /** The latest publications of a schedule that are not over, with everybody whom they concern. */
  ofSchedule(
    scheduleId: string,
    now: Instant,
    limit: number,
  ): Promise<readonly (Publication & { readonly receipts: readonly Receipt[] })[]>;
  /** Gives false when it does not concern them. A second time changes nothing. */
  acknowledge(publicationId: number, personId: string, author: Author): Promise<boolean>;
}
