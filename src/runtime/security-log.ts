import type { Logger } from './log.ts';

/**
 * What somebody tried that they may not. The words are an interface: filters read them (docs/security-log.md, and the one
 * for fail2ban beside it), so none changes.
 */
export type SecurityEvent =
  | 'log-in-refused'
  | 'code-refused'
  | 'locked-out'
  | 'proof-refused'
  | 'link-refused'
  | 'set-up-refused'
  | 'right-refused'
  | 'form-refused'
  | 'too-many-tries'
  | 'pin-refused'
  | 'pin-locked';

export interface SecurityDetails {
  /** Where from: an IP address, or the calling number; null: withheld. */
  readonly address: string | null;
  /** The e-mail that was tried, or the id of whoever is logged in; null: nobody's. */
  readonly account: string | null;
  readonly [more: string]: unknown;
}

/** One line at `warn`, whose first fields are always `security`, `address` and `account`, in this order. */
export function notifySecurity(log: Logger, security: SecurityEvent, details: SecurityDetails): void {
  const { address, account, ...more } = details;
  log.warn({ security, address, account, ...more }, `security: ${security}`);
}
