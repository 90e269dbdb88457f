import type { Instant } from '../domain/instant.ts';
import { SECOND } from '../domain/instant.ts';
import { MEDIUMS, type Medium, type NoticeKind, worthSeconds } from '../domain/notice/notice.ts';
import { isWanted, quietUntil } from '../domain/notice/preference.ts';
import type { Language } from '../domain/person.ts';
import { compose } from './compose/compose.ts';
import type { NewNotice, NoticeWords } from './outbox.ts';
import type { Recipient } from './recipients.ts';
import type { Wishes } from './wishes.ts';

/** What is told, before it is known to whom. */
export interface Telling {
  readonly kind: NoticeKind;
  readonly hotlineId: string | null;
  readonly callId: string | null;
  /** With the kind, person and medium: what makes it the same when it is told again. */
  readonly occasion: string;
  readonly at: Instant;
  /** When nobody wants it any more, whatever its kind's worth; null: its kind's. */
  readonly goodUntil: Instant | null;
  readonly recording: string | null;
  readonly thread: string | null;
  readonly words: (reader: Recipient, language: Language) => NoticeWords;
}

/** Writes a telling to each of these people by each medium that they have and want. */
export async function addressed(
  wishes: Wishes,
  telling: Telling,
  readers: readonly Recipient[],
  now: Instant,
): Promise<readonly NewNotice[]> {
  if (readers.length === 0) return [];
  const preferences = await wishes.preferences();
  const templates = await wishes.templates();
  return readers.flatMap((reader) =>
    MEDIUMS.flatMap((medium) => {
      const address = reader[medium];
      const { kind, hotlineId } = telling;
      if (address === null) return [];
      if (!isWanted(preferences, { hotlineId, personId: reader.personId, kind, medium })) return [];
      const sendAt = quietUntil(reader.quiet, { kind, medium }, now);
      const expiresAt = Math.min(
        telling.goodUntil ?? Infinity,
        // What quiet hours hold back keeps its worth until they are over.
        Math.max(telling.at, sendAt) + worthSeconds(kind, medium) * SECOND,
      );
      if (expiresAt <= sendAt) return [];
      const words = telling.words(reader, reader.language);
      const text = compose({ kind, medium, language: reader.language }, words, templates);
      return [written(telling, reader, { medium, address, words, text, now, sendAt, expiresAt })];
    }),
  );
}

interface Written {
  readonly medium: Medium;
  readonly address: string;
  readonly words: NoticeWords;
  readonly text: { readonly subject: string; readonly body: string };
  readonly now: Instant;
  readonly sendAt: Instant;
  readonly expiresAt: Instant;
}

/** What makes a notice the same when its cause is told again. */
export function samenessOf(kind: NoticeKind, occasion: string, personId: string, medium: Medium): string {
  return [kind, occasion, personId, medium].join(':');
}

function written(telling: Telling, reader: Recipient, one: Written): NewNotice {
  return {
    sameness: samenessOf(telling.kind, telling.occasion, reader.personId, one.medium),
    kind: telling.kind,
    medium: one.medium,
    personId: reader.personId,
    address: one.address,
    language: reader.language,
    hotlineId: telling.hotlineId,
    callId: telling.callId,
    words: one.words,
    ...one.text,
    recording: one.medium === 'email' ? telling.recording : null,
    thread: telling.thread,
    createdAt: one.now,
    sendAt: one.sendAt,
    expiresAt: one.expiresAt,
    insteadOf: null,
  };
}
