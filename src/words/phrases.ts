import type { Language } from '../domain/person.ts';
import { localOf } from '../domain/schedule/wall-clock.ts';
import type { Instant } from '../runtime/instant.ts';
import { ENGLISH_PHRASES } from './english/phrases.ts';
import { FRENCH_PHRASES } from './french/phrases.ts';
import { typeset, typesetAll } from './french/typography.ts';
import { type Phrases, readWallTime, type WallTime } from './phrase-kinds.ts';

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

/** A text as its language sets it: in French with spaces that do not break where no line may end. */
export function setIn(language: Language, text: string): string {
  return language === 'fr' ? typeset(text) : text;
}

/** The same for all the texts of a catalogue, and for what its functions answer. */
export function catalogueIn<Words>(language: Language, words: Words): Words {
  return language === 'fr' ? typesetAll(words) : words;
}

export function wallTime(at: Instant, zone: string): WallTime {
  return readWallTime(localOf(at, zone));
}
