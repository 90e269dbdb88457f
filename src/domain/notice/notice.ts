/** By what a notice travels. (A "channel" is Asterisk's.) */
export const MEDIUMS = ['email', 'sms'] as const;
export type Medium = (typeof MEDIUMS)[number];

/** Everything that people can be told. */
export const NOTICE_KINDS = [
  'call-received',
  'missed-call',
  'voicemail',
  /** A message was left, and its sound cannot be fetched. */
  'voicemail-unfetched',
  'call-taken',
  'escalated',
  /** To the responder who was about to take a call whose caller left. */
  'caller-left',
  'duty-reminder',
  'duty-unconfirmed',
  /** To whoever takes over from somebody who does not confirm. */
  'duty-stand-by',
  /** To those who have to find somebody else: the person says that they cannot. */
  'duty-declined',
  /** Replies to an SMS, by SMS. */
  'answer-confirmed',
  'answer-declined',
  'answer-unclear',
  'duty-began',
  'planning-changed',
  'swap-proposed',
  'swap-accepted',
  'gap-ahead',
  'person-unreachable',
  /** To whoever will be on call within the hour, while they can still mend it. */
  'person-unreachable-soon',
  'person-reachable',
  'trouble',
  'trouble-over',
  'task-opened',
  'task-escalated',
  'caller-again',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

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

/** Why one of our own rules kept a notice from being sent; a gateway's reasons are in the gateway's words. */
export const WITHHELD_REASONS = [
  'too-late',
  'unwanted-by-person',
  'unwanted-by-hotline',
  'unwanted',
  'no-address',
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

/** How long after its cause a notice is still worth reading, unless its cause says otherwise (a shift that begins). */
const WORTH_SECONDS: Readonly<Record<NoticeKind, Readonly<Record<Medium, number>>>> = {
  'call-received': { email: 3600, sms: 600 },
  'missed-call': { email: 24 * 3600, sms: 3600 },
  voicemail: { email: 24 * 3600, sms: 4 * 3600 },
  'voicemail-unfetched': { email: 24 * 3600, sms: 4 * 3600 },
  'call-taken': { email: 3600, sms: 900 },
  escalated: { email: 900, sms: 300 },
  'caller-left': { email: 3600, sms: 900 },
  'duty-reminder': { email: 24 * 3600, sms: 6 * 3600 },
  'duty-unconfirmed': { email: 6 * 3600, sms: 6 * 3600 },
  'duty-stand-by': { email: 6 * 3600, sms: 6 * 3600 },
  'duty-declined': { email: 24 * 3600, sms: 6 * 3600 },
  'answer-confirmed': { email: 3600, sms: 1800 },
  'answer-declined': { email: 3600, sms: 1800 },
  'answer-unclear': { email: 3600, sms: 1800 },
  'duty-began': { email: 3600, sms: 3600 },
  'planning-changed': { email: 72 * 3600, sms: 24 * 3600 },
  'swap-proposed': { email: 72 * 3600, sms: 24 * 3600 },
  'swap-accepted': { email: 72 * 3600, sms: 24 * 3600 },
  'gap-ahead': { email: 24 * 3600, sms: 12 * 3600 },
  'person-unreachable': { email: 12 * 3600, sms: 3600 },
  'person-unreachable-soon': { email: 3600, sms: 3600 },
  'person-reachable': { email: 12 * 3600, sms: 1800 },
  trouble: { email: 12 * 3600, sms: 1800 },
  'trouble-over': { email: 12 * 3600, sms: 1800 },
  'task-opened': { email: 24 * 3600, sms: 3600 },
  'task-escalated': { email: 24 * 3600, sms: 3600 },
  'caller-again': { email: 3600, sms: 900 },
};

export function worthSeconds(kind: NoticeKind, medium: Medium): number {
  return WORTH_SECONDS[kind][medium];
}
