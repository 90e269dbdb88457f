import type { PlanningRule } from '../../domain/planning-rule.ts';
import type { RuleViolation } from '../../domain/rule-violation.ts';
import { labourRefusals } from '../labour-rules.ts';
import { FRENCH_PHRASES } from './phrases.ts';

const { of } = FRENCH_PHRASES;

const FRENCH: Readonly<Record<PlanningRule, (about: string) => string>> = {
  ...labourRefusals('fr', (person, rule) => `Les règles de l’équipe ${of(person)} l’interdisent : ${rule}.`),
  'lasts-a-year-at-most': () => 'Un brouillon porte sur un an au plus.',
  'is-in-the-calendar': () => 'Les dates vont de 1900 à 2199.',
  'ends-after-start': () => 'La fin n’est pas après le début.',
  'listed-once': () => 'C’est déjà prévu ainsi.',
  'replaces-another': (person) => `${person} ne peut se remplacer soi-même.`,
  'override-does-something': () => 'Personne ne peut remplacer personne.',
  'some-at-once': () => 'Il faut au moins une personne par tour.',
  'beside-another': () => 'On n’est pas sa propre doublure.',
  'has-participants': () => 'Il faut au moins un participant.',
  'turn-has-length': () => 'Un tour dure au moins 1.',
  'weeks-have-weekday': () => 'Un tour en semaines a un jour de relève.',
  'only-weeks-have-weekday': () => 'Seuls les tours en semaines ont un jour de relève.',
  'window-holds-sometime': () => 'Cette plage n’arrive jamais.',
  'holidays-are-known': () => 'Aucun jour férié n’est connu ici : il faut un pays ou des jours de fermeture.',
  'country-has-holidays': (country) => `On ne connaît pas les jours fériés de « ${country} ».`,
  'region-has-holidays': (region) => `« ${region} » n’est pas une région de ce pays.`,
  'replaces-someone-on-duty': (person) => `${person} n’est pas d’astreinte à ce moment : rien à remplacer.`,
  'replaces-now': (person) => `${person} n’a pas en ce moment d’astreinte qui finisse.`,
  'knows-person': (person) => `Personne inconnue : ${person}.`,
  'is-planned': (person) => `${person} n’est plus prévu ainsi.`,
  'override-exists': () => 'Ce remplacement n’existe plus.',
  'absence-exists': () => 'Cette absence n’existe plus.',
  'still-to-come': () => 'C’est passé : ce qui est arrivé ne se défait pas.',
  'lies-in-period': () => 'C’est hors de la période du brouillon.',
  'draft-is-open': () => 'Ce brouillon n’existe plus, ou a été publié ou abandonné.',
  'swap-exists': () => 'Cet échange n’existe plus.',
  'own-duty': (person) => `${person} n’est pas d’astreinte tout ce temps.`,
  'not-over': () => 'C’est passé.',
  'not-swapped-already': () => 'Un échange de ce créneau est déjà proposé ou fait.',
  'offered-to-another': (person) => `C’est déjà l’astreinte ${of(person)}.`,
  'offered-to-them': (person) => `Ce n’est pas proposé à ${person}.`,
  'is-present': (person) => `${person} est absent à ce moment.`,
  'is-free': (person) => `${person} est déjà d’astreinte à ce moment.`,
  'awaits-answer': () => 'Plus aucune réponse n’est attendue.',
  'awaits-approval': () => 'Aucun accord n’est attendu.',
  'own-proposal': (person) => `${person} ne l’a pas proposé.`,
  'return-to-come': () => 'L’astreinte en retour a déjà commencé.',
  'return-of-one': () => 'Un échange se fait avec un seul collègue, dont l’astreinte vient en retour.',
  'is-done': () => 'Ce n’est pas fait, ou c’est déjà annulé.',
};

export const PLANNING_RULES = Object.keys(FRENCH) as readonly PlanningRule[];

/** Why something is refused, in French, as a sentence. */
export function explainRuleInFrench({ rule, about }: RuleViolation<PlanningRule>): string {
  return FRENCH[rule](about);
}
