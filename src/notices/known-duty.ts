import type { DutyByPerson, DutyChange } from '../domain/schedule/compare-duty.ts';
import type { Instant } from '../runtime/instant.ts';
import type { DomainEvent } from './domain-event.ts';

/** The duty of one schedule as its people know it. */
export interface KnownDuty {
  readonly scheduleId: string;
  /** As it was called: a schedule that is deleted is told of too. */
  readonly name: string;
  readonly timeZone: string;
  readonly duties: DutyByPerson;
  /** Of trainees, whom no call rings. */
  readonly shadows: DutyByPerson;
  /** Beyond it nothing is known yet, and nothing counts as a change. */
  readonly until: Instant;
}

/** An entry of the audit about something that puts people on duty or takes them off. */
export interface PlanningEntry {
  readonly id: number;
  readonly actor: string;
  readonly subject: 'schedules' | 'absences' | 'absence calendars' | 'people';
  readonly subjectId: string;
}

/** Where it is kept what people know of their duty. */
export interface KnownDutyStore {
  /** Null: never yet kept, as before the first start. */
  all(): Promise<readonly KnownDuty[] | null>;
  /** What was changed after that entry, the oldest first: nothing changes without one. */
  entriesAfter(id: number): Promise<readonly PlanningEntry[]>;
  /** The last entry's number, whatever it is about. */
  latestEntry(): Promise<number>;
  /** What was published of a schedule since, and so was told already. */
  publishedSince(scheduleId: string, since: Instant): Promise<readonly DutyChange[]>;
  /** Keeps these and forgets those, with what there is to tell of it in the same transaction. */
  keep(
    known: readonly KnownDuty[],
    forgotten: readonly string[],
    domainEvents: readonly DomainEvent[],
    at: Instant,
  ): Promise<void>;
}
