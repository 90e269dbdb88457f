import { RULE_SOURCES } from '../../domain/labour/limits.ts';
import type { JudgedFinding } from '../../labour/check-planned.ts';
import type { Format } from '../format.ts';
import type { Messages } from '../messages/messages.ts';

/** A finding as a warning: whose, which rule, how far, when, and where it stands. */
export function findingInWords(one: JudgedFinding, name: string, f: Format, t: Messages) {
  const { rule, amount, limit, degree } = one;
  return {
    ...one,
    name,
    title: t.labourRules.rules[rule],
    figures: limit > 0 ? t.labourChecks.figures(amount, limit) : '',
    when: f.spanLine(one.startAt, one.endAt, one.timeZone),
    source: RULE_SOURCES[rule],
    isNear: degree === 'near',
  };
}
