import type { HolidayColumns } from './holiday-columns.ts';

/** Rows of hotlines, escalation policies and trunks. */
export interface HotlineTables {
  hotlines: HotlineRow;
  hotline_branches: HotlineBranchRow;
  hotline_numbers: { number: string; hotline_id: string; position: number };
  blocked_numbers: { hotline_id: string; position: number; entry: string };
  sounds: { id: string; wav: Buffer; seconds: number; kept_at: number };
  policies: { id: string; name: string; rounds: number; overall_limit_seconds: number };
  policy_steps: PolicyStepRow;
  policy_targets: PolicyTargetRow;
  trunks: TrunkRow;
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

export interface HotlineBranchRow {
  hotline_id: string;
  position: number;
  name: string;
  /** JSON. */
  duty_window: string;
  policy_id: string | null;
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

export interface TrunkRow {
  id: string;
  context: string | null;
  number_form: string;
  prefix: string;
  shown_number: string;
  next_trunk: string | null;
}
