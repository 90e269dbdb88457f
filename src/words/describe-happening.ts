import type { Happening } from '../domain/escalation/happening.ts';
import type { Language } from '../domain/person.ts';
import { describeTarget } from '../domain/phone-number.ts';
import { localOf } from '../domain/schedule/wall-clock.ts';
import type { Instant } from '../runtime/instant.ts';
import { ENGLISH } from './english/happenings.ts';
import { FRENCH } from './french/happenings.ts';
import type { Rung, Sentences } from './happening-sentences.ts';
import { rungInWords } from './reason-words.ts';

const SENTENCES: Readonly<Record<Language, Sentences>> = { en: ENGLISH, fr: FRENCH };

/** A happening as one line without its time. `attempts` holds the attempts started so far in the call. */
export function describeHappening(
  happening: Happening,
  attempts: ReadonlyMap<number, Rung>,
  language: Language = 'en',
): string {
  const sentence = SENTENCES[language][happening.kind] as (happening: Happening, rung: Rung) => string;
  const rung = rungIn(happening, attempts);
  return sentence(happening, { ...rung, name: rungInWords(rung.name, language) });
}

/**
 * Tells one call as it happens: each line carries its time ("14:03:12 Alice rings on 201"). Give it the call's
 * happenings in their order: it remembers who each attempt rings.
 */
export function createNarrator(
  timeZone: string,
  language: Language = 'en',
): (happening: Happening) => string {
  const attempts = new Map<number, Rung>();
  return (happening) => {
    if (happening.kind === 'attempt-started') {
      attempts.set(happening.attempt, { name: happening.name, target: describeTarget(happening.target) });
    }
    return `${timeOfDay(happening.at, timeZone)} ${describeHappening(happening, attempts, language)}`;
  };
}

/** `HH:mm:ss` on the clocks of a zone. */
function timeOfDay(instant: Instant, timeZone: string): string {
  return localOf(instant, timeZone).slice(11).padEnd(8, ':00');
}

function rungIn(happening: Happening, attempts: ReadonlyMap<number, Rung>): Rung {
  if (!('attempt' in happening)) return { name: '', target: '' };
  return attempts.get(happening.attempt) ?? { name: `#${happening.attempt}`, target: '?' };
}
