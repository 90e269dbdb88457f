import type { NoticeKind } from '../../domain/notice/notice.ts';
import { inBoth } from '../messages/in-both.ts';

interface KindWords {
  readonly name: string;
  /** Who gets it, and when. */
  readonly to: string;
}

const kindsEn: Readonly<Record<NoticeKind, KindWords>> = {
  'call-received': { name: 'Call received', to: 'Those who ask for it, at every call' },
  'missed-call': { name: 'Missed call', to: 'Who was on call or rung, when nobody took the call' },
  voicemail: { name: 'Voice message', to: 'Who was on call or rung, with the sound by mail' },
  'voicemail-unfetched': {
    name: 'Voice message without its sound',
    to: 'The same, when the sound cannot be fetched from Asterisk',
  },
  'call-taken': { name: 'Call taken', to: 'The others who were rung' },
  escalated: { name: 'Call that climbs', to: 'A supervisor whom the call now rings' },
  'caller-left': { name: 'Caller hung up', to: 'Who picked up and was too late' },
  'duty-reminder': { name: 'Duty to confirm', to: 'Whoever is on call soon' },
  'duty-unconfirmed': { name: 'Duty not confirmed', to: 'The supervisor' },
  'duty-stand-by': { name: 'Stand by', to: 'The next in line, when duty is not confirmed' },
  'duty-declined': { name: 'Duty declined', to: 'The supervisor and the next in line' },
  'answer-confirmed': { name: 'Reply to a yes', to: 'Whoever answered by SMS' },
  'answer-declined': { name: 'Reply to a no', to: 'Whoever answered by SMS' },
  'answer-unclear': { name: 'Reply to what is no answer', to: 'Whoever wrote an SMS' },
  'duty-began': { name: 'Duty began', to: 'Whoever is on call now' },
  'planning-changed': { name: 'Planning changed', to: 'Those whose duty changed' },
  'swap-proposed': { name: 'Swap proposed', to: 'Whoever is asked' },
  'swap-accepted': { name: 'Swap accepted', to: 'Whoever asked' },
  'gap-ahead': { name: 'Gap ahead', to: 'The supervisor' },
  'person-unreachable': { name: 'Person out of reach', to: 'The person and the supervisor' },
  'person-unreachable-soon': {
    name: 'Phone not registered before duty',
    to: 'Whoever is on call within the hour',
  },
  'person-reachable': { name: 'Person in reach again', to: 'Those who were told before' },
  trouble: { name: 'Trouble', to: 'Supervisors' },
  'trouble-over': { name: 'Trouble over', to: 'Supervisors' },
  'task-opened': { name: 'Call to return', to: 'Whoever it is given to' },
  'task-escalated': { name: 'Call still waiting', to: 'The next step of the policy' },
  'caller-again': { name: 'Caller calls again', to: 'Whoever sees to them' },
};

const kindsFr: Readonly<Record<NoticeKind, KindWords>> = {
  'call-received': { name: 'Appel reçu', to: 'Qui le demande, à chaque appel' },
  'missed-call': {
    name: 'Appel manqué',
    to: 'Qui était d’astreinte ou appelé, si personne n’a pris l’appel',
  },
  voicemail: { name: 'Message vocal', to: 'Qui était d’astreinte ou appelé, avec le son par courriel' },
  'voicemail-unfetched': {
    name: 'Message vocal sans le son',
    to: 'Les mêmes, si le son ne peut être récupéré sur Asterisk',
  },
  'call-taken': { name: 'Appel pris', to: 'Les autres personnes appelées' },
  escalated: { name: 'Appel qui monte', to: 'Un superviseur chez qui l’appel sonne' },
  'caller-left': { name: 'Appelant parti', to: 'Qui a décroché trop tard' },
  'duty-reminder': { name: 'Astreinte à confirmer', to: 'Qui est bientôt d’astreinte' },
  'duty-unconfirmed': { name: 'Astreinte non confirmée', to: 'Le superviseur' },
  'duty-stand-by': { name: 'Se tenir prêt', to: 'Le suivant, si l’astreinte n’est pas confirmée' },
  'duty-declined': { name: 'Astreinte refusée', to: 'Le superviseur et le suivant' },
  'answer-confirmed': { name: 'Réponse à un oui', to: 'Qui a répondu par SMS' },
  'answer-declined': { name: 'Réponse à un non', to: 'Qui a répondu par SMS' },
  'answer-unclear': { name: 'Réponse à un SMS incompris', to: 'Qui a écrit un SMS' },
  'duty-began': { name: 'Début d’astreinte', to: 'Qui est d’astreinte' },
  'planning-changed': { name: 'Planning modifié', to: 'Ceux dont l’astreinte change' },
  'swap-proposed': { name: 'Échange proposé', to: 'À qui il est proposé' },
  'swap-accepted': { name: 'Échange accepté', to: 'Qui l’avait proposé' },
  'gap-ahead': { name: 'Trou à venir', to: 'Le superviseur' },
  'person-unreachable': { name: 'Personne injoignable', to: 'La personne et le superviseur' },
  'person-unreachable-soon': {
    name: 'Poste non enregistré avant l’astreinte',
    to: 'Qui est d’astreinte dans l’heure',
  },
  'person-reachable': { name: 'Personne de nouveau joignable', to: 'Ceux qui avaient été prévenus' },
  trouble: { name: 'Panne', to: 'Les superviseurs' },
  'trouble-over': { name: 'Fin de panne', to: 'Les superviseurs' },
  'task-opened': { name: 'Rappel à faire', to: 'Qui en est chargé' },
  'task-escalated': { name: 'Appel toujours en attente', to: 'L’étape suivante de l’escalade' },
  'caller-again': { name: 'L’appelant rappelle', to: 'Qui s’en occupe' },
};

/** What people can be told, and by what: the words of every page about it. */
export const NOTICES = inBoth(
  {
    kinds: kindsEn,
    mediums: { email: 'Mail', sms: 'SMS' },
    mediumsOn: { email: 'mail', sms: 'SMS' },
    groups: {
      calls: 'Calls',
      duty: 'Duty',
      planning: 'Planning',
      reach: 'Who can be reached',
      trouble: 'Trouble',
      tasks: 'Calls to return',
    },
  },
  {
    kinds: kindsFr,
    mediums: { email: 'Courriel', sms: 'SMS' },
    mediumsOn: { email: 'courriel', sms: 'SMS' },
    groups: {
      calls: 'Appels',
      duty: 'Astreinte',
      planning: 'Planning',
      reach: 'Personnes joignables',
      trouble: 'Pannes',
      tasks: 'Rappels à faire',
    },
  },
);
