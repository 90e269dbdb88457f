import type { Kysely } from 'kysely';
import type { PersonalData } from '../../domain/privacy/personal-data.ts';
import type { Queryable } from '../database.ts';
import type { Tables } from '../tables/tables.ts';

/**
 * A table with rows about people. `goes`: they are deleted with the person. `nameless`: they are history, and get a name
 * that says nothing. `stays`: they are chained or sealed, and the law asks for them.
 */
export interface Holding {
  readonly kind: PersonalData;
  readonly table: keyof Tables;
  /** Those that hold a person's id: a row is about whoever is in any of them. */
  readonly people: readonly string[];
  readonly onRequest: 'goes' | 'nameless' | 'stays';
  /** Never shown to anybody, not even whom they are about. */
  readonly secret?: readonly string[];
  /** What else in a nameless row tells who it was, and what is written there instead. */
  readonly blank?: Readonly<Record<string, string | null>>;
}

const OF_PERSON = ['person_id'];
/** A telephone that nobody has, where a call's history asks for one. */
export const NO_PHONE = { name: '–', kind: 'extension', address: '0' } as const;

const card = (table: keyof Tables, secret: readonly string[] = []): Holding => ({
  ...{ kind: 'card', table, people: OF_PERSON, onRequest: 'goes', secret },
});
const account = (table: keyof Tables, secret: readonly string[] = []): Holding => ({
  ...{ kind: 'account', table, people: OF_PERSON, onRequest: 'goes', secret },
});
const nameless = (
  kind: PersonalData,
  table: keyof Tables,
  people: readonly string[] = OF_PERSON,
  blank: Holding['blank'] = {},
): Holding => ({ kind, table, people, onRequest: 'nameless', blank });

/** Every table that knows of people. A test holds it against the database. */
export const HOLDINGS: readonly Holding[] = [
  card('contact_methods'),
  card('person_skills'),
  card('team_members'),
  card('notice_addresses'),
  card('address_proofs', ['token_hash']),
  card('notice_preferences'),
  card('quiet_hours'),
  card('labour_people'),
  card('taken_cards'),
  card('saved_views'),
  account('sessions', ['token_hash']),
  account('known_devices', ['token_hash']),
  account('passkeys', ['public_key']),
  account('recovery_codes', ['code_hash']),
  account('account_links', ['token_hash']),
  account('phone_pins', ['pin_hash']),
  account('calendar_feeds', ['token_hash']),
  account('listen_links', ['token_hash']),
  // After what hangs on it.
  account('accounts', ['password_hash', 'totp_secret', 'totp_period']),
  nameless('absences', 'absences', OF_PERSON, { note: null, calendar_id: null }),
  { kind: 'absences', table: 'absence_calendars', people: OF_PERSON, onRequest: 'goes' },
  nameless('duty', 'planned_shifts'),
  nameless('duty', 'overrides', ['person_id', 'replaces_id', 'made_by']),
  nameless('duty', 'rotation_participants'),
  nameless('duty', 'trainees'),
  { kind: 'duty', table: 'wish_days', people: OF_PERSON, onRequest: 'goes' },
  { kind: 'duty', table: 'wish_links', people: OF_PERSON, onRequest: 'goes', secret: ['token_hash'] },
  { kind: 'duty', table: 'wish_round_people', people: OF_PERSON, onRequest: 'goes' },
  nameless('duty', 'wish_rounds', ['opened_by']),
  card('dead_addresses'),
  { kind: 'duty', table: 'draft_shifts', people: OF_PERSON, onRequest: 'goes' },
  nameless('duty', 'published_duties'),
  nameless('duty', 'publications', ['published_by']),
  nameless('account', 'wall_links', ['created_by']),
  nameless('duty', 'acknowledgements'),
  nameless('duty', 'late_changes', ['person_id']),
  nameless('duty', 'duty_confirmations', ['person_id', 'confirmed_by', 'declined_by']),
  nameless('duty', 'swaps', ['giver_id', 'offered_to'], { note: null }),
  nameless('calls', 'calls', ['accepted_by']),
  nameless('calls', 'attempts', OF_PERSON, NO_PHONE),
  nameless('tasks', 'tasks', ['owner_id', 'taken_by', 'done_by']),
  nameless('tasks', 'task_entries', ['by_id']),
  nameless('tasks', 'log_entries', ['author_id']),
  nameless('tasks', 'heard_messages'),
  { kind: 'notices', table: 'notices', people: OF_PERSON, onRequest: 'goes' },
  nameless('interventions', 'interventions'),
  { kind: 'interventions', table: 'intervention_entries', people: OF_PERSON, onRequest: 'stays' },
  { kind: 'statements', table: 'statements', people: OF_PERSON, onRequest: 'stays', secret: ['pdf'] },
  { kind: 'audit', table: 'audit_entries', people: ['actor_id'], onRequest: 'stays' },
];

/** Tables whose names are data. */
export type Loose = Kysely<Record<string, Record<string, unknown>>>;

export function loosely(db: Queryable): Loose {
  return db as unknown as Loose;
}
