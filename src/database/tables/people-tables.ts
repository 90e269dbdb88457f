import type { Generated } from 'kysely';

/** Rows of people, teams and absences. */
export interface PeopleTables {
  dead_addresses: { person_id: string; address: string; since: number; said: string };
  people: PersonRow;
  contact_methods: {
    person_id: string;
    position: number;
    kind: string;
    address: string;
    must_accept: number;
  };
  person_skills: { person_id: string; position: number; skill: string };
  teams: { id: string; name: string };
  team_members: { team_id: string; position: number; person_id: string };
  absences: AbsenceRow;
  absence_calendars: AbsenceCalendarRow;
  taken_cards: { person_id: string; numbers: string; taken_at: number };
}

export interface PersonRow {
  id: string;
  name: string;
  languages: string;
  role: string;
  /** Null: as their id gives it. */
  colour: string | null;
  joins_at: number | null;
  leaves_at: number | null;
}

export interface AbsenceRow {
  id: Generated<number>;
  person_id: string;
  start_at: number;
  end_at: number;
  source: string;
  note: string | null;
  /** The calendar that brought it; null: none, or one that is no longer followed. */
  calendar_id: string | null;
}

export interface AbsenceCalendarRow {
  id: string;
  person_id: string;
  name: string;
  address: string | null;
  time_zone: string;
  added_at: number;
  etag: string | null;
  last_modified: string | null;
  read_at: number | null;
  tried_at: number | null;
  succeeded_at: number | null;
  trouble: string | null;
  /** JSON: how many events were skipped, by reason, and which could not be understood. Null: not read since. */
  skipped: string | null;
}
