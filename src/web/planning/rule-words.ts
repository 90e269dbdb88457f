import type { Language } from '../../domain/person.ts';
import type { PlanningViolation } from '../../planning/edit-schedule.ts';
import { explainRule } from '../../words/english/planning-rules.ts';
import { explainRuleInFrench } from '../../words/french/planning-rules.ts';
import { type ValidationErrors, validationErrorsOf } from '../forms/validation-errors.ts';

/** Why something is refused, as it stands beside a field. `nameOf`: a person's name; other things as they are. */
export function ruleInWords(
  broken: Pick<PlanningViolation, 'rule' | 'about'>,
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
export function errorsOfRules(
  broken: readonly PlanningViolation[],
  nameOf: (id: string) => string,
  language: Language,
): ValidationErrors {
  return validationErrorsOf(
    broken.map((one) => ({ path: one.path.join('.'), message: ruleInWords(one, nameOf, language) })),
  );
}
