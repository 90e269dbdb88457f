import type { Language } from '../../domain/person.ts';
import type { PlanningViolation } from '../../planning/edit-schedule.ts';
import { explainRule } from '../../words/english/planning-rules.ts';
import { explainRuleInFrench } from '../../words/french/planning-rules.ts';
import { type ValidationErrors, validationErrorsOf } from '../forms/validation-errors.ts';

/** Why something is refused, as it stands beside a field. `nameOf`: a person's name; other things as they are. */
export function ruleInWords(
  violations: Pick<PlanningViolation, 'rule' | 'about'>,
  nameOf: (id: string) => string,
  language: Language,
): string {
  const about = nameOf(violations.about);
  const rule = { path: [], rule: violations.rule, about };
  if (language === 'fr') return explainRuleInFrench(rule);
  const text = explainRule(rule);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Broken rules at their fields. */
export function errorsOfRules(
  violations: readonly PlanningViolation[],
  nameOf: (id: string) => string,
  language: Language,
): ValidationErrors {
  return validationErrorsOf(
    violations.map((one) => ({ path: one.path.join('.'), message: ruleInWords(one, nameOf, language) })),
  );
}
