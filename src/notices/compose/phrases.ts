import type { CountryCode } from 'libphonenumber-js/max';
import type { Outcome } from '../../domain/call.ts';
import type { Caller } from '../../domain/hotline.ts';
import type { HotlineGap } from '../../domain/hotline-gaps.ts';
import { faultOfAlarm } from '../../domain/installation/fault.ts';
import type { Language } from '../../domain/person.ts';
import { readableNumber } from '../../domain/phone-number.ts';
import type { LocalDate } from '../../domain/schedule/calendar.ts';
import type { Period } from '../../domain/statistics/periods.ts';
import type { Instant, Interval } from '../../runtime/instant.ts';
import { faultInWords } from '../../words/fault-words.ts';
import { readWallTime } from '../../words/phrase-kinds.ts';
import { phrasesIn, wallTime } from '../../words/phrases.ts';
import type { ToldChange, TroubleSubject, UnreachableReason } from '../domain-event.ts';

/** Parts of notices that are chosen, not written: they fill a template's words. */

/** `25 nov. à 3 h 10`, `25 Nov 03:10`: on the clocks of the zone, with the year where it is not that of `now`. */
export function momentPhrase(at: Instant, zone: string, language: Language, now: Instant): string {
  const phrases = phrasesIn(language);
  const [time, today] = [wallTime(at, zone), wallTime(now, zone)];
  const day = phrases.day(time, today, 'brief');
  return language === 'fr' ? `${day} à ${phrases.clock(time)}` : `${day} ${phrases.clock(time)}`;
}

/** `novembre 2026`, `November 2026`. */
export function monthPhrase(month: Period, language: Language): string {
  return phrasesIn(language).month(readWallTime(`${month}-01`));
}

/** A day: `4 déc.`, `4 Dec`, with the year where it is not that of `today`. */
export function datePhrase(date: LocalDate, language: Language, today: LocalDate): string {
  return phrasesIn(language).day(readWallTime(date), readWallTime(today), 'brief');
}

/** What the network shows at most; a forged one may be as long as a message. */
const LONGEST_NAME = 40;

/**
 * A caller's name as it may stand in a mail or an SMS. Anybody can present any name: without these signs no program
 * makes a link of it.
 */
