import type { Language } from '../domain/person.ts';
import type { Instant } from '../runtime/instant.ts';
import { sentence } from '../words/phrases.ts';
import { restInWords } from '../words/rest-words.ts';
import { addressed, type Notification } from './addressing.ts';
import { momentPhrase } from './compose/phrases.ts';
import type { DomainEvent, WaitingDomainEvent } from './domain-event.ts';
import { type Effects, NOTHING } from './effects.ts';
import type { NoticeWords } from './outbox.ts';
import type { Recipient } from './recipients.ts';
import type { NotifierSources } from './sources.ts';

type RestDue = Extract<DomainEvent, { readonly kind: 'rest-due' }>;

/** Tells a person, and at the same time who answers for them, what an intervention did to their rest. */
export async function notifyRest(
  sources: NotifierSources,
  { event, at, id }: WaitingDomainEvent,
  now: Instant,
): Promise<Effects> {
  if (event.kind !== 'rest-due') return NOTHING;
  const [person] = await sources.recipients.of([event.personId]);
  if (!person) return NOTHING;
  const supervisors = await sources.recipients.supervisorsOf([event.personId]);
  const notification = {
    ...{ hotlineId: null, callId: null, recording: null, thread: null, at },
    occasion: `event-${id}`,
    // When work would have begun it is too late to be read.
    goodUntil: event.nextWorkAt,
    words: (_reader: Recipient, language: Language) => wordsOf(sources, event, person.name, now, language),
  } satisfies Omit<Notification, 'kind'>;
  const others = supervisors.filter(({ personId }) => personId !== event.personId);
  return {
    ...NOTHING,
    notices: [
      ...(await addressed(
        sources.notificationPreferences,
        { ...notification, kind: 'rest-due' },
        [person],
        now,
      )),
      ...(await addressed(
        sources.notificationPreferences,
        { ...notification, kind: 'rest-due-team' },
        others,
        now,
      )),
    ],
  };
}

function wordsOf(
  { publicUrl }: NotifierSources,
  { outcome, hours, timeZone, interventionEndAt, nextWorkAt }: RestDue,
  person: string,
  now: Instant,
  language: Language,
): NoticeWords {
  const { verdict, because } = restInWords(outcome, hours, { zone: timeZone, now }, language);
  return {
    person,
    verdict: sentence(verdict),
    because,
    ended: momentPhrase(interventionEndAt, timeZone, language, now),
    next: nextWorkAt === null ? '–' : workPhrase(nextWorkAt, timeZone, now, language),
    link: publicUrl === null ? '' : `${publicUrl}/interventions`,
  };
}

function workPhrase(at: Instant, zone: string, now: Instant, language: Language): string {
  const moment = momentPhrase(at, zone, language, now);
  return language === 'fr' ? `travail le ${moment}` : `work on ${moment}`;
}
