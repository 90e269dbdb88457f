import type { Fault, FaultCode } from '../domain/installation/fault.ts';
import type { Language } from '../domain/person.ts';
import { ENGLISH_FAULTS } from './english/faults.ts';
import { FRENCH_FAULTS } from './french/faults.ts';

/** What is wrong, and the line to change. */
export interface FaultWords {
  readonly title: string;
  readonly cure: string;
}

type About = Pick<Fault, 'code' | 'subject'>;

/** Words for every fault, in one language; given what it is about. */
export type FaultCatalogue = { readonly [Code in FaultCode]: (subject: string) => FaultWords };

const WORDS: Readonly<Record<Language, FaultCatalogue>> = { en: ENGLISH_FAULTS, fr: FRENCH_FAULTS };

export function faultInWords({ code, subject }: About, language: Language): FaultWords {
  return WORDS[language][code](subject);
}
