import { MEDIUMS, type Medium, type WithheldReason } from '../domain/notice/notice.ts';
import { type NoticeKind, timeToLiveSeconds } from '../domain/notice/notice-kinds.ts';
import {
  type Decision,
  decideWanted,
  type PreferenceLevel,
  quietUntil,
} from '../domain/notice/preference.ts';
import type { Language } from '../domain/person.ts';
import type { Period } from '../domain/statistics/periods.ts';
import type { Instant } from '../runtime/instant.ts';
import { SECOND } from '../runtime/instant.ts';
import { compose } from './compose/compose.ts';
import type { NotificationPreferences } from './notification-preferences.ts';
import type { NewNotice, NoticeWords } from './outbox.ts';
import type { Recipient } from './recipients.ts';

/** What is told, before it is known to whom. */
export interface Notification {
  readonly kind: NoticeKind;
  readonly hotlineId: string | null;
  readonly callId: string | null;
  /** With the kind, person and medium: what makes it the same when it is told again. */
  readonly occasion: string;
  readonly at: Instant;
  /** When nobody wants it any more, whatever its kind's time to live; null: its kind's. */
  readonly goodUntil: Instant | null;
  readonly recording: string | null;
  /** The month whose report goes with a mail; left out: none does. */
  readonly reportMonth?: Period;
  readonly thread: string | null;
  readonly words: (reader: Recipient, language: Language) => NoticeWords;
}

/**
 * Writes a notification to each of these people by each medium that they have and want; and what is held back from them, to
 * be shown with the reason.
 */
export async function addressed(
  notificationPreferences: NotificationPreferences,
  notification: Notification,
  readers: readonly Recipient[],
  now: Instant,
): Promise<readonly NewNotice[]> {
  if (readers.length === 0) return [];
  const preferences = await notificationPreferences.all();
  const templates = await notificationPreferences.templates();
  return readers.flatMap((reader) =>
    MEDIUMS.flatMap((medium) => {
      const { kind, hotlineId } = notification;
      const decision = decideWanted(preferences, { hotlineId, personId: reader.personId, kind, medium });
      const sendAt = quietUntil(reader.quiet, { kind, medium }, now);
      const expiresAt = Math.min(
        notification.goodUntil ?? Infinity,
        // What quiet hours hold back keeps its time to live until they are over.
        Math.max(notification.at, sendAt) + timeToLiveSeconds(kind, medium) * SECOND,
      );
      const withheld = reasonAgainst(reader, medium, decision) ?? (expiresAt <= sendAt ? 'too-late' : null);
      if (withheld === 'not-meant') return [];
      const words = notification.words(reader, reader.language);
      const text = compose({ kind, medium, language: reader.language }, words, templates);
      const address = reader[medium] ?? '';
      return [
        written(notification, reader, { medium, address, words, text, now, sendAt, expiresAt, withheld }),
      ];
    }),
  );
}

/** Why this reader gets nothing by this medium. `not-meant`: nobody expects that they would, so nobody is shown why. */
function reasonAgainst(
  reader: Recipient,
  medium: Medium,
  { wanted, by }: Decision,
): WithheldReason | 'not-meant' | null {
  if (!wanted) return REFUSALS[by];
  if (reader[medium] !== null) return null;
  return MEDIUMS.every((one) => reader[one] === null) ? 'no-address' : 'not-meant';
}

const REFUSALS: Readonly<Record<PreferenceLevel, WithheldReason | 'not-meant'>> = {
  'person-for-hotline': 'unwanted-by-person',
  person: 'unwanted-by-person',
  hotline: 'unwanted-by-hotline',
  everybody: 'unwanted',
  default: 'not-meant',
};

interface Written {
  readonly medium: Medium;
  readonly address: string;
  readonly words: NoticeWords;
  readonly text: { readonly subject: string; readonly body: string };
  readonly now: Instant;
  readonly sendAt: Instant;
  readonly expiresAt: Instant;
  readonly withheld: WithheldReason | null;
}

/** What makes a notice the same when its cause is told again. */
export function dedupKeyOf(kind: NoticeKind, occasion: string, personId: string, medium: Medium): string {
  return [kind, occasion, personId, medium].join(':');
}

function written(notification: Notification, reader: Recipient, one: Written): NewNotice {
  const mark = dedupKeyOf(notification.kind, notification.occasion, reader.personId, one.medium);
  return {
    // What is only shown must not keep the same from being sent, should the other medium fail.
    dedupKey: one.withheld === null ? mark : `withheld:${mark}`,
    kind: notification.kind,
    medium: one.medium,
    personId: reader.personId,
    address: one.address,
    language: reader.language,
    hotlineId: notification.hotlineId,
    callId: notification.callId,
    words: one.words,
    ...one.text,
    recording: one.medium === 'email' ? notification.recording : null,
    reportMonth: (one.medium === 'email' && notification.reportMonth) || null,
    thread: notification.thread,
    createdAt: one.now,
    sendAt: one.sendAt,
    expiresAt: one.expiresAt,
    insteadOf: null,
    againOf: null,
    withheld: one.withheld,
  };
}