function harmlessName(name: string): string {
  return name
    .slice(0, 4 * LONGEST_NAME)
    .replace(/[^\p{Letter}\p{Mark}\p{Number} .,'’&()-]/gu, ' ')
    .replace(/\.(?=\S)/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .slice(0, LONGEST_NAME)
    .trim();
}

/** `01 99 00 12 34 (Dupont)`. */
export function callerPhrase(caller: Caller, language: Language, homeCountry: CountryCode): string {
  if (caller.number === null) return language === 'fr' ? 'numéro masqué' : 'withheld number';
  const number = readableNumber(caller.number, homeCountry);
  // Often the network repeats the number where a name belongs.
  const name = caller.name === null ? '' : harmlessName(caller.name);
  return /\p{Letter}/u.test(name) ? `${number} (${name})` : number;
}

/** Of what the notice's own words do not say already. */
const ENDINGS: Readonly<Record<Language, Readonly<Record<Outcome, string>>>> = {
  fr: {
    accepted: '',
    voicemail: '',
    refused: '',
    'caller-hung-up': 'L’appelant a raccroché.',
    'empty-message': 'On n’entend rien dans le message : il est gardé à part, comme message vide.',
    announced: 'L’appelant a entendu que personne n’était disponible.',
    fallback: 'Vigie était indisponible : le standard s’est chargé de l’appel.',
  },
  en: {
    accepted: '',
    voicemail: '',
    refused: '',
    'caller-hung-up': 'The caller hung up.',
    'empty-message': 'Nothing is heard in their message: it is kept apart, as an empty one.',
    announced: 'The caller heard that nobody was available.',
    fallback: 'Vigie was not available: the PBX dealt with the call.',
  },
};

export function endingPhrase(outcome: Outcome, language: Language): string {
  return ENDINGS[language][outcome];
}

const TROUBLES: Readonly<Record<Language, Readonly<Record<Exclude<TroubleSubject, 'setup'>, string>>>> = {
  fr: {
    asterisk: 'la liaison avec Asterisk est coupée',
    trunk: 'le trunk {name} est hors service',
    email: 'les courriels ne partent plus',
    sms: 'les SMS ne partent plus',
    disk: 'il reste moins de {name} % de place sur le disque de Vigie',
    'own-calls':
      'plus de {name} téléphones ont été appelés en une heure pour des rappels, confirmations et essais ; il n’en est plus appelé avant que l’heure soit passée',
    backup: 'la base de Vigie n’est plus sauvegardée depuis deux jours',
  },
  en: {
    asterisk: 'the connection to Asterisk is lost',
    trunk: 'the trunk {name} is down',
    email: 'mail cannot be sent',
    sms: 'SMS cannot be sent',
    disk: 'less than {name} % is left on Vigie’s disk',
    'own-calls':
      'more than {name} phones were dialled within an hour for call-backs, confirmations and tests; none is dialled before the hour is over',
    backup: 'Vigie’s database has not been backed up for two days',
  },
};

export function troublePhrase(subject: TroubleSubject, name: string, language: Language): string {
  return subject === 'setup'
    ? setupPhrase(name, language)
    : TROUBLES[language][subject].replace('{name}', name);
}

function setupPhrase(name: string, language: Language): string {
  const fault = faultOfAlarm(name);
  return fault ? faultInWords(fault, language).title : name;
}

const UNREACHABLE: Readonly<Record<Language, Readonly<Record<UnreachableReason, string>>>> = {
  fr: {
    'no-contact': 'n’a ni poste ni téléphone',
    unregistered: 'aucun de ses postes n’est enregistré',
    'no-number-allowed': 'aucun de ses numéros ne peut être appelé',
  },
  en: {
    'no-contact': 'has neither extension nor phone',
    unregistered: 'none of their phones is registered',
    'no-number-allowed': 'none of their numbers may be dialled',
  },
};

export function unreachablePhrase(reason: UnreachableReason, language: Language): string {
  return UNREACHABLE[language][reason];
}

const NOT_REACHED: Readonly<Record<Language, Readonly<Record<HotlineGap['reason'], string>>>> = {
  fr: {
    nobody: 'personne n’est d’astreinte',
    'nobody-can-be-dialled': 'aucun téléphone de qui est d’astreinte ne peut être appelé',
  },
  en: {
    nobody: 'nobody is on call',
    'nobody-can-be-dialled': 'no phone of whoever is on call can be dialled',
  },
};

/** Why a hotline reaches nobody. */
export function notReachedPhrase(reason: HotlineGap['reason'], language: Language): string {
  return NOT_REACHED[language][reason];
}

/** How a reminder is answered by SMS, right after its link. */
export function replyPhrase(language: Language): string {
  return language === 'fr' ? ' ou répondez OK (NON sinon)' : ' or answer OK (NO if you cannot)';
}

/** Where duty is confirmed by whoever has no link. */
export function myPagePhrase(language: Language): string {
  return language === 'fr' ? 'dans Vigie, page « Mon astreinte »' : 'in Vigie, on the page “My duty”';
}

export function nothingToConfirmPhrase(language: Language): string {
  return language === 'fr' ? 'Vous n’avez rien à confirmer.' : 'You have nothing to confirm.';
}

export function nobodyPhrase(language: Language): string {
  return language === 'fr' ? 'personne' : 'nobody';
}

/** `Vous êtes d’astreinte « Chauffage » dès maintenant et jusqu’au 26 nov. à 8 h.` */
export function changePhrase(change: ToldChange, at: Instant, language: Language): string {
  const { kind, isShadow, schedule, startAt, endAt, timeZone } = change;
  const [from, to] = [startAt, endAt].map((moment) => momentPhrase(moment, timeZone, language, at));
  const begun = startAt <= at;
  if (language === 'fr') {
    const on = kind === 'gained' ? 'Vous êtes' : 'Vous n’êtes plus';
    const when = begun ? `dès maintenant, jusqu’au ${to}` : `du ${from} au ${to}`;
    return `${on} ${isShadow ? 'en doublure' : 'd’astreinte'} « ${schedule} » ${when}.`;
  }
  const on = kind === 'gained' ? 'You are' : 'You are no longer';
  const as = isShadow ? 'a trainee on' : 'on call for';
  return `${on} ${as} ${schedule} ${begun ? `from now until ${to}` : `from ${from} to ${to}`}.`;
}

/** Of an exchange: which duty goes the other way. With the blank before it, for a gift says nothing. */
export function inReturnPhrase(
  said: 'proposed' | 'accepted',
  { startAt, endAt }: Interval,
  timeZone: string,
  language: Language,
  now: Instant,
): string {
  const [from, to] = [startAt, endAt].map((moment) => momentPhrase(moment, timeZone, language, now));
  if (language === 'fr')
    return said === 'proposed'
      ? ` En échange de la vôtre du ${from} au ${to}.`
      : ` Vous prenez en échange la sienne du ${from} au ${to}.`;
  return said === 'proposed'
    ? ` In return for yours from ${from} to ${to}.`
    : ` You take theirs from ${from} to ${to} in return.`;
}

/** What there is no room for. */
export function moreChangesPhrase(count: number, language: Language): string {
  if (count === 0) return '';
  if (language === 'fr') return count === 1 ? 'Et un autre changement.' : `Et ${count} autres changements.`;
  return count === 1 ? 'And one more change.' : `And ${count} more changes.`;
}
