import type { EndReason, RingReason, Trouble } from '../domain/escalation/reasons.ts';
import type { Language } from '../domain/person.ts';
import { ENGLISH_REASONS } from './english/reasons.ts';
import { FRENCH_REASONS } from './french/reasons.ts';

type ByCode<Reason extends { readonly code: string }> = {
  readonly [Code in Reason['code']]: (reason: Extract<Reason, { readonly code: Code }>) => string;
};

/** Words for every code, in one language. A code without words does not compile. */
export interface ReasonWords {
  readonly ring: ByCode<RingReason>;
  readonly end: ByCode<EndReason>;
  readonly trouble: ByCode<Trouble>;
  /** Follows why somebody is on duty. */
  readonly until: (localTime: string) => string;
  /** Stands for a name, where the last resort is rung. */
  readonly lastResort: string;
}

const WORDS: Readonly<Record<Language, ReasonWords>> = { en: ENGLISH_REASONS, fr: FRENCH_REASONS };

/** Why somebody is rung: "replaces Bob, override by Claire, until 2026-11-25 23:00". */
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

/** Who is rung: people by their names, and the last resort, which has none. */
export function rungInWords(name: string, language: Language): string {
  return name === '' ? WORDS[language].lastResort : name;
}
