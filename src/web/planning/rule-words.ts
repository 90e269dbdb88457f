import type { Language } from '../../domain/person.ts';
import type { Broken } from '../../planning/edit-schedule.ts';
import { explainRule } from '../../planning/explain-rule.ts';
import type { PlanningRule } from '../../planning/planning-rule.ts';
import { type Flaws, flawsOf } from '../forms/flaws.ts';

/** Every rule of a planning in French. English is what the rules speak. */
const FRENCH: Readonly<Record<PlanningRule, (about: string) => string>> = {
  'ends-after-start': () => 'La fin n’est pas après le début.',
  'listed-once': () => 'C’est déjà prévu ainsi.',
  'replaces-another': (person) => `${person} ne peut se remplacer soi-même.`,
  'override-does-something': () => 'Personne ne peut remplacer personne.',
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
  'offered-to-another': (person) => `C’est déjà l’astreinte de ${person}.`,
  'offered-to-them': (person) => `Ce n’est pas proposé à ${person}.`,
  'is-present': (person) => `${person} est absent à ce moment.`,
  'is-free': (person) => `${person} est déjà d’astreinte à ce moment.`,
  'awaits-answer': () => 'Plus aucune réponse n’est attendue.',
  'awaits-approval': () => 'Aucun accord n’est attendu.',
  'own-proposal': (person) => `${person} ne l’a pas proposé.`,
  'is-done': () => 'Ce n’est pas fait, ou c’est déjà annulé.',
};

/** Why something is refused, as it stands beside a field. `nameOf`: a person's name; other things as they are. */
export function ruleInWords(
  broken: Pick<Broken, 'rule' | 'about'>,
  nameOf: (id: string) => string,
  language: Language,
): string {
  const about = nameOf(broken.about);
  if (language === 'fr') return FRENCH[broken.rule](about);
  const text = explainRule({ path: [], rule: broken.rule, about });
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Broken rules at their fields. */
export function flawsOfRules(
  broken: readonly Broken[],
  nameOf: (id: string) => string,
  language: Language,
): Flaws {
  return flawsOf(
    broken.map((one) => ({ path: one.path.join('.'), message: ruleInWords(one, nameOf, language) })),
  );
}
