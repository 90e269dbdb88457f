import type { JudgedFinding } from '../../domain/labour/finding.ts';
import type { LabourRule } from '../../domain/labour/limits.ts';
import type { Format } from '../format.ts';
import type { Messages } from '../messages/messages.ts';

/** A finding as a warning: whose, which rule, how far, when, and where it stands. */
export function findingInWords(one: JudgedFinding, name: string, f: Format, t: Messages) {
  const { rule, limit, degree } = one;
  return {
    ...one,
    name,
    title: t.labourRules.rules[rule],
    figures: limit > 0 ? figuresOf(one, t.labourChecks) : '',
    when: f.spanLine(one.startAt, one.endAt, one.timeZone),
    isNear: degree === 'near',
  };
}

type Unit = 'hours' | 'days' | 'weeks' | 'times';

/** What each rule counts, and of which there must be so much at least; of the others there may be so much at most. */
const UNITS: Readonly<Record<LabourRule, Unit>> = {
  'daily-rest': 'hours',
  'weekly-rest': 'hours',
  'daily-hours': 'hours',
  'weekly-hours': 'hours',
  'average-hours': 'hours',
  'days-per-week': 'days',
  'night-hours': 'hours',
  'weeks-running': 'weeks',
  'saturdays-per-month': 'times',
  'sundays-per-month': 'times',
  'holidays-per-month': 'times',
  'duty-hours': 'hours',
  'duty-days': 'days',
  'minor-at-night': 'hours',
  'paid-leave': 'hours',
  'short-notice': 'days',
};
const AT_LEAST: readonly LabourRule[] = ['daily-rest', 'weekly-rest', 'short-notice'];

function figuresOf({ rule, amount, limit }: JudgedFinding, words: Messages['labourChecks']): string {
  const unit = words.units[UNITS[rule]];
  return (AT_LEAST.includes(rule) ? words.atLeast : words.atMost)(unit(amount), unit(limit));
}
