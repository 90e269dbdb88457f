import type { Language } from '../../domain/person.ts';
import { setIn } from '../../words/phrases.ts';
import { fill } from './template.ts';

/** What Vigie writes into a hotline's log book, in the hotline's language. */
const SENTENCES = {
  fr: {
    taken: 'Appel de {caller} pris par {person}.',
    missed: 'Appel manqué de {caller}. Appelés : {tried}.',
    voicemail: 'Message vocal de {caller}. Appelés : {tried}.',
    empty: 'Appel manqué de {caller}, message vide. Appelés : {tried}.',
    'fallback-answered': 'Vigie indisponible : appel de {caller} transmis par le standard à {person}.',
    'fallback-missed': 'Vigie indisponible : appel de {caller} manqué.',
    confirmed: '{person} a confirmé son astreinte « {schedule} » du {from}.',
    unconfirmed: '{person} n’a pas confirmé son astreinte « {schedule} » du {from} ; prévenus : {told}.',
    declined: '{person} ne peut pas assurer son astreinte « {schedule} » du {from} ; prévenus : {told}.',
    'called-in-vain':
      '{person} a été appelé pour confirmer son astreinte « {schedule} » du {from} : pas de réponse.',
    'not-called': '{person} n’a pas pu être appelé pour confirmer son astreinte « {schedule} » du {from}.',
    'call-interrupted':
      'L’appel à {person} pour confirmer son astreinte « {schedule} » du {from} a été interrompu.',
    'sms-unclear': 'SMS de {person}, à propos de « {schedule} » du {from} : « {text} ».',
    began: '{person} est d’astreinte « {schedule} » jusqu’au {to}.',
    escalated: 'L’appel de {caller} du {at} attend toujours ; prévenus : {told}.',
  },
  en: {
    taken: 'Call from {caller} taken by {person}.',
    missed: 'Missed call from {caller}. Called: {tried}.',
    voicemail: 'Voice message from {caller}. Called: {tried}.',
    empty: 'Missed call from {caller}, empty message. Called: {tried}.',
    'fallback-answered': 'Vigie not available: the PBX put the call from {caller} through to {person}.',
    'fallback-missed': 'Vigie not available: the call from {caller} was missed.',
    confirmed: '{person} confirmed being on call for {schedule} from {from}.',
    unconfirmed: '{person} has not confirmed being on call for {schedule} from {from}; told: {told}.',
    declined: '{person} cannot be on call for {schedule} from {from}; told: {told}.',
    'called-in-vain': '{person} was called to confirm being on call for {schedule} from {from}: no answer.',
    'not-called': '{person} could not be dialled to confirm being on call for {schedule} from {from}.',
    'call-interrupted':
      'The call to {person} to confirm being on call for {schedule} from {from} was interrupted.',
    'sms-unclear': 'SMS from {person}, about {schedule} from {from}: "{text}".',
    began: '{person} is on call for {schedule} until {to}.',
    escalated: 'The call from {caller} of {at} is still waiting; told: {told}.',
  },
} as const;

export type LogSentence = keyof (typeof SENTENCES)['en'];

export function logSentence(
  which: LogSentence,
  language: Language,
  words: Readonly<Record<string, string>>,
): string {
  const filled = Object.fromEntries(Object.entries(words).map(([name, word]) => [name, word || '–']));
  return setIn(language, fill(SENTENCES[language][which], filled));
}
