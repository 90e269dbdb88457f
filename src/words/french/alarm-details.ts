import type { NoMessage } from '../../domain/installation/fault-detail.ts';
import type { AlarmDetail } from '../../domain/notice/alarm-detail.ts';
import type { ByCode } from '../by-code.ts';
import { endReasonInWords, networkCodes } from '../reason-words.ts';

/** Why a test call left no message. */
const NO_MESSAGE: Readonly<Record<NoMessage, string>> = {
  silence: 'la tonalité émise ne s’y trouve pas',
  'too-short': 'l’enregistrement est trop court',
  failed: 'il n’a pas pu être enregistré',
  accepted: 'quelqu’un a pris l’appel',
  voicemail: 'le message n’a pas été trouvé',
  'empty-message': 'on n’y entend rien',
  'caller-hung-up': 'l’appel s’est terminé avant',
  refused: 'l’appel a été refusé',
  announced: 'la ligne ne prend pas de message',
  fallback: 'le dialplan avait l’appel',
};

export const FRENCH_ALARM_DETAILS: ByCode<AlarmDetail> = {
  'link-not-reached': () => 'Asterisk ne peut pas être joint',
  'link-password-refused': () => 'Asterisk refuse le mot de passe ARI',
  'link-without-ari': () => 'Asterisk répond, mais pas pour ARI',
  'link-starting': () => 'Asterisk démarre ou s’arrête',
  'link-answered-oddly': () => 'Asterisk répond ce qu’ARI ne répond pas',
  'link-websocket-refused': () => 'Asterisk n’ouvre pas le websocket',
  'link-closed': () => 'Asterisk a fermé la connexion',
  'link-silent': () => 'plus rien n’arrivait par la connexion',
  'trunk-missing': () => 'Asterisk ne connaît pas ce trunk',
  'trunk-offline': () => 'il ne répond pas à Asterisk, ou n’y est pas enregistré',
  folder: ({ path }) => path,
  said: ({ said }) => `« ${said} »`,
  network: (reason) => `${endReasonInWords(reason, 'fr')} : ${networkCodes(reason)}`,
  'asterisk-refused': (reason) => endReasonInWords(reason, 'fr'),
  'asterisk-unavailable': (reason) => endReasonInWords(reason, 'fr'),
  'too-many-own-calls': (reason) => endReasonInWords(reason, 'fr'),
  packets: ({ packets }) => `${packets} ${packets < 2 ? 'paquet' : 'paquets'} de son`,
  'no-message': ({ why }) => NO_MESSAGE[why],
};
