import type { PlanningViolation } from '../planning/edit-schedule.ts';
import { explainRule } from '../words/english/planning-rules.ts';

/** Why the planning refused, a sentence a line. */
export function explainBroken(
  refusal:
    | { readonly kind: 'invalid'; readonly broken: readonly PlanningViolation[] }
    | { readonly kind: string },
): readonly string[] {
  if (!('broken' in refusal)) return [refusal.kind.replaceAll('-', ' ')];
  return refusal.broken.map((broken) => {
    const place = broken.path.join('.');
    return place === '' ? explainRule(broken) : `${place}: ${explainRule(broken)}`;
  });
}
