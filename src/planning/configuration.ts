import type { EscalationPolicy } from '../domain/escalation/policy.ts';
import type { Hotline } from '../domain/hotline.ts';
import type { Instant } from '../domain/instant.ts';
import type { Person, Team } from '../domain/person.ts';
import type { Schedule } from '../domain/schedule/schedule.ts';

/** Everything people decide, by section and id. */
export interface Configuration {
  readonly people: ReadonlyMap<string, Person>;
  readonly teams: ReadonlyMap<string, Team>;
  readonly schedules: ReadonlyMap<string, Schedule>;
  readonly policies: ReadonlyMap<string, EscalationPolicy>;
  readonly hotlines: ReadonlyMap<string, Hotline>;
}

/** In an order in which each refers only to sections before it. */
export const SECTIONS = ['people', 'teams', 'schedules', 'policies', 'hotlines'] as const;
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
  readonly actor: string;
  readonly at: Instant;
}

/** The configuration inside one transaction. */
export interface ConfigurationDraft {
  read(): Promise<Configuration>;
  /** Writes the changes and an audit entry for each. The result must be whole: every reference leads somewhere. */
  apply(changes: readonly Change[], author: Author): Promise<void>;
}

/** Where the configuration is kept. */
export interface ConfigurationBook {
  /** Runs `work` in one transaction: a throw undoes everything. */
  edit<T>(work: (draft: ConfigurationDraft) => Promise<T>): Promise<T>;
}
