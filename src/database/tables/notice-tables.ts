import type { Generated } from 'kysely';

/** Rows of what people are told. */
export interface NoticeTables {
  domain_events: { id: Generated<number>; at: number; kind: string; details: string; trouble: string | null };
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
  sms_answers: SmsAnswerRow;
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

export interface SmsAnswerRow {
  id: Generated<number>;
  reference: string;
  from_number: string;
  received_at: number;
  understood: string;
  /** 1: an explanation was sent back. */
  explained: number;
}
