import type { RestOutcome } from '../domain/labour/rest.ts';
import type { Language } from '../domain/person.ts';
import type { Instant } from '../runtime/instant.ts';
import { catalogueIn, phrasesIn, wallTime } from './phrases.ts';

/** What a rest asks of a person, and why, as sentences without their full stop. */
export interface RestInWords {
  readonly verdict: string;
  readonly because: string;
}

const MINUTE = 60_000;
const NO_BREAK = '\u00A0';

/** `hours`: what the rest should have been; `source`: where that is written, a team's agreement may say otherwise. */
export function restInWords(
  outcome: RestOutcome,
  { hours, source }: { readonly hours: number; readonly source: string },
  { zone, now }: { readonly zone: string; readonly now: Instant },
  language: Language,
): RestInWords {
  // To the minute, in favour of whoever rests.
  const returnAt = Math.ceil(outcome.earliestReturnAt / MINUTE) * MINUTE;
  const moment = phrasesIn(language).at(wallTime(returnAt, zone), wallTime(now, zone));
  const facts = {
    moment,
    hours: lengthInWords(hours * 60, language),
    had: lengthInWords(Math.floor(outcome.longestBefore / MINUTE), language),
    all: lengthInWords(Math.floor(outcome.totalBefore / MINUTE), language),
    owed: lengthInWords(Math.ceil(outcome.owed / MINUTE), language),
    source: /^[LRD]\d/.test(source) ? `art. ${source}` : source,
  };
  return catalogueIn(language, language === 'fr' ? inFrench(outcome, facts) : inEnglish(outcome, facts));
}

/** `1 h 30`, `45 min`. */
export function lengthInWords(minutes: number, language: Language): string {
  const whole = Math.round(minutes);
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  const space = language === 'fr' ? NO_BREAK : ' ';
  if (hours === 0) return `${rest}${space}min`;
  if (rest === 0) return `${hours}${space}h`;
  return language === 'fr'
    ? `${hours}${space}h${space}${String(rest).padStart(2, '0')}`
    : `${hours} h ${String(rest).padStart(2, '0')} min`;
}

interface Facts {
  readonly moment: string;
  readonly hours: string;
  readonly had: string;
  readonly all: string;
  readonly owed: string;
  readonly source: string;
}

function inFrench({ why, owed, period }: RestOutcome, facts: Facts): RestInWords {
  const rest = period === 'daily' ? 'repos quotidien' : 'repos hebdomadaire';
  const notBefore = `pas de reprise du travail avant ${facts.moment.replace(/^à /, '')}`;
  const broken = `le ${rest} de ${facts.hours} (${facts.source}) n’a été pris que pendant ${facts.had} d’affilée`;
  switch (why) {
    case 'had':
      return {
        verdict: 'le travail peut reprendre comme prévu',
        because: `le ${rest} de ${facts.hours} avait été pris avant`,
      };
    case 'begins-anew':
      return { verdict: notBefore, because: `${broken} : il recommence à la fin de l’intervention` };
    case 'prolonged':
      return {
        verdict: notBefore,
        because: `le ${rest} de ${facts.hours} est prolongé de la durée de l’intervention`,
      };
    case 'floor':
      return {
        verdict: notBefore,
        because: `${broken} ; l’accord permet moins, et ${facts.owed} de repos restent dues`,
      };
    case 'owed':
      return {
        verdict: `${facts.owed} de repos sont dues`,
        because: `${broken} (travaux urgents, art. D3131-1 et D3131-2)`,
      };
    case 'in-pieces':
      return {
        verdict: notBefore,
        because: `le ${rest} de ${facts.hours} a été pris en plusieurs fois : une contrepartie est due`,
      };
    case 'short':
      return owed > 0
        ? {
            verdict: notBefore,
            because: `il n’y a que ${facts.all} de repos en tout avant l’intervention : il en manquerait ${facts.owed}`,
          }
        : { verdict: notBefore, because: broken };
  }
}

function inEnglish({ why, period }: RestOutcome, facts: Facts): RestInWords {
  const rest = `${period} rest of ${facts.hours} (${facts.source})`;
  const notBefore = `no return to work before ${facts.moment.replace(/^(?:at|on) /, '')}`;
  const broken = `of the ${rest} only ${facts.had} had been had in one piece`;
  switch (why) {
    case 'had':
      return { verdict: 'work may begin as planned', because: `the ${rest} had been had before` };
    case 'begins-anew':
      return { verdict: notBefore, because: `${broken}: it begins anew at the end of the intervention` };
    case 'prolonged':
      return { verdict: notBefore, because: `the ${rest} is prolonged by the length of the intervention` };
    case 'floor':
      return {
        verdict: notBefore,
        because: `${broken}; the agreement allows less, and ${facts.owed} of rest are owed`,
      };
    case 'owed':
      return {
        verdict: `${facts.owed} of rest are owed`,
        because: `${broken} (urgent work, art. D3131-1 and D3131-2)`,
      };
    case 'in-pieces':
      return { verdict: notBefore, because: `the ${rest} was had in pieces: compensation is due` };
    case 'short':
      return {
        verdict: notBefore,
        because: `there were only ${facts.all} of rest in all before the intervention, and ${facts.owed} would be missing`,
      };
  }
}
