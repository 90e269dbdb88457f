/** After how many days each thing is erased. */
export interface Retention {
  /** What callers said. */
  readonly messagesDays: number;
  /** The number and name of a caller; the call itself stays. */
  readonly numbersDays: number;
  /** Calls with their tries and history; sums of statistics stay. */
  readonly callsDays: number;
  /** What was sent to people, letters in the outbox folder among it. */
  readonly noticesDays: number;
  /** Who changed what, and logged in. */
  readonly auditDays: number;
  /** Interventions with what was said of them, and closed statements. */
  readonly recordDays: number;
  /** A browser that was not used for so long is logged out. */
  readonly sessionDays: number;
}

/** Which setting says each, in the order in which they are told. */
export const RETENTION_SETTINGS = {
  messagesDays: 'VIGIE_KEEP_MESSAGES_DAYS',
  numbersDays: 'VIGIE_KEEP_NUMBERS_DAYS',
  callsDays: 'VIGIE_KEEP_CALLS_DAYS',
  noticesDays: 'VIGIE_KEEP_NOTICES_DAYS',
  auditDays: 'VIGIE_KEEP_AUDIT_DAYS',
  recordDays: 'VIGIE_KEEP_STATEMENTS_DAYS',
  sessionDays: 'VIGIE_KEEP_SESSIONS_DAYS',
} as const satisfies Record<keyof Retention, string>;
export type Kept = keyof typeof RETENTION_SETTINGS;
