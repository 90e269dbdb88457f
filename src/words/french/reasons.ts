import { readWallTime } from '../phrase-kinds.ts';
import type { ReasonWords } from '../reason-catalogue.ts';
import { FRENCH_PHRASES } from './phrases.ts';

const { of } = FRENCH_PHRASES;

/** Q.850 causes, as a French network would say them; others keep Asterisk's own words. */
const CAUSES: ReadonlyMap<number, string> = new Map([
  [0, 'raison inconnue'],
  [1, 'numéro non attribué'],
  [3, 'aucune route'],
  [16, 'fin normale'],
  [17, 'occupé'],
  [18, 'sans réponse du poste'],
  [19, 'sans réponse'],
  [20, 'absent'],
  [21, 'appel refusé'],
  [22, 'numéro changé'],
  [26, 'répondu ailleurs'],
  [27, 'destination en panne'],
  [28, 'numéro incomplet'],
  [29, 'service refusé'],
  [31, 'fin normale, non précisée'],
  [34, 'aucune ligne libre'],
  [38, 'réseau en panne'],
  [41, 'panne passagère'],
  [42, 'réseau encombré'],
  [58, 'média non pris en charge'],
  [88, 'destination incompatible'],
  [102, 'délai dépassé'],
  [127, 'sans précision'],
]);

/** Why things happened in a call, in French. */
export const FRENCH_REASONS: ReasonWords = {
  ring: {
    'planned-shift': () => 'créneau planifié',
    rotation: ({ rotation }) => `roulement « ${rotation} »`,
    covers: ({ whom, rotation }) => `couvre l’absence ${of(whom)}, roulement « ${rotation} »`,
    replaces: ({ whom, by }) => `remplace ${whom ?? 'tout le monde'}${madeBy(by)}`,
    added: ({ by }) => `en renfort${madeBy(by)}`,
    shadow: ({ whom }) => `en doublure ${of(whom)}`,
    'named-in-policy': () => 'nommé dans la règle',
    team: ({ team }) => `équipe ${team}`,
    'last-resort': () => 'dernier recours',
    noted: ({ text }) => text,
  },
  end: {
    network: ({ q850, said }) => CAUSES.get(q850) ?? said,
    'no-cause': () => 'sans raison donnée',
    'trunk-silent': () => 'aucune réponse de sa part',
    'trunk-down': () => 'on le sait en panne',
    'ring-time-over': () => 'a sonné jusqu’au bout du temps prévu',
    'never-rang': () => 'n’a jamais sonné : rien n’est revenu du téléphone ni du réseau',
    'no-key': () => 'aucune touche dans le temps prévu',
    'keys-unheard': ({ why }) =>
      why === 'no-sound'
        ? 'aucune touche ne pouvait être entendue sur cette ligne : aucun son n’en est venu'
        : 'aucune touche ne pouvait être entendue sur cette ligne : son endpoint est en dtmf_mode=none',
    pressed: ({ key }) => `a appuyé sur ${key}`,
    'forwarded-back': () => 'renvoyé vers nous : le téléphone est renvoyé sur la ligne d’astreinte',
    'forwarded-elsewhere': ({ to }) =>
      `le téléphone est renvoyé vers ${to === undefined ? 'un autre numéro' : `le ${to}`}, qui n’est pas appelé`,
    'forwarded-on': ({ to }) => `le téléphone est renvoyé vers le ${to}`,
    'hung-up-after-answer': () => 'a raccroché après avoir décroché',
    transferred: ({ to }) => `a transféré l’appelant${to === null ? '' : ` au ${to}`}`,
    'on-another-call': () => 'déjà sur un autre appel',
    'too-many-calls': () => 'trop d’appels à la fois',
    'too-many-own-calls': () => 'trop de téléphones appelés dans l’heure',
    'number-not-allowed': () => 'ce numéro ne peut être appelé',
    'no-trunk': () => 'la ligne n’a pas de trunk',
    'asterisk-refused': ({ said }) => `Asterisk refuse d’appeler cette destination : ${said}`,
    'asterisk-unavailable': ({ said }) => `Asterisk ne répond pas : ${said}`,
    'no-longer-there': () => 'n’était plus là',
    'gone-while-away': () => 'parti pendant l’absence de Vigie',
    noted: ({ text }) => text,
  },
  trouble: {
    'caller-does-not-end': ({ requests }) =>
      `le côté de l’appelant ne se termine pas après ${requests} demandes`,
    'leg-does-not-end': ({ attempt, requests }) =>
      `l’essai ${attempt} ne se termine pas après ${requests} raccrochages`,
    'prompt-not-played': ({ attempt }) => `essai ${attempt} : le message n’a pas pu être diffusé`,
    'both-vanished': ({ seconds }) =>
      `plus rien n’est venu d’aucun des deux côtés depuis ${seconds} s : les deux téléphones ont disparu, l’appel est terminé`,
    'end-unknown': () => 'personne ne sait comment cet appel a fini',
    'message-not-recorded': () => 'le message n’a pas pu être enregistré',
    'service-stops': () => 'le service s’arrête',
    noted: ({ text }) => text,
  },
  until: (localTime) => `, ${FRENCH_PHRASES.until(readWallTime(localTime), null)}`,
  lastResort: 'dernier recours',
};

function madeBy(name: string | null): string {
  return name === null ? '' : `, décision ${of(name)}`;
}
