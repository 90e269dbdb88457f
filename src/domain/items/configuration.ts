import type { Interval } from '../../runtime/instant.ts';
import type { EscalationPolicy } from '../escalation/policy.ts';
import type { Hotline } from '../hotline.ts';
import type { ConfirmationRule } from '../notice/duty-confirmation.ts';
import type { Person, Team } from '../person.ts';
import type { Schedule } from '../schedule/schedule.ts';
import type { SwapApproval } from '../swap/swap-approval.ts';
import type { TrunkSettings } from '../trunk.ts';

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
  /** Those of which something was said: hotlines may name others, which are dialled in the usual way. */
  readonly trunks: ReadonlyMap<string, TrunkSettings>;
  /** Ids of the recordings that hotlines may play; no section, for a file names them and holds none. */
  readonly sounds: ReadonlySet<string>;
}

/** In an order in which each refers only to sections before it. */
export const SECTIONS = [
  'people',
  'absences',
  'teams',
  'schedules',
  'policies',
  'hotlines',
  'trunks',
] as const;
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
