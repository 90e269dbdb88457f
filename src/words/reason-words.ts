import type { EndReason, RingReason, Trouble } from '../domain/escalation/reasons.ts';
import type { Language } from '../domain/person.ts';
import { inWords } from './by-code.ts';
import { ENGLISH_REASONS } from './english/reasons.ts';
import { FRENCH_REASONS } from './french/reasons.ts';
import type { ReasonWords } from './reason-catalogue.ts';

const WORDS: Readonly<Record<Language, ReasonWords>> = { en: ENGLISH_REASONS, fr: FRENCH_REASONS };
const RING_WORDS = { en: ENGLISH_REASONS.ring, fr: FRENCH_REASONS.ring };
const END_WORDS = { en: ENGLISH_REASONS.end, fr: FRENCH_REASONS.end };
const TROUBLE_WORDS = { en: ENGLISH_REASONS.trouble, fr: FRENCH_REASONS.trouble };

/** Why somebody is dialled: "replaces Bob, override by Claire, until 25 November 2026 at 23:00". */
export function ringReasonInWords(reason: RingReason, language: Language): string {
  const why = inWords(RING_WORDS, reason, language);
  return 'until' in reason && reason.until !== null ? `${why}${WORDS[language].until(reason.until)}` : why;
}

/** Who or what ended a try: "busy". */
export function endReasonInWords(reason: EndReason, language: Language): string {
  return inWords(END_WORDS, reason, language);
}

/** What the network itself said, for those who read its codes: "Q.850 17, SIP 486"; empty for other reasons. */
export function networkCodes(reason: EndReason): string {
  if (reason.code !== 'network') return '';
  return `Q.850 ${reason.q850}${reason.sip === null ? '' : `, SIP ${reason.sip}`}`;
}

export function troubleInWords(trouble: Trouble, language: Language): string {
  return inWords(TROUBLE_WORDS, trouble, language);
}

/** Who is dialled: people by their names, and the last resort, which has none. */
export function dialledInWords(name: string, language: Language): string {
  return name === '' ? WORDS[language].lastResort : name;
}
