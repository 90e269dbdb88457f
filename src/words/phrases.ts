import type { Language } from '../domain/person.ts';
import { localOf } from '../domain/schedule/wall-clock.ts';
import type { Instant } from '../runtime/instant.ts';
import { ENGLISH_PHRASES } from './english/phrases.ts';
import { FRENCH_PHRASES } from './french/phrases.ts';
import type { Phrases, WallTime } from './phrase-kinds.ts';

const PHRASES: Readonly<Record<Language, Phrases>> = { fr: FRENCH_PHRASES, en: ENGLISH_PHRASES };

export function phrasesIn(language: Language): Phrases {
  return PHRASES[language];
}

/** The text with a capital at its beginning, as a sentence has it. */
export function sentence(text: string): string {
  return text.replace(
    /^([^\p{L}\p{N}]*)(\p{Ll})/u,
    (_, before: string, first: string) => before + first.toUpperCase(),
  );
}

export function wallTime(at: Instant, zone: string): WallTime {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = localOf(at, zone).split(/[- :]/).map(Number);
  return { year, month, day, hour, minute };
}
