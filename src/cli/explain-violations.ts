import type { PlanningViolation } from '../planning/edit-schedule.ts';
import { explainRule } from '../words/english/planning-rules.ts';

/** Why the planning refused, a sentence a line. */
export function explainViolations(
  refusal:
    | { readonly kind: 'invalid'; readonly violations: readonly PlanningViolation[] }
    | { readonly kind: string },
): readonly string[] {
  if (!('violations' in refusal)) return [refusal.kind.replaceAll('-', ' ')];
  return refusal.violations.map((violation) => {
    const place = violation.path.join('.');
    return place === '' ? explainRule(violation) : `${place}: ${explainRule(violation)}`;
  });
}
