import type { Expected, Given, Mistake } from '../domain/items/validation-error.ts';
import type { Language } from '../domain/person.ts';
import { ENGLISH_VALIDATION_ERRORS } from './english/validation-errors.ts';
import { FRENCH_VALIDATION_ERRORS } from './french/validation-errors.ts';
import { sentence, setIn } from './phrases.ts';
import type { ValidationErrorWords } from './validation-error-catalogue.ts';

const WORDS: Readonly<Record<Language, ValidationErrorWords>> = {
  en: ENGLISH_VALIDATION_ERRORS,
  fr: FRENCH_VALIDATION_ERRORS,
};

/** What is wrong, as the end of a line: "expected an extension such as 201, not "20x"". */
export function explainMistake(mistake: Mistake, language: Language = 'en'): string {
  const words = WORDS[language];
  const said = words.mistakes[mistake.code];
  if (typeof said === 'string') return said;
  const thing = 'expected' in mistake ? thingOf(mistake.expected, words) : '';
  const given = 'given' in mistake ? givenOf(mistake.given, words) : null;
  return (said as (params: unknown) => string)({ ...mistake, thing, given });
}

/** The same as a sentence, beside a field. What was left empty need not be quoted. */
export function mistakeInWords(mistake: Mistake, language: Language): string {
  const empty =
    mistake.code === 'not-expected' && mistake.given?.kind === 'text' && mistake.given.text === '""';
  const said = explainMistake(empty ? { ...mistake, given: null } : mistake, language);
  // What was typed keeps its capitals.
  const text = /^\p{L}/u.test(said) ? sentence(said) : said;
  return setIn(language, /[.!?]$/.test(text) ? text : `${text}.`);
}

function thingOf(expected: Expected, { expected: words }: ValidationErrorWords): string {
  const said = words[expected.what];
  return typeof said === 'string' ? said : (said as (params: unknown) => string)(expected);
}

function givenOf(given: Given, words: ValidationErrorWords): string | null {
  if (given === null) return null;
  return given.kind === 'text' ? given.text : words.given[given.kind];
}
