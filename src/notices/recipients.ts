import type { QuietHours } from '../domain/notice/preference.ts';
import type { Language, Role } from '../domain/person.ts';

/** Somebody who can be told something. */
export interface Recipient {
  readonly personId: string;
  readonly name: string;
  readonly language: Language;
  readonly role: Role;
  /** Null: they have none. */
  readonly email: string | null;
  /** A number that receives SMS; null: they have none. */
  readonly sms: string | null;
  readonly quiet: QuietHours | null;
}

/** Where recipients are looked up. */
export interface Recipients {
  /** In the order of `ids`, each once; unknown ids are left out. */
  of(ids: readonly string[]): Promise<readonly Recipient[]>;
  /**
   * Who answers for these people: supervisors who share a team with one of them; without any, every supervisor;
   * without any, the administrators.
   */
  supervisorsOf(personIds: readonly string[]): Promise<readonly Recipient[]>;
  /** Who sees to it that the service works: administrators and supervisors. */
  operators(): Promise<readonly Recipient[]>;
}
