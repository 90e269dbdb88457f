import type { Medium } from './notice.ts';

/** In the order of the pages. */
export const NOTICE_GROUPS = ['calls', 'tasks', 'duty', 'planning', 'rest', 'reach', 'trouble'] as const;
export type NoticeGroup = (typeof NOTICE_GROUPS)[number];

interface KindOfNotice {
  /** Where it stands on pages. */
  readonly group: NoticeGroup;
  /** What holds where nobody has said otherwise. SMS cost money and wake people: only what needs somebody now. */
  readonly by: readonly Medium[];
  /** Seconds after its cause that it is still worth reading, unless its cause says otherwise (a shift that begins). */
  readonly timeToLive: Readonly<Record<Medium, number>>;
  /** It is told of a hotline, and may be wanted of one and not of another. */
  readonly ofHotline?: true;
  /** It waits for the end of quiet hours. All else is for whoever is on duty, and is sent at once. */
  readonly canWait?: true;
}

const MINUTE = 60;
const HOUR = 3600;

/**
 * Everything that people can be told, and all that is known of it but the words: those are in `notices/compose`, and
 * the compiler asks for them. Pages list the kinds in this order.
 */
const KINDS = {
  'missed-call': {
    group: 'calls',
    by: ['email', 'sms'],
    timeToLive: { email: 24 * HOUR, sms: HOUR },
    ofHotline: true,
  },
  voicemail: {
    group: 'calls',
    by: ['email', 'sms'],
    timeToLive: { email: 24 * HOUR, sms: 4 * HOUR },
    ofHotline: true,
  },
  /** A message was left, and its sound cannot be fetched. */
  'voicemail-unfetched': {
    group: 'calls',
    by: ['email', 'sms'],
    timeToLive: { email: 24 * HOUR, sms: 4 * HOUR },
    ofHotline: true,
  },
  'call-received': { group: 'calls', by: [], timeToLive: { email: HOUR, sms: 10 * MINUTE }, ofHotline: true },
  'call-taken': {
    group: 'calls',
    by: ['email'],
    timeToLive: { email: HOUR, sms: 15 * MINUTE },
    ofHotline: true,
    canWait: true,
  },
  /** To the responder who was about to take a call whose caller left. */
  'caller-left': {
    group: 'calls',
    by: ['sms'],
    timeToLive: { email: HOUR, sms: 15 * MINUTE },
    ofHotline: true,
  },
  escalated: {
    group: 'calls',
    by: ['sms'],
    timeToLive: { email: 15 * MINUTE, sms: 5 * MINUTE },
    ofHotline: true,
  },
  /** The report of a month, as PDF, to whom the hotline says. */
  'month-report': {
    group: 'calls',
    by: ['email'],
    timeToLive: { email: 14 * 24 * HOUR, sms: 72 * HOUR },
    ofHotline: true,
    canWait: true,
  },
  'task-escalated': {
    group: 'tasks',
    by: ['email', 'sms'],
    timeToLive: { email: 24 * HOUR, sms: HOUR },
    ofHotline: true,
  },
  'caller-again': {
    group: 'tasks',
    by: ['sms'],
    timeToLive: { email: HOUR, sms: 15 * MINUTE },
    ofHotline: true,
  },
  'duty-reminder': { group: 'duty', by: ['email', 'sms'], timeToLive: { email: 24 * HOUR, sms: 6 * HOUR } },
  'duty-unconfirmed': { group: 'duty', by: ['email', 'sms'], timeToLive: { email: 6 * HOUR, sms: 6 * HOUR } },
  /** To those who have to find somebody else: the person says that they cannot. */
  'duty-declined': { group: 'duty', by: ['email', 'sms'], timeToLive: { email: 24 * HOUR, sms: 6 * HOUR } },
  /** To whoever takes over from somebody who does not confirm. */
  'duty-stand-by': { group: 'duty', by: ['email', 'sms'], timeToLive: { email: 6 * HOUR, sms: 6 * HOUR } },
  'duty-began': { group: 'duty', by: [], timeToLive: { email: HOUR, sms: HOUR }, canWait: true },
  /** To whoever gains or loses duty that has begun or begins at once, whatever changed it. */
  'duty-changed': { group: 'duty', by: ['email', 'sms'], timeToLive: { email: 24 * HOUR, sms: 6 * HOUR } },
  /** This and the next two reply to an SMS, by SMS. */
  'answer-confirmed': { group: 'duty', by: ['sms'], timeToLive: { email: HOUR, sms: 30 * MINUTE } },
  'answer-declined': { group: 'duty', by: ['sms'], timeToLive: { email: HOUR, sms: 30 * MINUTE } },
  'answer-unclear': { group: 'duty', by: ['sms'], timeToLive: { email: HOUR, sms: 30 * MINUTE } },
  /** To the supervisors of whoever answered by SMS something that may mean anything. */
  'duty-answer-unclear': {
    group: 'duty',
    by: ['email', 'sms'],
    timeToLive: { email: 24 * HOUR, sms: 6 * HOUR },
  },
  'planning-changed': {
    group: 'planning',
    by: ['email'],
    timeToLive: { email: 72 * HOUR, sms: 24 * HOUR },
    canWait: true,
  },
  /** To whoever gains or loses duty later on: what was changed in a while, in one piece. */
  'duty-changed-later': {
    group: 'planning',
    by: ['email'],
    timeToLive: { email: 72 * HOUR, sms: 24 * HOUR },
    canWait: true,
  },
  /** For their wishes about a period; the link needs no log-in. */
  'wishes-asked': {
    group: 'planning',
    by: ['email', 'sms'],
    timeToLive: { email: 7 * 24 * HOUR, sms: 24 * HOUR },
    canWait: true,
  },
  'wishes-reminder': {
    group: 'planning',
    by: ['email', 'sms'],
    timeToLive: { email: 24 * HOUR, sms: 24 * HOUR },
    canWait: true,
  },
  'wishes-over': {
    group: 'planning',
    by: ['email'],
    timeToLive: { email: 7 * 24 * HOUR, sms: 24 * HOUR },
    canWait: true,
  },
  'swap-proposed': {
    group: 'planning',
    by: ['email'],
    timeToLive: { email: 72 * HOUR, sms: 24 * HOUR },
    canWait: true,
  },
  'swap-accepted': {
    group: 'planning',
    by: ['email'],
    timeToLive: { email: 72 * HOUR, sms: 24 * HOUR },
    canWait: true,
  },
  'gap-ahead': {
    group: 'planning',
    by: ['email'],
    timeToLive: { email: 24 * HOUR, sms: 12 * HOUR },
    canWait: true,
  },
  /** Who is on call, each morning or each Monday, to whoever wants it. */
  'duty-summary-day': {
    group: 'planning',
    by: [],
    timeToLive: { email: 12 * HOUR, sms: 12 * HOUR },
    canWait: true,
  },
  'duty-summary-week': {
    group: 'planning',
    by: [],
    timeToLive: { email: 48 * HOUR, sms: 24 * HOUR },
    canWait: true,
  },
  /** To the supervisor: somebody is planned, and absent then. */
  'planned-absent': {
    group: 'planning',
    by: ['email'],
    timeToLive: { email: 24 * HOUR, sms: 12 * HOUR },
    canWait: true,
  },
  /** To the person and their supervisor: absences may be missing. */
  'calendar-broken': {
    group: 'planning',
    by: ['email'],
    timeToLive: { email: 72 * HOUR, sms: 24 * HOUR },
    canWait: true,
  },
  /** A hotline will reach nobody. */
  'hotline-gap-ahead': {
    group: 'planning',
    by: ['email'],
    timeToLive: { email: 24 * HOUR, sms: 12 * HOUR },
    ofHotline: true,
    canWait: true,
  },
  /** A hotline reaches nobody now. */
  'hotline-gap-now': {
    group: 'planning',
    by: ['email', 'sms'],
    timeToLive: { email: 24 * HOUR, sms: 6 * HOUR },
    ofHotline: true,
  },
  /** To whoever intervened: when they may come back to work, or what rest they are owed. */
  'rest-due': { group: 'rest', by: ['email', 'sms'], timeToLive: { email: 24 * HOUR, sms: 12 * HOUR } },
  /** The same, to their supervisors, at once: somebody has to stand in in the morning. */
  'rest-due-team': { group: 'rest', by: ['email'], timeToLive: { email: 24 * HOUR, sms: 12 * HOUR } },
  /** The month's statement, to its person (R3121-2). */
  'statement-closed': {
    group: 'rest',
    by: ['email'],
    timeToLive: { email: 14 * 24 * HOUR, sms: 24 * HOUR },
    canWait: true,
  },
  'person-unreachable': { group: 'reach', by: ['email', 'sms'], timeToLive: { email: 12 * HOUR, sms: HOUR } },
  /** To whoever will be on call within the hour, while they can still mend it. */
  'person-unreachable-soon': { group: 'reach', by: ['email', 'sms'], timeToLive: { email: HOUR, sms: HOUR } },
  /** To the person and their supervisors: nobody is reached on this phone, since it sends its calls elsewhere. */
  'phone-forwarded': { group: 'reach', by: ['email', 'sms'], timeToLive: { email: 12 * HOUR, sms: HOUR } },
  'person-reachable': {
    group: 'reach',
    by: ['email'],
    timeToLive: { email: 12 * HOUR, sms: 30 * MINUTE },
    canWait: true,
  },
  /** To the person and their supervisors: mail to that address came back for ever. */
  'address-dead': {
    group: 'reach',
    by: ['email', 'sms'],
    timeToLive: { email: 72 * HOUR, sms: 24 * HOUR },
    canWait: true,
  },
  trouble: { group: 'trouble', by: ['email', 'sms'], timeToLive: { email: 12 * HOUR, sms: 30 * MINUTE } },
  'trouble-over': {
    group: 'trouble',
    by: ['email'],
    timeToLive: { email: 12 * HOUR, sms: 30 * MINUTE },
    canWait: true,
  },
} as const satisfies Readonly<Record<string, KindOfNotice>>;

export type NoticeKind = keyof typeof KINDS;

/** The kinds of some groups. */
export type KindIn<Group extends NoticeGroup> = {
  [Kind in NoticeKind]: (typeof KINDS)[Kind]['group'] extends Group ? Kind : never;
}[NoticeKind];

export const NOTICE_KINDS = Object.keys(KINDS) as readonly NoticeKind[];

export function noticeKind(kind: NoticeKind): KindOfNotice {
  return KINDS[kind];
}

export function timeToLiveSeconds(kind: NoticeKind, medium: Medium): number {
  return KINDS[kind].timeToLive[medium];
}
