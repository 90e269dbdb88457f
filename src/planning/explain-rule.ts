import type { BrokenRule } from '../domain/broken-rule.ts';
import type { ScheduleRule } from '../domain/schedule/validity.ts';

const EXPLANATIONS: Readonly<Record<ScheduleRule, (about: string) => string>> = {
  'ends-after-start': () => 'the end is not after the start',
  'listed-once': () => 'stands in this list twice',
  'replaces-another': (person) => `${person} cannot replace themselves`,
  'override-does-something': () => 'nobody cannot replace nobody',
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
  'knows-person': (person) => `unknown person ${JSON.stringify(person)}`,
};

/** Why a rule is there to be kept, in English. */
export function explainRule({ rule, about }: BrokenRule<ScheduleRule>): string {
  return EXPLANATIONS[rule](about);
}
