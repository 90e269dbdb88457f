import type { Generated } from 'kysely';

/** Rows of calls, of messages that callers left, and of who heard them. */
export interface CallTables {
  calls: CallRow;
  test_calls: TestCallRow;
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
  listen_links: { token_hash: string; recording: string; person_id: string; expires_at: number };
  heard_messages: { recording: string; person_id: string; heard_at: number };
  asterisk_copies: { recording: string };
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
  /** 1: by Vigie itself. */
  is_own_test: number;
}

/** The test call of the whole chain: asked for, placed, and what it found as JSON. */
export interface TestCallRow {
  id: Generated<number>;
  number: string;
  asked_at: number;
  started_at: number | null;
  ended_at: number | null;
  findings: string | null;
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
  /** That it was to be dialled by; null: an extension, or a call of before. Which others were tried, its events say. */
  trunk: string | null;
  /** On which they were on duty; null: dialled for another reason, or a call of before. */
  schedule_id: string | null;
  started_at: number;
  ringing_at: number | null;
  answered_at: number | null;
  accepted_at: number | null;
  accepted_by: string | null;
  ended_at: number | null;
  outcome: string | null;
  detail: string | null;
}
