import type { Generated } from 'kysely';

/** Rows of who may log in, and of who changed what. */
export interface AccountTables {
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
  phone_pins: { person_id: string; pin_hash: string; set_at: number };
  pin_failures: PinFailureRow;
  audit_entries: AuditEntryRow;
  audit_head: { id: number; entries: number; hash: string; first_follows: string };
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

export interface PinFailureRow {
  /** `person` or `number`. */
  subject: string;
  name: string;
  failures: number;
  failed_at: number;
  locked_until: number | null;
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
