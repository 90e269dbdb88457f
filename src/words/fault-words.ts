import type { Fault } from '../domain/installation/fault.ts';
import type { Language } from '../domain/person.ts';
import { ENGLISH_FAULTS } from './english/faults.ts';
import type { FaultCatalogue, FaultWords } from './fault-catalogue.ts';
import { FRENCH_FAULTS } from './french/faults.ts';
import { catalogueIn } from './phrases.ts';

type About = Pick<Fault, 'code' | 'subject'>;

const WORDS: Readonly<Record<Language, FaultCatalogue>> = { en: ENGLISH_FAULTS, fr: FRENCH_FAULTS };

export function faultInWords({ code, subject }: About, language: Language): FaultWords {
  return catalogueIn(language, WORDS[language][code](subject));
}
