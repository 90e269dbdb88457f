import type { Generated } from 'kysely';
import type { HolidayColumns } from './holiday-columns.ts';

/** Rows of schedules, and of what was made of them. */
export interface PlanningTables {
  schedules: ScheduleRow;
  planned_shifts: PlannedShiftRow;
  overrides: OverrideRow;
  rotations: RotationRow;
  rotation_participants: RotationParticipantRow;
  trainees: TraineeRow;
  drafts: DraftRow;
  draft_shifts: DraftShiftRow;
  publications: PublicationRow;
  published_duties: PublishedDutyRow;
  acknowledgements: { publication_id: number; person_id: string; acknowledged_at: number };
  swaps: SwapRow;
  wish_rounds: WishRoundRow;
  wall_links: WallLinkRow;
  wish_round_people: { round_id: number; person_id: string; answered_at: number | null; reminders: number };
  wish_days: { round_id: number; person_id: string; day: string; preference: string };
  wish_links: { token_hash: string; round_id: number; person_id: string };
  known_duties: {
    schedule_id: string;
    name: string;
    time_zone: string;
    duties: string;
    shadows: string;
    until_at: number;
  };
  duty_confirmations: DutyConfirmationRow;
  confirm_links: { token_hash: string; confirmation: number };
  calendar_feeds: CalendarFeedRow;
  calendar_events: {
    uid: string;
    fingerprint: string;
    sequence: number;
    modified_at: number;
    end_at: number;
  };
}

export interface ScheduleRow extends HolidayColumns {
  id: string;
  name: string;
  time_zone: string;
  /** A duty window as JSON. */
  coverage: string | null;
  team_id: string | null;
  swap_approval: string;
  /** A ConfirmationRule as JSON; null: as on every schedule. */
  confirmation: string | null;
}

export interface PlannedShiftRow {
  schedule_id: string;
  /** Orders the list; not every number is taken. */
  position: number;
  person_id: string;
  start_at: number;
  end_at: number;
}

export interface OverrideRow {
  schedule_id: string;
  /** Orders the list; not every number is taken. */
  position: number;
  action: string;
  person_id: string | null;
  replaces_id: string | null;
  start_at: number;
  end_at: number;
  made_by: string | null;
}

export interface RotationRow {
  schedule_id: string;
  id: string;
  position: number;
  name: string;
  at_once: number;
  turn_count: number;
  turn_unit: string;
  handoff_time: string;
  handoff_weekday: number | null;
  start_date: string;
  end_date: string | null;
  /** JSON. */
  duty_window: string | null;
  when_absent: string;
}

export interface RotationParticipantRow {
  schedule_id: string;
  rotation_id: string;
  position: number;
  /** Null: a turn that is nobody's. */
  person_id: string | null;
  from_date: string | null;
  until_date: string | null;
}

export interface TraineeRow {
  schedule_id: string;
  position: number;
  person_id: string;
  beside_id: string | null;
  from_date: string | null;
  until_date: string | null;
  is_dialled: number;
}

export interface DraftRow {
  id: Generated<number>;
  schedule_id: string;
  name: string;
  start_at: number;
  end_at: number;
  based_on: number;
}

export interface DraftShiftRow {
  draft_id: number;
  position: number;
  person_id: string;
  start_at: number;
  end_at: number;
}

export interface PublicationRow {
  id: Generated<number>;
  schedule_id: string;
  published_at: number;
  published_by: string;
  start_at: number;
  end_at: number;
  reason: string | null;
}

export interface PublishedDutyRow {
  publication_id: number;
  position: number;
  person_id: string;
  kind: string;
  start_at: number;
  end_at: number;
  before_start_at: number | null;
  before_end_at: number | null;
}

export interface WallLinkRow {
  id: Generated<number>;
  token_hash: string;
  label: string;
  language: string;
  shows_numbers: number;
  created_at: number;
  created_by: string;
}

export interface WishRoundRow {
  id: Generated<number>;
  schedule_id: string;
  first_day: string;
  last_day: string;
  deadline_at: number;
  opened_at: number;
  opened_by: string;
  over_told: number;
}

export interface SwapRow {
  id: Generated<number>;
  schedule_id: string;
  giver_id: string;
  offered_to: string | null;
  start_at: number;
  end_at: number;
  /** Of an exchange: the duty in return. */
  return_start_at: number | null;
  return_end_at: number | null;
  note: string | null;
  proposed_at: number;
  state: string;
  details: string;
}

export interface DutyConfirmationRow {
  id: Generated<number>;
  schedule_id: string;
  person_id: string;
  start_at: number;
  end_at: number;
  confirmed_at: number | null;
  confirmed_by: string | null;
  declined_at: number | null;
  declined_by: string | null;
  /** Seconds before the start of which reminders were sent, comma-separated. */
  reminded: string;
  reminded_at: number | null;
  called_at: number | null;
  call_outcome: string | null;
  escalated_at: number | null;
  began_at: number | null;
}

export interface CalendarFeedRow {
  id: string;
  token_hash: string;
  /** Of one of the two. */
  person_id: string | null;
  schedule_id: string | null;
  label: string;
  language: string | null;
  created_at: number;
  last_used_at: number | null;
}
