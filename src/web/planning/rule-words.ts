import type { Language } from '../../domain/person.ts';
import type { Broken } from '../../planning/edit-schedule.ts';
import { explainRule } from '../../words/english/planning-rules.ts';
import { explainRuleInFrench } from '../../words/french/planning-rules.ts';
import { type Flaws, flawsOf } from '../forms/flaws.ts';

/** Why something is refused, as it stands beside a field. `nameOf`: a person's name; other things as they are. */
export function ruleInWords(
  broken: Pick<Broken, 'rule' | 'about'>,
  nameOf: (id: string) => string,
  language: Language,
): string {
  const about = nameOf(broken.about);
  const rule = { path: [], rule: broken.rule, about };
  if (language === 'fr') return explainRuleInFrench(rule);
  const text = explainRule(rule);
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
