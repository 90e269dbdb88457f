import type { CalendarTrouble } from '../../domain/calendar-trouble.ts';
import type { ByCode } from '../by-code.ts';

export const FRENCH_CALENDAR_TROUBLES: ByCode<CalendarTrouble> = {
  'no-address': () => 'ce n’est pas une adresse',
  'not-https': () => 'ce n’est pas une adresse en https://',
  'leads-inside': () =>
    'l’adresse mène à un réseau privé (VIGIE_CALENDAR_HOSTS dit pour quels serveurs c’est voulu)',
  redirected: ({ to }) =>
    `le serveur renvoie ailleurs : ${(FRENCH_CALENDAR_TROUBLES[to.code] as () => string)()}`,
  'too-many-redirects': ({ most }) => `le serveur renvoie ailleurs plus de ${most} fois`,
  'server-slow': ({ seconds }) => `le serveur a mis plus de ${seconds} s`,
  'too-large': ({ megabytes }) => `le calendrier dépasse ${megabytes} Mo`,
  answered: ({ status }) => `le serveur a répondu ${status}`,
  'unasked-form': () => 'le serveur a répondu sous une forme qui n’était pas demandée',
  'not-unpacked': () => 'la réponse ne peut pas être décompressée',
  'broken-off': () => 'le serveur a rompu la connexion',
  'not-reached': ({ error }) => `le serveur n’a pas pu être joint${error === null ? '' : ` (${error})`}`,
  'unasked-unchanged': () => 'le serveur répond « inchangé » sans qu’on ait rien à comparer',
  'no-calendar': () => 'ce n’est pas un calendrier',
  'too-many-absences': ({ most }) => `il contient plus de ${most} absences`,
  'reading-slow': ({ seconds }) => `il n’a pas pu être lu en ${seconds} s`,
  'not-read': ({ said }) => `il est illisible (${said})`,
  'too-many-read': () => 'trop de calendriers sont lus en ce moment : nouvel essai à la prochaine lecture',
  'too-much-memory': () => 'il est illisible : il demande trop de mémoire',
};
