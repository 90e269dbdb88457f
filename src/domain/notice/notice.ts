/** By what a notice travels. (A "channel" is Asterisk's.) */
export const MEDIUMS = ['email', 'sms'] as const;
export type Medium = (typeof MEDIUMS)[number];

/**
 * `waiting` for its first or next try; `sending`: claimed by a dispatcher; `sent`: the gateway took it; `delivered`:
 * it says that the phone has it. `expired`: too late to be of use; `failed`: it will never be sent; `suppressed`:
 * somebody does not want it, or it has nowhere to go.
 */
export const NOTICE_STATES = [
  'waiting',
  'sending',
  'sent',
  'delivered',
  'failed',
  'expired',
  'suppressed',
] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** Why one of our own rules kept a notice from being sent. */
export const WITHHELD_REASONS = [
  'too-late',
  'unwanted-by-person',
  'unwanted-by-hotline',
  'unwanted',
  'no-address',
  /** Whom it was for has left, or may not log in any more. */
  'gone',
] as const;
export type WithheldReason = (typeof WITHHELD_REASONS)[number];

/** What can happen to a notice once it is in the outbox. */
export const NOTICE_EVENTS = [
  'sent',
  /** Not sent, and tried again later. */
  'waiting',
  'failed',
  'expired',
  'delivered',
  /** It is one that a person had sent again. */
  'again',
] as const;
export type NoticeEventKind = (typeof NOTICE_EVENTS)[number];
