import type { Language } from '../../domain/person.ts';
import { catalogueIn } from '../../words/phrases.ts';

/** The same words in another language: the same keys, texts for texts, and functions of the same things. */
export type Translation<Words> = Words extends string
  ? string
  : Words extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Key in keyof Words]: Translation<Words[Key]> };

/** Words in both languages: a key that is missing in either does not compile. */
export function inBoth<const Words>(
  en: Words,
  fr: Translation<NoInfer<Words>>,
): Readonly<Record<Language, Translation<Words>>> {
  return { en: en as Translation<Words>, fr: catalogueIn('fr', fr) };
}
