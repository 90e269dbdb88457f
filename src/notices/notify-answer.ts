import type { NoticeKind } from '../domain/notice/notice-kinds.ts';
import type { Instant } from '../runtime/instant.ts';
import { addressed } from './addressing.ts';
import { nothingToConfirmPhrase } from './compose/phrases.ts';
import type { DomainEvent, WaitingDomainEvent } from './domain-event.ts';
import { type Effects, NOTHING } from './effects.ts';
import { logOf, type Watch, watchOf, wordsIn } from './notify-duty.ts';
import type { NewNotice } from './outbox.ts';
import type { NotifierSources } from './sources.ts';

type SmsEvent = Extract<DomainEvent, { kind: 'sms-answer' }>;

const KINDS: Readonly<Record<NonNullable<SmsEvent['answer']>, NoticeKind>> = {
  confirmed: 'answer-confirmed',
  declined: 'answer-declined',
  unclear: 'answer-unclear',
  'nothing-open': 'answer-unclear',
};

/**
 * Replies to an SMS, to the number that it came from. What was no answer to a duty that waits for one is told to those
 * who can ask, and is in the log book.
 */
export async function notifySmsAnswer(
  sources: NotifierSources,
  { event, at, id }: WaitingDomainEvent,
  now: Instant,
): Promise<Effects> {
  if (event.kind !== 'sms-answer') return NOTHING;
  const { answer, confirmation, number, text } = event;
  const [person] = await sources.recipients.of([event.personId]);
  if (person === undefined) return NOTHING;
  const watch = confirmation === null ? null : await watchOf(sources, confirmation, now);
  const notices =
    answer === null
      ? []
      : await addressed(
          sources.notificationPreferences,
          {
            kind: KINDS[answer],
            hotlineId: null,
            callId: null,
            occasion: String(id),
            at: now,
            goodUntil: null,
            recording: null,
            thread: null,
            words: (_reader, language) =>
              watch === null ? { nothing: nothingToConfirmPhrase(language) } : wordsIn(watch, language),
          },
          [{ ...person, sms: number, email: null }],
          now,
        );
  const isAnswer = answer === 'confirmed' || answer === 'declined';
  if (isAnswer || watch === null) return { ...NOTHING, notices };
  return {
    ...NOTHING,
    notices: [...notices, ...(await warnSupervisors(watch, text, at))],
    log: await logOf(watch, at, 'sms-unclear', { text }),
  };
}

/** Once for each duty: what else the person writes is in the log book. */
async function warnSupervisors(watch: Watch, text: string, at: Instant): Promise<readonly NewNotice[]> {
  const { sources, confirmation, now } = watch;
  const supervisors = await sources.recipients.supervisorsOf([confirmation.personId]);
  return addressed(
    sources.notificationPreferences,
    {
      kind: 'duty-answer-unclear',
      hotlineId: null,
      callId: null,
      occasion: String(confirmation.id),
      at,
      goodUntil: confirmation.startAt,
      recording: null,
      thread: `duty-${confirmation.id}`,
      words: (_reader, language) => ({ ...wordsIn(watch, language), text }),
    },
    supervisors.filter(({ personId }) => personId !== confirmation.personId),
    now,
  );
}
