import type { PlanningRule } from '../../domain/planning-rule.ts';
import type { RuleViolation } from '../../domain/rule-violation.ts';
import { labourRefusals } from '../labour-rules.ts';

const EXPLANATIONS: Readonly<Record<PlanningRule, (about: string) => string>> = {
  ...labourRefusals('en', (person, rule) => `the rules of ${person}’s team forbid it: ${rule}`),
  'lasts-a-year-at-most': () => 'a draft is of a year at most',
  'is-in-the-calendar': () => 'times are of the years 1900 to 2199',
  'ends-after-start': () => 'the end is not after the start',
  'listed-once': () => 'stands in this list twice',
  'replaces-another': (person) => `${person} cannot replace themselves`,
  'override-does-something': () => 'nobody cannot replace nobody',
  'some-at-once': () => 'expected at least one person a turn',
  'beside-another': () => 'nobody is in their own shadow',
  'has-participants': () => 'expected at least one participant',
  'turn-has-length': () => 'expected a turn of at least 1',
  'weeks-have-weekday': () => 'turns in weeks are handed over on a weekday: expected one, such as mon 08:00',
  'only-weeks-have-weekday': () => 'a weekday belongs to turns in weeks only',
  'window-holds-sometime': () => 'this never holds',
  'holidays-are-known': () =>
    'no public holidays are known here: expected a country or closed days in holidays',
  'country-has-holidays': (country) => `no holidays are known of a country ${JSON.stringify(country)}`,
  'region-has-holidays': (region) =>
    `${JSON.stringify(region)} is no region of that country with holidays known`,
  'replaces-someone-on-duty': (person) => `${person} is never on duty then, so nothing would be replaced`,
  'replaces-now': (person) => `${person} has no duty now that ends`,
  'knows-person': (person) => `unknown person ${JSON.stringify(person)}`,
  'is-planned': (person) => `${person} is not planned so`,
  'override-exists': () => 'there is no such override',
  'absence-exists': () => 'there is no such absence',
  'still-to-come': () => 'it is over: what has happened cannot be undone',
  'lies-in-period': () => 'it does not lie in the period of the draft',
  'draft-is-open': () => 'there is no such draft, or it was published or discarded',
  'swap-exists': () => 'there is no such swap',
  'own-duty': (person) => `${person} is not on duty all that time`,
  'not-over': () => 'it is over',
  'not-swapped-already': () => 'a swap of this time has been proposed or made already',
  'offered-to-another': (person) => `it cannot be offered to ${person}, whose duty it is`,
  'offered-to-them': (person) => `it was not offered to ${person}`,
  'is-present': (person) => `${person} is absent then`,
  'is-free': (person) => `${person} is on duty then already`,
  'awaits-answer': () => 'it no longer awaits an answer',
  'awaits-approval': () => 'it does not await approval',
  'own-proposal': (person) => `${person} has not proposed it`,
  'return-to-come': () => 'the duty in return has begun',
  'return-of-one': () => 'an exchange is with one colleague, whose duty it is in return',
  'is-done': () => 'it has not been made, or was undone already',
};

/** Why something is refused, in English. */
export function explainRule({ rule, about }: RuleViolation<PlanningRule>): string {
  return EXPLANATIONS[rule](about);
}
