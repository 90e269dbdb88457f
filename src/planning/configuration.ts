import type { Change, Configuration, ItemOf, Section } from '../domain/items/configuration.ts';
import type { JudgedFinding } from '../domain/labour/finding.ts';
import type { Absence } from '../domain/schedule/schedule.ts';
import type { Instant } from '../runtime/instant.ts';
import type { Result } from '../runtime/result.ts';
import type { Sound } from './sound.ts';

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

/** On which grounds a planning is changed. */
export interface Grounds {
  /** Why it is changed now: kept where somebody gets duty late. Null or left out: nobody has said. */
  readonly reason?: string | null;
  /**
   * `publication`: it keeps itself whom it tells of what. `swap`: whoever gets the duty has asked for it. `emergency`:
   * nobody is asked, and no rule stands in the way.
   */
  readonly by?: 'publication' | 'swap' | 'emergency';
}

/** What a change newly breaks of the rules of people's teams. */
export type Warnings = readonly JudgedFinding[];

/** The configuration inside one transaction. */
export interface ConfigurationDraft {
  read(): Promise<Configuration>;
  /** Everything but the shifts and overrides of schedules: years of planning are not read to change a name. */
  outline(): Promise<Configuration>;
  /** The same, with one shift and one override of each person whom a schedule names: to find out what depends on what. */
  references(): Promise<Configuration>;
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
  /**
   * Writes the changes and an audit entry for each. The result must be whole: every reference leads somewhere. Whatever
   * changes a planning comes through here, and is judged: it gives what it breaks of the rules of people's teams; what
   * they forbid is not written, and fails with it.
   */
  apply(changes: readonly Change[], author: Author, grounds?: Grounds): Promise<Result<Warnings, Warnings>>;
}

/** What of it only reads. */
export type ConfigurationView = Omit<ConfigurationDraft, 'keepSound' | 'apply'>;

/** Where the configuration is kept. */
export interface ConfigurationStore {
  /** Runs `work` in one transaction: a throw undoes everything. */
  edit<T>(work: (draft: ConfigurationDraft) => Promise<T>): Promise<T>;
}
