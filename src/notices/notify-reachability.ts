import type { NoticeKind } from '../domain/notice/notice-kinds.ts';
import type { Language } from '../domain/person.ts';
import type { Instant } from '../runtime/instant.ts';
import { addressed } from './addressing.ts';
import { momentPhrase, unreachablePhrase } from './compose/phrases.ts';
import type { DomainEvent, WaitingDomainEvent } from './domain-event.ts';
import { type Effects, NOTHING } from './effects.ts';
import type { NoticeWords } from './outbox.ts';
import type { Recipient } from './recipients.ts';
import type { NotifierSources } from './sources.ts';

type ReachabilityEvent = Extract<DomainEvent, { readonly trouble: string }>;

/** Tells of people on call who cannot be reached, or soon will be and could not, and of those who can be again. */
export async function notifyReachability(
  sources: NotifierSources,
  { event, at }: WaitingDomainEvent,
  now: Instant,
): Promise<Effects> {
  if (!('trouble' in event)) return NOTHING;
  const [person] = await sources.recipients.of([event.personId]);
  if (!person) return NOTHING;
  const readers = [person, ...(toOthers(event) ? await othersOf(sources, person) : [])];
  const notices = await addressed(
    sources.notificationPreferences,
    {
      kind: event.kind satisfies NoticeKind,
      hotlineId: null,
      callId: null,
      occasion: event.trouble,
      at,
      goodUntil: event.kind === 'person-unreachable-soon' ? event.startAt : null,
      recording: null,
      thread: null,
      words: (_reader, language) => wordsOf(sources, event, person, at, language),
    },
    readers,
    now,
  );
  return { ...NOTHING, notices };
}

/** Before the duty begins it is the person's own business: many a desk phone is switched on when its owner comes in. */
function toOthers(event: ReachabilityEvent): boolean {
  switch (event.kind) {
    case 'person-unreachable':
      return true;
    case 'person-unreachable-soon':
      return false;
    case 'person-reachable':
      return event.toOthers;
  }
}

async function othersOf({ recipients }: NotifierSources, person: Recipient): Promise<readonly Recipient[]> {
  const supervisors = await recipients.supervisorsOf([person.personId]);
  return supervisors.filter(({ personId }) => personId !== person.personId);
}

function wordsOf(
  { timeZone }: NotifierSources,
  event: ReachabilityEvent,
  { name: person }: Recipient,
  at: Instant,
  language: Language,
): NoticeWords {
  switch (event.kind) {
    case 'person-unreachable':
      return {
        person,
        reason: unreachablePhrase(event.reason, language),
        phones: (event.phones ?? []).join(', '),
      };
    case 'person-unreachable-soon':
      return {
        from: momentPhrase(event.startAt, event.timeZone, language, at),
        phones: event.phones.join(', '),
      };
    case 'person-reachable':
      return { person, at: momentPhrase(at, timeZone, language, at) };
  }
}
