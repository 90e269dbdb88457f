import type { Generated } from 'kysely';
import type { LabourTables } from './labour/labour-tables.ts';
import type { NoticeTables } from './notice-tables.ts';
import type { StatisticsTables } from './statistics-tables.ts';

/**
 * Rows as they lie in the database; the stores turn them into the domain's words. Instants are milliseconds (UTC),
 * booleans 0 or 1. `kind` and `address` together are a DialTarget.
 */
export interface Tables extends NoticeTables, StatisticsTables, LabourTables {
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
  schedules: ScheduleRow;
  planned_shifts: PlannedShiftRow;
  overrides: OverrideRow;
  rotations: RotationRow;
  rotation_participants: RotationParticipantRow;
  trainees: TraineeRow;
  absences: AbsenceRow;
  drafts: DraftRow;
  draft_shifts: DraftShiftRow;
  publications: PublicationRow;
  published_duties: PublishedDutyRow;
  acknowledgements: { publication_id: number; person_id: string; acknowledged_at: number };
  swaps: SwapRow;
  policies: { id: string; name: string; rounds: number; overall_limit_seconds: number };
  policy_steps: PolicyStepRow;
  policy_targets: PolicyTargetRow;
  hotlines: HotlineRow;
  hotline_branches: HotlineBranchRow;
  sounds: { id: string; wav: Buffer; seconds: number; kept_at: number };
  hotline_numbers: { number: string; hotline_id: string; position: number };
  blocked_numbers: { hotline_id: string; position: number; entry: string };
  trunks: TrunkRow;
  installation: { id: string };
  calls: CallRow;
  attempts: AttemptRow;
  call_events: { call_id: string; position: number; at: number; kind: string; details: string };
  messages: {
    recording: string;
    call_id: string;
    seconds: number | null;
    audio: Buffer;
    kept_at: number;
    is_empty: Generated<number>;
  };
  audit_entries: AuditEntryRow;
  audit_head: { id: number; entries: number; hash: string; first_follows: string };
  accounts: AccountRow;
  recovery_codes: { code_hash: string; person_id: string };
  sessions: SessionRow;
  known_devices: {
    token_hash: string;
    person_id: string;
    seen_at: number;
    failures: number;
    locked_until: number | null;
  };
  passkeys: PasskeyRow;
  account_links: { token_hash: string; person_id: string; purpose: string; expires_at: number };
  calendar_feeds: CalendarFeedRow;
  calendar_events: {
    uid: string;
    fingerprint: string;
    sequence: number;
    modified_at: number;
    end_at: number;
  };
  absence_calendars: AbsenceCalendarRow;
}

export interface PasskeyRow {
  id: string;
  person_id: string;
  name: string;
  public_key: string;
  counter: number;
  transports: string;
  added_at: number;
  used_at: number | null;
}

export interface TrunkRow {
  id: string;
  context: string | null;
  number_form: string;
  prefix: string;
  shown_number: string;
  next_trunk: string | null;
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

/** `closed_days`: local days, comma-separated. */
interface HolidayColumns {
  holiday_country: string | null;
  holiday_region: string | null;
  closed_days: string;
  /** Rules of the public holidays that are worked, as JSON. */
  worked_holidays: string;
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
  is_rung: number;
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

export interface SwapRow {
  id: Generated<number>;
  schedule_id: string;
  giver_id: string;
  offered_to: string | null;
  start_at: number;
  end_at: number;
  note: string | null;
  proposed_at: number;
  state: string;
  details: string;
}

export interface PolicyStepRow {
  policy_id: string;
  position: number;
  strategy: string;
  ring_seconds: number;
  skill: string | null;
}

export interface PolicyTargetRow {
  policy_id: string;
  step: number;
  position: number;
  kind: string;
  schedule_id: string | null;
  person_id: string | null;
  team_id: string | null;
  label: string | null;
  dial_kind: string | null;
  dial_address: string | null;
  must_accept: number | null;
}

export interface HotlineBranchRow {
  hotline_id: string;
  position: number;
  name: string;
  /** JSON. */
  duty_window: string;
  policy_id: string | null;
}

export interface HotlineRow extends HolidayColumns {
  id: string;
  name: string;
  language: string;
  policy_id: string;
  time_zone: string;
  answer: string;
  greeting_sound: string | null;
  recorded_greeting: string | null;
  name_sound: string | null;
  hold_music_class: string | null;
  caller_id: string | null;
  trunk: string | null;
  accept_window_seconds: number;
  ring_engaged_people: number;
  refuse_forwards: number;
  block_anonymous: number;
  refusal_treatment: string;
  no_answer: string;
  voicemail_max_seconds: number | null;
  voicemail_min_seconds: number | null;
  last_resort_kind: string | null;
  last_resort_address: string | null;
  last_resort_must_accept: number | null;
  last_resort_ring_seconds: number | null;
  /** JSON: e-mail addresses, and ids of people. */
  report_to: string;
}

export interface CallRow {
  id: string;
  hotline_id: string;
  dialled: string;
  caller_number: string | null;
  caller_name: string | null;
  started_at: number;
  ended_at: number | null;
  outcome: string | null;
  /** Person id of the last to accept; null also when a bare number accepted. */
  accepted_by: string | null;
  caller_leg: string | null;
  /** The call's state as JSON while it goes on; null once it has ended. */
  state: string | null;
  /** 1: placed to try the hotline. */
  is_test: number;
}

export interface AttemptRow {
  call_id: string;
  /** The call's: lists of a person's calls go by it. */
  call_started_at: number;
  attempt: number;
  round: number;
  step: number;
  person_id: string | null;
  name: string;
  kind: string;
  address: string;
  reason: string;
  started_at: number;
  ringing_at: number | null;
  answered_at: number | null;
  accepted_at: number | null;
  accepted_by: string | null;
  ended_at: number | null;
  outcome: string | null;
  detail: string | null;
}

export interface AuditEntryRow {
  id: Generated<number>;
  at: number;
  actor: string;
  actor_id: string | null;
  action: string;
  subject_kind: string;
  subject_id: string;
  before: string | null;
  after: string | null;
  hash: string;
}

export interface AccountRow {
  person_id: string;
  email: string;
  password_hash: string | null;
  totp_secret: string | null;
  totp_period: number | null;
  language: string | null;
  theme: string;
  failures: number;
  locked_until: number | null;
  created_at: number;
}

export interface SessionRow {
  id: string;
  token_hash: string;
  person_id: string;
  half_open: number;
  created_at: number;
  seen_at: number;
  expires_at: number;
  address: string;
  browser: string;
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
