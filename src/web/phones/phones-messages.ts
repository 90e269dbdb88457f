import type { EndpointState } from '../../domain/endpoint/endpoint-state.ts';
import type { PhoneTestOutcome, PhoneTestProblem } from '../../domain/endpoint/phone-test.ts';
import { FRENCH_PHRASES } from '../../words/french/phrases.ts';
import { inBoth } from '../messages/in-both.ts';
import type { PhoneSign } from './phone-sign.ts';

const { of: ofName } = FRENCH_PHRASES;

const signsEn: Readonly<Record<PhoneSign, string>> = {
  registered: 'extension registered',
  'not-registered': 'extension not registered',
  'no-such-phone': 'extension unknown to Asterisk',
  'not-known': 'state not known',
  mobile: 'mobile',
  'mobile-trunk-down': 'mobile, trunk down',
  'mobile-no-trunk': 'mobile, no trunk',
  none: 'no phone',
};
const signsFr: Readonly<Record<PhoneSign, string>> = {
  registered: 'poste enregistré',
  'not-registered': 'poste non enregistré',
  'no-such-phone': 'poste inconnu d’Asterisk',
  'not-known': 'état inconnu',
  mobile: 'mobile',
  'mobile-trunk-down': 'mobile, trunk hors service',
  'mobile-no-trunk': 'mobile, sans trunk',
  none: 'aucun téléphone',
};

const trunkStatesEn: Readonly<Record<EndpointState, string>> = {
  online: 'in service',
  offline: 'down',
  missing: 'unknown to Asterisk',
  unknown: 'not checked',
};
const trunkStatesFr: Readonly<Record<EndpointState, string>> = {
  online: 'en service',
  offline: 'hors service',
  missing: 'inconnu d’Asterisk',
  unknown: 'non surveillé',
};

const outcomesEn: Readonly<Record<PhoneTestOutcome, string>> = {
  works: 'It works: 1 was pressed',
  'no-key': 'It answered, but nobody pressed 1',
  busy: 'It is busy',
  declined: 'The call was declined',
  'no-answer': 'It rang, and nobody answered',
  'not-registered': 'Asterisk cannot ring it: it is not registered',
  'trunk-refused': 'Asterisk can send nothing to the trunk',
  unreachable: 'The network refused the call',
  lost: 'Asterisk went out of reach: what became of it is not known',
  'not-dialled': 'It was not called: Vigie has already called as many phones as allowed within the hour',
};
const outcomesFr: Readonly<Record<PhoneTestOutcome, string>> = {
  works: 'Il fonctionne : la touche 1 a été pressée',
  'no-key': 'Il a décroché, mais personne n’a pressé la touche 1',
  busy: 'Il est occupé',
  declined: 'L’appel a été refusé',
  'no-answer': 'Il a sonné, personne n’a décroché',
  'not-registered': 'Asterisk ne peut pas le faire sonner : il n’est pas enregistré',
  'trunk-refused': 'Asterisk ne peut rien envoyer au trunk',
  unreachable: 'Le réseau a refusé l’appel',
  lost: 'Asterisk n’est plus joignable : on ne sait pas ce qu’il en est',
  'not-dialled':
    'Il n’a pas été appelé : Vigie a déjà fait sonner autant de téléphones que permis dans l’heure',
};

const hintsEn: Readonly<Record<PhoneTestOutcome, string>> = {
  works: 'Calls will reach this phone, and it can take them.',
  'no-key': 'A mailbox answers too. If it was the person, their keys may not get through: try again.',
  busy: 'Somebody is on the phone, or it is set not to be disturbed.',
  declined: 'By somebody who pressed “decline”, by the phone’s own settings, or by the carrier.',
  'no-answer': 'It can be reached; nobody was there, or it is silent.',
  'not-registered': 'Switch it on, or look at its account on the PBX.',
  'trunk-refused': 'Asterisk does not reach the carrier, or has no trunk of that name.',
  unreachable: 'The carrier’s codes are below; it can say more.',
  lost: 'Try again when the connection is back.',
  'not-dialled': 'Try again later, or raise VIGIE_MAX_OWN_CALLS_PER_HOUR.',
};
const hintsFr: Readonly<Record<PhoneTestOutcome, string>> = {
  works: 'Les appels arriveront sur ce téléphone, et pourront y être pris.',
  'no-key':
    'Une messagerie décroche aussi. Si c’était bien la personne, ses touches ne passent peut-être pas : essayez encore.',
  busy: 'Quelqu’un est en ligne, ou le téléphone est réglé sur « ne pas déranger ».',
  declined: 'Par quelqu’un qui a refusé, par les réglages du téléphone, ou par l’opérateur.',
  'no-answer': 'On peut le joindre ; personne n’était là, ou il est muet.',
  'not-registered': 'Allumez-le, ou vérifiez son compte sur le standard.',
  'trunk-refused': 'Asterisk ne joint pas l’opérateur, ou n’a pas de trunk de ce nom.',
  unreachable: 'Les codes de l’opérateur sont ci-dessous ; il peut en dire plus.',
  lost: 'Réessayez quand la connexion sera revenue.',
  'not-dialled': 'Réessayez plus tard, ou augmentez VIGIE_MAX_OWN_CALLS_PER_HOUR.',
};

