import type { Language } from '../domain/person.ts';
import type { Instant } from '../runtime/instant.ts';
import { phrasesIn, sentence, wallTime } from '../words/phrases.ts';
import { restInWords } from '../words/rest-words.ts';
import { addressed, type Notification } from './addressing.ts';
import { momentPhrase } from './compose/phrases.ts';
import type { DomainEvent, ProposedRelief, WaitingDomainEvent } from './domain-event.ts';
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
  const { reliefs = [] } = event;
  const standIns = await sources.recipients.of([
    ...new Set(reliefs.flatMap(({ personId }) => personId ?? [])),
  ]);
  const nameOf = (id: string) => standIns.find(({ personId }) => personId === id)?.name ?? id;
  const supervisors = await sources.recipients.supervisorsOf([event.personId]);
  const notification = {
    ...{ hotlineId: null, callId: null, recording: null, thread: null, at },
    occasion: `event-${id}`,
    // When work would have begun it is too late to be read.
    goodUntil: event.nextWorkAt,
    words: (_reader: Recipient, language: Language) => ({
      ...wordsOf(sources, event, person.name, now, language),
      relief: reliefPhrases(reliefs, nameOf, now, language).join('\n'),
    }),
  } satisfies Omit<Notification, 'kind'>;
  const toDecide = (reader: Recipient, language: Language) => {
    const words = notification.words(reader, language);
    const isProposed = reliefs.some(({ personId }) => personId !== null);
    return { ...words, relief: [words.relief, isProposed ? IN_ONE_TAP[language] : ''].join('\n').trim() };
  };
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
        { ...notification, kind: 'rest-due-team', words: toDecide },
        others,
        now,
      )),
    ],
  };
}

function wordsOf(
  { publicUrl }: NotifierSources,
  { outcome, hours, source = 'L3131-1', timeZone, interventionEndAt, nextWorkAt }: RestDue,
  person: string,
  now: Instant,
  language: Language,
): NoticeWords {
  const { verdict, because } = restInWords(outcome, { hours, source }, { zone: timeZone, now }, language);
  return {
    person,
    verdict: sentence(verdict),
    because,
    ended: momentPhrase(interventionEndAt, timeZone, language, now),
    next: nextWorkAt === null ? '–' : workPhrase(nextWorkAt, timeZone, now, language),
    link: publicUrl === null ? '' : `${publicUrl}/interventions`,
  };
}

/** The page that the link leads to makes the replacement. */
const IN_ONE_TAP: Readonly<Record<Language, string>> = {
  en: 'To make the replacement, one tap:',
  fr: 'Pour faire le remplacement, en un geste :',
};

/** The duty that falls into the rest, and who could take it: a line each. */
function reliefPhrases(
  reliefs: readonly ProposedRelief[],
  nameOf: (personId: string) => string,
  now: Instant,
  language: Language,
): readonly string[] {
  return reliefs.map(({ schedule, personId, startAt, endAt, timeZone }) => {
    const wall = (at: Instant) => wallTime(at, timeZone);
    const span = phrasesIn(language).between(wall(startAt), wall(endAt), wall(now), 'brief');
    const name = personId === null ? null : nameOf(personId);
    if (language === 'fr')
      return name === null
        ? `D’astreinte pendant ce repos (${schedule}, ${span}) : personne n’est libre pour remplacer.`
        : `D’astreinte pendant ce repos (${schedule}, ${span}) : ${name} pourrait remplacer.`;
    return name === null
      ? `On call during this rest (${schedule}, ${span}): nobody is free to stand in.`
      : `On call during this rest (${schedule}, ${span}): ${name} could stand in.`;
  });
}

function workPhrase(at: Instant, zone: string, now: Instant, language: Language): string {
  const moment = momentPhrase(at, zone, language, now);
  return language === 'fr' ? `travail le ${moment}` : `work on ${moment}`;
}
