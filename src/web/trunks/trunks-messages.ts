import type { NumberForm, ShownNumber } from '../../domain/trunk.ts';
import { inBoth } from '../messages/in-both.ts';

const formsEn: Readonly<Record<NumberForm, string>> = {
  e164: '+33612345678',
  digits: '33612345678',
  international: '0033612345678',
  national: '0612345678 at home, 00… abroad',
};
const formsFr: Readonly<Record<NumberForm, string>> = {
  e164: '+33612345678',
  digits: '33612345678',
  international: '0033612345678',
  national: '0612345678 dans le pays, 00… à l’étranger',
};
const shownEn: Readonly<Record<ShownNumber, string>> = {
  hotline: 'the hotline’s',
  from: 'the caller’s',
  pai: 'the caller’s, with the hotline’s in P-Asserted-Identity',
  diversion: 'the caller’s, with the hotline’s in Diversion',
};
const shownFr: Readonly<Record<ShownNumber, string>> = {
  hotline: 'celui de la ligne',
  from: 'celui de l’appelant',
  pai: 'celui de l’appelant, avec celui de la ligne en P-Asserted-Identity',
  diversion: 'celui de l’appelant, avec celui de la ligne en Diversion',
};

/** How outside numbers are dialled. */
export const TRUNKS = inBoth(
  {
    title: 'Trunks',
    lead: 'How numbers outside the house are dialled, and what is tried when a trunk cannot carry a call.',
    none: 'No trunk yet',
    noneText: 'Describe one here, or name one on a hotline’s page: it is then dialled in the usual way.',
    dialled: (number: string, where: string) => `${number} is dialled as ${where}`,
    endpoint: (number: string, name: string) => `${number} at the PJSIP endpoint ${name}`,
    dialplan: (number: string, context: string) => `${number} in the context ${context} of the dialplan`,
    thenTried: (name: string) => `then ${name} is tried`,
    byDialplan: 'the dialplan chooses the line',
    usedBy: 'Used by',
    add: 'Describe a trunk',
    addName: 'Name of the PJSIP endpoint',
    addHint: 'As in pjsip.conf. With a context of the dialplan, any name.',
    next: 'Go on',
    wrongName: 'Letters, digits, - and _ only, as in pjsip.conf.',
    nobody: 'none: the attempt ends',
    forms: formsEn,
    shown: shownEn,
    forget: 'Back to the usual way',
  },
  {
    title: 'Trunks',
    lead: 'Comment les numéros extérieurs sont composés, et ce qui est essayé quand un trunk ne peut pas acheminer un appel.',
    none: 'Aucun trunk pour l’instant',
    noneText:
      'Décrivez-en un ici, ou nommez-en un sur la page d’une ligne : il est alors composé comme d’habitude.',
    dialled: (number: string, where: string) => `Le ${number} se compose : ${where}`,
    endpoint: (number: string, name: string) => `${number} au point PJSIP ${name}`,
    dialplan: (number: string, context: string) =>
      `${number} dans le contexte ${context} du plan de numérotation`,
    thenTried: (name: string) => `puis ${name} est essayé`,
    byDialplan: 'le plan de numérotation choisit la ligne',
    usedBy: 'Utilisé par',
    add: 'Décrire un trunk',
    addName: 'Nom du point PJSIP',
    addHint: 'Comme dans pjsip.conf. Avec un contexte du plan de numérotation, un nom au choix.',
    next: 'Continuer',
    wrongName: 'Lettres, chiffres, - et _ seulement, comme dans pjsip.conf.',
    nobody: 'aucun : l’essai s’arrête',
    forms: formsFr,
    shown: shownFr,
    forget: 'Revenir à l’usage courant',
  },
);
