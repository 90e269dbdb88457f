import type { EscalationPolicy } from '../domain/escalation/policy.ts';
import type { Hotline } from '../domain/hotline.ts';
import type { ConfirmationRule } from '../domain/notice/duty-confirmation.ts';
import type { Person, Team } from '../domain/person.ts';
import type { Absence, Schedule } from '../domain/schedule/schedule.ts';
import type { SwapApproval } from '../domain/swap/swap-approval.ts';
import type { Instant, Interval } from '../runtime/instant.ts';
import type { Sound } from './sound.ts';

/** A schedule, who looks after it, and how its people may change it among themselves. */
export interface ManagedSchedule extends Schedule {
  /** The team whose supervisors plan it; null: every supervisor does. */
  readonly teamId: string | null;
  readonly swapApproval: SwapApproval;
  /** When its duty is to be confirmed; null: as on every schedule. */
  readonly confirmation: ConfirmationRule | null;
}

/** An absence as somebody entered it. Those that calendars bring are no part of the configuration. */
export interface EnteredAbsence extends Interval {
  readonly note: string | null;
}

/** What was entered for one person. Never empty: a person without absences has no list. */
export interface AbsenceList {
  /** The person's. */
  readonly id: string;
  readonly absences: readonly EnteredAbsence[];
}

/** Everything people decide, by section and id. */
export interface Configuration {
  readonly people: ReadonlyMap<string, Person>;
  readonly absences: ReadonlyMap<string, AbsenceList>;
  readonly teams: ReadonlyMap<string, Team>;
  readonly schedules: ReadonlyMap<string, ManagedSchedule>;
  readonly policies: ReadonlyMap<string, EscalationPolicy>;
  readonly hotlines: ReadonlyMap<string, Hotline>;
  /** Ids of the recordings that hotlines may play; no section, for a file names them and holds none. */
  readonly sounds: ReadonlySet<string>;
}

/** In an order in which each refers only to sections before it. */
export const SECTIONS = ['people', 'absences', 'teams', 'schedules', 'policies', 'hotlines'] as const;
export type Section = (typeof SECTIONS)[number];

/** The item that a section holds. */
export type ItemOf<S extends Section> =
  Configuration[S] extends ReadonlyMap<string, infer Item> ? Item : never;

/** One item before and after; null: it does not exist. */
export type Change = {
  [S in Section]: {
    readonly section: S;
    readonly id: string;
    readonly before: ItemOf<S> | null;
    readonly after: ItemOf<S> | null;
  };
}[Section];

/** Who changed something, for the audit. */
export interface Author {
  /** What they are called; anybody may be called so. */
  readonly actor: string;
  /** Who it was. Left out: no person, but a command, a telephone call, a calendar. */
  readonly personId?: string;
  readonly at: Instant;
}

/** Of an item: the number of the last change to it, 0 before the first. It never comes back, not even with the item. */
export type Version = number;

/** A change as the audit has it. */
export interface RecordedChange {
  readonly version: Version;
  readonly author: Author;
  readonly action: 'added' | 'changed' | 'removed';
  /** The fields that differ, and of lists the entries that went and came; null: the item did not exist. */
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** The configuration inside one transaction. */
export interface ConfigurationDraft {
  read(): Promise<Configuration>;
  item<S extends Section>(section: S, id: string): Promise<ItemOf<S> | null>;
  version(section: Section, id: string): Promise<Version>;
  /** What happened to the item after that version, the oldest first. */
  changesSince(section: Section, id: string, version: Version): Promise<readonly RecordedChange[]>;
  /** Everybody's, whoever entered them. */
  absences(): Promise<readonly Absence[]>;
  /** To be followed by a change that uses it: what no hotline plays is not kept. */
  keepSound(sound: Sound): Promise<void>;
  /** Who logs in with which address. */
  loginEmails(): Promise<ReadonlyMap<string, string>>;
  /** Writes the changes and an audit entry for each. The result must be whole: every reference leads somewhere. */
  apply(changes: readonly Change[], author: Author): Promise<void>;
}

/** What of it only reads. */
export type ConfigurationView = Omit<ConfigurationDraft, 'keepSound' | 'apply'>;

/** Where the configuration is kept. */
export interface ConfigurationStore {
  /** Runs `work` in one transaction: a throw undoes everything. */
  edit<T>(work: (draft: ConfigurationDraft) => Promise<T>): Promise<T>;
}
