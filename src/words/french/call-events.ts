import type { AttemptOutcome, Outcome } from '../../domain/call.ts';
import type { FallbackReason } from '../../domain/escalation/call-event.ts';
import type { DialledContact, Sentences } from '../call-event-catalogue.ts';
import { dialledInWords, endReasonInWords, ringReasonInWords, troubleInWords } from '../reason-words.ts';
import { FRENCH_PHRASES } from './phrases.ts';

const { of } = FRENCH_PHRASES;

const CALL_ENDS: Readonly<Record<Outcome, string>> = {
  accepted: 'quelqu’un a pris l’appel',
  voicemail: 'l’appelant a laissé un message',
  'empty-message': 'personne n’a pris l’appel, et on n’entend rien dans le message',
  'caller-hung-up': 'l’appelant a raccroché',
  refused: 'refusé',
  announced: 'personne n’a pris l’appel, l’appelant en est averti',
  fallback: 'rendu au plan de numérotation',
};

const ATTEMPT_ENDS: Readonly<Record<AttemptOutcome, (dialled: DialledContact) => string>> = {
  accepted: ({ name }) => `la conversation avec ${name} est terminée`,
  declined: ({ name, target }) => `${name} refuse sur ${target}`,
  busy: ({ name, target }) => `${name} est en ligne sur ${target}`,
  unreachable: ({ name, target }) => `${name} n’est pas joignable sur ${target}`,
  'no-answer': ({ name, target }) => `${name} ne répond pas sur ${target}`,
  'not-accepted': ({ name, target }) => `${target} ${of(name)} a décroché, mais personne n’a pris l’appel`,
  taken: ({ name }) => `${name} est libéré : quelqu’un d’autre a pris l’appel`,
  'caller-gone': ({ name }) => `${name} est libéré : l’appelant a raccroché`,
  engaged: ({ name }) => `${name} traite un autre appel`,
  'out-of-time': ({ name }) => `${name} est libéré : le temps est écoulé`,
};

const WHY_FALLBACK: Readonly<Record<FallbackReason, string>> = {
  'no-proof': 'Vigie ne donnait plus signe de vie',
  'not-connected': 'Vigie n’était pas connecté',
  'dead-man': 'Vigie n’a rien fait de l’appel pendant trop longtemps',
  'handed-back': 'Vigie l’a rendu',
};

/** What happens in a call, in French. */
export const FRENCH: Sentences = {
  'greeting-started': () => 'l’accueil est diffusé',
  'greeting-failed': () => 'l’accueil n’a pas pu être diffusé',
  refused: () => 'l’appelant est bloqué, et refusé',
  'branch-applied': ({ branch, ringsNobody }) =>
    `la ligne est en « ${branch} »${ringsNobody ? ' : personne n’est appelé' : ''}`,
  'step-started': ({ round, step, names }) =>
    `tour ${round + 1}, étape ${step + 1} : ${names.length === 0 ? 'personne à appeler' : names.join(', ')}`,
  'attempt-started': ({ name, reason, trunk }, { target }) =>
    `Vigie appelle ${dialledInWords(name, 'fr')} sur ${target}${trunk ? ` par le trunk ${trunk}` : ''} (${ringReasonInWords(reason, 'fr')})`,
  'attempt-ringing': (_, { name, target }) => `ça sonne chez ${name} sur ${target}`,
  'trunk-changed': ({ from, to, why }) =>
    `le trunk ${from} ne peut pas acheminer l’appel, ${to} est essayé (${endReasonInWords(why, 'fr')})`,
  'attempt-answered': ({ pickedUpBy }, { name, target }) =>
    pickedUpBy === undefined
      ? `${name} décroche sur ${target}`
      : `${pickedUpBy || 'quelqu’un'} intercepte sur un autre téléphone l’appel à ${name} sur ${target}`,
  'picker-known': ({ name }) => `c’est ${name} qui a intercepté l’appel`,
  'attempt-accepted': ({ by }, { name }) => `${name} prend l’appel${by === 'key' ? ' avec la touche 1' : ''}`,
  'attempt-ended': ({ outcome, why }, dialled) =>
    `${ATTEMPT_ENDS[outcome](dialled)}${why === null ? '' : ` (${endReasonInWords(why, 'fr')})`}`,
  'everyone-busy': () => 'tout le monde est occupé : l’appelant attend',
  'talking-started': (_, { name }) => `l’appelant et ${name} se parlent`,
  'transfer-by-key': (_, { name }) => `${name} passe l’appelant au suivant`,
  returned: (_, { name }) => `personne d’autre n’a pris l’appel : l’appelant revient à ${name}`,
  transferred: ({ to }, { name }) => `${name} transfère l’appelant${to === null ? '' : ` au ${to}`}`,
  'caller-transferred': ({ by }) =>
    `${by ?? 'quelqu’un'} transfère ici la personne d’un autre appel : l’appelant, désormais, c’est elle`,
  'transfer-answered': () => 'l’appel transféré est pris',
  'ended-by-hand': ({ by }) => `${by} met fin à l’appel depuis sa page`,
  'nobody-took-it': () => 'personne n’a pris l’appel',
  'last-resort-started': () => 'le numéro de dernier recours est appelé',
  'voicemail-started': () => 'l’appelant est invité à laisser un message',
  'voicemail-kept': ({ seconds }) =>
    `un message${seconds === null ? '' : ` de ${Math.round(seconds)} s`} est gardé`,
  'voicemail-empty': ({ seconds, why }) =>
    why === 'nothing-came'
      ? 'on n’a rien pu entendre : aucun son n’est venu de la ligne de l’appelant'
      : `on n’entend rien dans l’enregistrement${seconds === null ? '' : ` (${Math.round(seconds)} s)`} : il est gardé à part, comme message vide`,
  'voicemail-dropped': ({ reason }) =>
    reason === 'too-short'
      ? 'le message était trop court pour être gardé'
      : 'le message n’a pas pu être enregistré',
  'closing-announced': () => 'l’appelant entend que personne n’est disponible',
  'fallback-entered': ({ why }) => `le plan de numérotation prend l’appel : ${WHY_FALLBACK[why]}`,
  'fallback-answered': ({ target }) => `${target} décroche, appelé par le plan de numérotation`,
  reconciled: () => "Vigie s'était absentée et reprend l'appel",
  trouble: ({ trouble }) => `incident : ${troubleInWords(trouble, 'fr')}`,
  'call-ended': ({ outcome }) => `fin de l’appel : ${CALL_ENDS[outcome]}`,
};
