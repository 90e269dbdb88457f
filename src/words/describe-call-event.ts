import type { CallEvent } from '../domain/escalation/call-event.ts';
import type { Language } from '../domain/person.ts';
import { describeTarget } from '../domain/phone-number.ts';
import { localOf } from '../domain/schedule/wall-clock.ts';
import type { Instant } from '../runtime/instant.ts';
import type { DialledContact, Sentences } from './call-event-catalogue.ts';
import { ENGLISH } from './english/call-events.ts';
import { FRENCH } from './french/call-events.ts';
import { setIn } from './phrases.ts';
import { dialledInWords, networkCodes } from './reason-words.ts';

const SENTENCES: Readonly<Record<Language, Sentences>> = { en: ENGLISH, fr: FRENCH };

/** A call event as one line without its time. `attempts` holds the attempts started so far in the call. */
export function describeCallEvent(
  callEvent: CallEvent,
  attempts: ReadonlyMap<number, DialledContact>,
  language: Language = 'en',
): string {
  const sentence = SENTENCES[language][callEvent.kind] as (
    callEvent: CallEvent,
    dialled: DialledContact,
  ) => string;
  const dialled = dialledIn(callEvent, attempts);
  return setIn(language, sentence(callEvent, { ...dialled, name: dialledInWords(dialled.name, language) }));
}

/** Keeps whom each attempt rings, and who picked it up in their place. */
export function noteDialled(
  attempts: Map<number, DialledContact>,
  callEvent: CallEvent,
  phone: (number: string) => string = (number) => number,
): void {
  if (callEvent.kind === 'attempt-started')
    attempts.set(callEvent.attempt, {
      name: callEvent.name,
      target: phone(describeTarget(callEvent.target)),
    });
  const dialled = callEvent.kind === 'picker-known' && attempts.get(callEvent.attempt);
  if (dialled) attempts.set(callEvent.attempt, { ...dialled, name: callEvent.name });
}

/** What the network said of it, in its codes; empty for most. */
export function codesOf(callEvent: CallEvent): string {
  return 'why' in callEvent && typeof callEvent.why === 'object' && callEvent.why !== null
    ? networkCodes(callEvent.why)
    : '';
}

/**
 * Tells one call as it happens, on a terminal: each line carries its time ("14:03:12 Alice rings on 201") and its codes. Give it the call's
 * call events in their order: it remembers who each attempt rings.
 */
export function createNarrator(
  timeZone: string,
  language: Language = 'en',
): (callEvent: CallEvent) => string {
  const attempts = new Map<number, DialledContact>();
  return (callEvent) => {
    noteDialled(attempts, callEvent);
    const codes = codesOf(callEvent);
    const line = `${timeOfDay(callEvent.at, timeZone)} ${describeCallEvent(callEvent, attempts, language)}`;
    return codes === '' ? line : `${line} [${codes}]`;
  };
}

/** `HH:mm:ss` on the clocks of a zone. */
function timeOfDay(instant: Instant, timeZone: string): string {
  return localOf(instant, timeZone).slice(11).padEnd(8, ':00');
}

function dialledIn(callEvent: CallEvent, attempts: ReadonlyMap<number, DialledContact>): DialledContact {
  if (!('attempt' in callEvent)) return { name: '', target: '' };
  return attempts.get(callEvent.attempt) ?? { name: `#${callEvent.attempt}`, target: '?' };
}
