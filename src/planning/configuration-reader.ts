import type { EscalationPolicy } from '../domain/escalation/policy.ts';
import type { Hotline } from '../domain/hotline.ts';
import type { Configuration, ManagedSchedule, Section } from '../domain/items/configuration.ts';
import type { Person, Team } from '../domain/person.ts';
import type { TrunkSettings } from '../domain/trunk.ts';
import type { Version } from './configuration.ts';

/** What pages show of the configuration, each part read on its own: years of planning are not read to show a name. */
export interface ConfigurationReader {
  /**
   * Everything that refers to anything, to find out what depends on what; of shifts and overrides one a person is
   * enough for that.
   */
  references(): Promise<Configuration>;
  people(): Promise<ReadonlyMap<string, Person>>;
  teams(): Promise<ReadonlyMap<string, Team>>;
  policies(): Promise<ReadonlyMap<string, EscalationPolicy>>;
  hotlines(): Promise<ReadonlyMap<string, Hotline>>;
  /** Those of which something was said. */
  trunks(): Promise<ReadonlyMap<string, TrunkSettings>>;
  version(section: Section, id: string): Promise<Version>;
  /** The team of each schedule; null: it belongs to none. */
  scheduleTeams(): Promise<ReadonlyMap<string, string | null>>;
  schedule(id: string): Promise<ManagedSchedule | null>;
  /** Without its shifts and overrides. */
  scheduleSettings(id: string): Promise<ManagedSchedule | null>;
  scheduleNames(): Promise<ReadonlyMap<string, string>>;
}
