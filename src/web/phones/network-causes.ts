import type { Language } from '../../domain/person.ts';

/** What the network's causes (Q.850) that people meet mean, from ITU-T Q.850 and what carriers make of it. */
const CAUSES: Readonly<Record<number, Readonly<Record<Language, string>>>> = {
  1: { en: 'The number does not exist.', fr: 'Le numéro n’existe pas.' },
  2: { en: 'The carrier knows no way there.', fr: 'L’opérateur ne connaît pas de route.' },
  3: { en: 'The carrier knows no way there.', fr: 'L’opérateur ne connaît pas de route.' },
  20: { en: 'The mobile is off or has no network.', fr: 'Le mobile est éteint ou hors réseau.' },
  21: {
    en: 'The carrier refuses the call: credentials, credit, or the number presented.',
    fr: 'L’opérateur refuse l’appel : identifiants, crédit, ou numéro présenté.',
  },
  22: { en: 'The number has changed.', fr: 'Le numéro a changé.' },
  27: { en: 'The line is out of order.', fr: 'La ligne est en dérangement.' },
  28: { en: 'The number is incomplete.', fr: 'Le numéro est incomplet.' },
  31: { en: 'The network gives no reason.', fr: 'Le réseau ne donne pas de raison.' },
  34: {
    en: 'The carrier has no free line, or is out of service.',
    fr: 'L’opérateur n’a plus de ligne libre, ou est hors service.',
  },
  38: { en: 'The carrier’s network is out of order.', fr: 'Le réseau de l’opérateur est en dérangement.' },
  41: { en: 'A passing failure of the network.', fr: 'Une panne passagère du réseau.' },
  42: { en: 'The network is congested.', fr: 'Le réseau est saturé.' },
  58: { en: 'The two sides have no codec in common.', fr: 'Les deux côtés n’ont pas de codec commun.' },
  102: { en: 'The network did not answer in time.', fr: 'Le réseau n’a pas répondu à temps.' },
};

/** The cause in words; empty for one that says nothing to anybody. */
export function causeInWords(q850: number | null, language: Language): string {
  return q850 === null ? '' : (CAUSES[q850]?.[language] ?? '');
}
