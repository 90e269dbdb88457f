import type { EscalationPolicy } from '../domain/escalation/policy.ts';
import type { Hotline } from '../domain/hotline.ts';
import type { Person, Team } from '../domain/person.ts';
import type { TrunkSettings } from '../domain/trunk.ts';
import type { Instant } from '../runtime/instant.ts';

/** What a call needs to know of the configuration, read when it is needed: a change counts at once. */
export interface Directory {
  /** `number` in the form of `comparableNumber`. */
  hotlineByNumber(number: string): Promise<Hotline | null>;
  hotlines(): Promise<readonly Hotline[]>;
  policy(id: string): Promise<EscalationPolicy | null>;
  /** Whose extension that is; null: nobody's, or several people's. */
  personOn(extension: string): Promise<Pick<Person, 'id' | 'name'> | null>;
  /** In the order of `ids`; unknown ids are left out. */
  people(ids: readonly string[]): Promise<readonly Person[]>;
  team(id: string): Promise<Team | null>;
  /** Those of which something was said, by name. */
  trunks(): Promise<ReadonlyMap<string, TrunkSettings>>;
  /** When each of these people last accepted a call; absent: never. */
  lastAcceptedAt(personIds: readonly string[]): Promise<ReadonlyMap<string, Instant>>;
}
