import type { EndReason, RingReason, Trouble } from '../domain/escalation/reasons.ts';
import type { Language } from '../domain/person.ts';
import { ENGLISH_REASONS } from './english/reasons.ts';
import { FRENCH_REASONS } from './french/reasons.ts';
import type { ReasonWords } from './reason-catalogue.ts';

const WORDS: Readonly<Record<Language, ReasonWords>> = { en: ENGLISH_REASONS, fr: FRENCH_REASONS };

/** Why somebody is dialled: "replaces Bob, override by Claire, until 2026-11-25 23:00". */
export function ringReasonInWords(reason: RingReason, language: Language): string {
  const words = WORDS[language];
  const why = (words.ring[reason.code] as (reason: RingReason) => string)(reason);
  return 'until' in reason && reason.until !== null ? `${why}${words.until(reason.until)}` : why;
}

/** Who or what ended a try: "busy (Q.850 17, SIP 486)". */
export function endReasonInWords(reason: EndReason, language: Language): string {
  return (WORDS[language].end[reason.code] as (reason: EndReason) => string)(reason);
}

export function troubleInWords(trouble: Trouble, language: Language): string {
  return (WORDS[language].trouble[trouble.code] as (trouble: Trouble) => string)(trouble);
}

/** Who is dialled: people by their names, and the last resort, which has none. */
export function dialledInWords(name: string, language: Language): string {
  return name === '' ? WORDS[language].lastResort : name;
}
