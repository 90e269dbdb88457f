import type { Generated } from 'kysely';

/** Rows of what people are told. */
export interface NoticeTables {
  causes: { id: Generated<number>; at: number; kind: string; details: string; trouble: string | null };
  alarms: { kind: string; name: string; stage: string; raised_at: number };
  notice_addresses: { person_id: string; email: string | null; sms: string | null };
  address_proofs: {
    token_hash: string;
    person_id: string;
    medium: string;
    address: string;
    asked_at: number;
    expires_at: number;
  };
  notices: NoticeRow;
  notice_events: {
    id: Generated<number>;
    notice_id: number;
    at: number;
    kind: string;
    gateway: string | null;
    detail: string | null;
    actor: string | null;
  };
  /** Empty `hotline_id`: every hotline; empty `person_id`: everybody. */
  notice_preferences: {
    hotline_id: string;
    person_id: string;
    kind: string;
    medium: string;
    wanted: number;
  };
  quiet_hours: { person_id: string; from_time: string; to_time: string; time_zone: string; mediums: string };
  notice_templates: { kind: string; language: string; subject: string; body: string; sms: string };
  tasks: TaskRow;
  task_calls: { task_id: number; call_id: string };
  task_entries: {
    task_id: number;
    position: number;
    at: number;
    kind: string;
    by_id: string | null;
    text: string | null;
  };
  log_entries: {
    id: Generated<number>;
    at: number;
    hotline_id: string;
    /** Null: written by Vigie. */
    author_id: string | null;
    text: string;
    /** `text` in small letters. */
    searched: string;
    call_id: string | null;
  };
  listen_links: { token_hash: string; recording: string; person_id: string; expires_at: number };
  duty_confirmations: DutyConfirmationRow;
  sms_answers: SmsAnswerRow;
  phone_pins: { person_id: string; pin_hash: string; set_at: number };
  pin_failures: PinFailureRow;
  asterisk_copies: { recording: string };
  heard_messages: { recording: string; person_id: string; heard_at: number };
  known_duties: {
    schedule_id: string;
    name: string;
    time_zone: string;
    duties: string;
    shadows: string;
    until_at: number;
  };
  taken_cards: { person_id: string; numbers: string; taken_at: number };
  confirm_links: { token_hash: string; confirmation: number };
  gateways: {
    medium: string;
    failing_since: number | null;
    failures: number;
    last_error: string | null;
    alarmed: number;
  };
}

export interface NoticeRow {
  id: Generated<number>;
  dedup_key: string;
  kind: string;
  medium: string;
  person_id: string;
  address: string;
  language: string;
  hotline_id: string | null;
  call_id: string | null;
  words: string;
  subject: string;
  body: string;
  recording: string | null;
  report_month: string | null;
  thread: string | null;
  state: string;
  created_at: number;
  next_try_at: number | null;
  expires_at: number;
  tries: number;
  tried_at: number | null;
  sent_at: number | null;
  delivered_at: number | null;
  gateway: string | null;
  reference: string | null;
  detail: string | null;
  instead_of: number | null;
  again_of: number | null;
}

export interface TaskRow {
  id: Generated<number>;
  hotline_id: string;
  caller_number: string | null;
  caller_name: string | null;
  kind: string;
  state: string;
  opened_at: number;
  owner_id: string | null;
  taken_by: string | null;
  taken_at: number | null;
  done_by: string | null;
  done_at: number | null;
  reason: string | null;
  level: number;
  overdue_at: number | null;
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

export interface SmsAnswerRow {
  id: Generated<number>;
  reference: string;
  from_number: string;
  received_at: number;
  understood: string;
  /** 1: an explanation was sent back. */
  explained: number;
}

export interface PinFailureRow {
  /** `person` or `number`. */
  subject: string;
  name: string;
  failures: number;
  failed_at: number;
  locked_until: number | null;
}
