import type { Language } from '../domain/person.ts';
import { setIn } from './phrases.ts';

interface Coded {
  readonly code: string;
}

/** Words for every code, in one language. A code without words does not compile. */
export type ByCode<Said extends Coded> = {
  readonly [Code in Said['code']]: (said: Extract<Said, { readonly code: Code }>) => string;
};

export type InBothLanguages<Said extends Coded> = Readonly<Record<Language, ByCode<Said>>>;

/** A code with what belongs to it, as words of the language. */
export function inWords<Said extends Coded>(
  words: InBothLanguages<Said>,
  said: Said,
  language: Language,
): string {
  const code: Said['code'] = said.code;
  return setIn(language, (words[language][code] as (said: Said) => string)(said));
}