const problemsEn: Readonly<Record<PhoneTestProblem | 'not-saved', string>> = {
  'not-saved': 'This number is not on the card: save it first. Nothing was dialled.',
  'not-allowed': 'This number may not be dialled: see VIGIE_DIAL_COUNTRIES.',
  'no-trunk': 'No hotline has a trunk by which mobiles could be dialled.',
  'being-tested': 'This number is being dialled already.',
  engaged: 'They are on a call now. Try again afterwards.',
  'too-often': 'This has been tried often enough. Wait a few minutes.',
  'too-many-legs': 'Callers need every line at the moment. Try again later.',
};
const problemsFr: Readonly<Record<PhoneTestProblem | 'not-saved', string>> = {
  'not-saved': 'Ce numéro n’est pas sur la fiche : enregistrez-le d’abord. Rien n’a été composé.',
  'not-allowed': 'Ce numéro ne peut pas être appelé : voir VIGIE_DIAL_COUNTRIES.',
  'no-trunk': 'Aucune ligne n’a de trunk par lequel joindre un mobile.',
  'being-tested': 'Ce numéro est déjà en train de sonner.',
  engaged: 'Cette personne est en communication. Réessayez ensuite.',
  'too-often': 'Cela a été essayé assez souvent. Attendez quelques minutes.',
  'too-many-legs': 'Les appelants ont besoin de toutes les lignes en ce moment. Réessayez plus tard.',
};

/** Phones and trunks: how they stand, and trying them. */
export const PHONES = inBoth(
  {
    title: 'Phones',
    lead: 'As saved, in the order in which they are called.',
    signs: signsEn,
    trunk: (name: string) => `Trunk ${name}`,
    trunkStates: trunkStatesEn,
    byTrunk: (name: string) => `dialled through trunk ${name}`,
    test: 'Ring now',
    testWhich: (number: string) => `Ring now: ${number}`,
    lastTried: (when: string, by: string) => `Tried ${when} by ${by}`,
    outcomes: outcomesEn,
    hints: hintsEn,
    problems: problemsEn,
    testTitle: (number: string) => `Ring ${number}`,
    of: (name: string) => `Phone of ${name}`,
    before: 'The phone rings for half a minute. Whoever answers hears “press 1”, and presses it.',
    steps: {
      dialled: 'Dialled',
      dialledBy: (trunk: string) => `Dialled through trunk ${trunk}`,
      ringing: (seconds: string) => `Rings, after ${seconds} s`,
      answered: (seconds: string) => `Answered, after ${seconds} s: hears “press 1”`,
      waiting: 'Being called…',
      waitingForAnswer: 'Rings: pick it up',
      waitingForKey: 'Now press 1',
    },
    again: 'Ring again',
    asteriskSays: (words: string) => `Asterisk says: ${words}`,
    back: 'My duty',
    endpoints: 'Phones and trunks',
    endpointsText: 'As Asterisk says, read every few seconds.',
    unchecked:
      'A trunk is “not checked” when Asterisk does not ask it whether it is there: set qualify_frequency on its AOR.',
    name: 'Name',
    state: 'State',
    usedBy: 'Used by',
    trunkOf: (hotline: string) => `trunk of ${hotline}`,
    policy: (policy: string) => `escalation ${policy}`,
    others: (count: number) =>
      count === 1 ? '1 other on this Asterisk' : `${count} others on this Asterisk`,
    noneKnown: 'Nothing was read yet: there is no connection to Asterisk.',
    version: 'Version',
    readAt: 'Read',
    ago: (length: string) => `${length} ago`,
  },
  {
    title: 'Téléphones',
    lead: 'Tels qu’enregistrés, dans l’ordre où ils sonnent.',
    signs: signsFr,
    trunk: (name: string) => `Trunk ${name}`,
    trunkStates: trunkStatesFr,
    byTrunk: (name: string) => `appelé par le trunk ${name}`,
    test: 'Faire sonner',
    testWhich: (number: string) => `Faire sonner : ${number}`,
    lastTried: (when: string, by: string) => `Essayé ${when} par ${by}`,
    outcomes: outcomesFr,
    hints: hintsFr,
    problems: problemsFr,
    testTitle: (number: string) => `Faire sonner ${number}`,
    of: (name: string) => `Téléphone ${ofName(name)}`,
    before: 'Le téléphone sonne une demi-minute. Qui décroche entend « appuyez sur 1 », et appuie.',
    steps: {
      dialled: 'Composé',
      dialledBy: (trunk: string) => `Composé par le trunk ${trunk}`,
      ringing: (seconds: string) => `Sonne, au bout de ${seconds} s`,
      answered: (seconds: string) => `Décroché au bout de ${seconds} s : entend « appuyez sur 1 »`,
      waiting: 'Appel en cours…',
      waitingForAnswer: 'Il sonne : décrochez',
      waitingForKey: 'Appuyez maintenant sur 1',
    },
    again: 'Faire sonner encore',
    asteriskSays: (words: string) => `Asterisk dit : ${words}`,
    back: 'Mon astreinte',
    endpoints: 'Postes et trunks',
    endpointsText: 'Tels qu’Asterisk les donne, relus toutes les quelques secondes.',
    unchecked:
      'Un trunk est « non surveillé » quand Asterisk ne lui demande pas s’il est là : réglez qualify_frequency sur son AOR.',
    name: 'Nom',
    state: 'État',
    usedBy: 'Utilisé par',
    trunkOf: (hotline: string) => `trunk de ${hotline}`,
    policy: (policy: string) => `escalade ${policy}`,
    others: (count: number) =>
      count === 1 ? '1 autre sur cet Asterisk' : `${count} autres sur cet Asterisk`,
    noneKnown: 'Rien n’a encore été lu : pas de connexion à Asterisk.',
    version: 'Version',
    readAt: 'Lu',
    ago: (length: string) => `il y a ${length}`,
  },
);
