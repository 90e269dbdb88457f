import type { PlanningRule } from '../planning-rule.ts';
import type { RuleViolation } from '../rule-violation.ts';
import type { Section } from './configuration.ts';

/** What a field should hold, by its code, with what belongs to the sentence. Its words are in `words/`. */
interface Expectations {
  line: object;
  list: object;
  mapping: object;
  items: object;
  sections: { readonly words: readonly string[] };
  'mapping-of-people': object;
  flag: object;
  word: object;
  sound: object;
  email: object;
  'time-zone': object;
  moment: object;
  'moment-or-day': object;
  day: object;
  'time-of-day': object;
  handoff: object;
  'daily-handoff': object;
  'weekly-handoff': object;
  turn: object;
  hours: object;
  'a-weekday': object;
  'one-weekday': object;
  holiday: object;
  'window-part': object;
  'both-days': object;
  holidays: object;
  country: object;
  region: object;
  participant: object;
  'hold-sound': object;
  'no-answer': object;
  extension: object;
  trunk: object;
  'another-trunk': object;
  'dial-prefix': object;
  'dialplan-context': object;
  'phone-number': object;
  'dialled-number': object;
  'blocked-number': object;
  'blocked-prefix': object;
  'one-dial-target': object;
  'one-target': object;
  'a-language': object;
  'a-target': object;
  'a-step': object;
  'a-turn': object;
  'a-person': object;
  recording: object;
  'rotation-id': object;
  'item-id': { readonly otherThan: readonly string[] };
  'id-of': { readonly section: Section; readonly or: readonly string[] };
  'one-of': { readonly words: readonly string[] };
  'one-count': { readonly words: readonly string[] };
  'whole-number': { readonly min: number; readonly max: number };
  number: { readonly min: number; readonly max: number };
  'lead-hours': { readonly most: number };
  reminders: { readonly most: number };
}

export type Expected = {
  [What in keyof Expectations]: { readonly what: What } & Expectations[What];
}[keyof Expectations];

/** What stands there instead. Text is quoted, shortened; null: there is nothing to quote. */
export type Given =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'nothing' | 'list' | 'mapping' }
  | null;

/** What can be wrong with what somebody wrote or typed, with what belongs to the sentence. */
interface Mistakes {
  missing: { readonly expected: Expected };
  'not-expected': { readonly expected: Expected; readonly given: Given };
  'unknown-key': { readonly keys: readonly string[] };
  'listed-twice': { readonly entry: string };
  'unknown-reference': { readonly to: Section; readonly given: Given };
  'unknown-recording': { readonly id: string };
  'not-a-phone-number': { readonly text: string };
  'has-extension': { readonly text: string };
  'costs-extra': { readonly text: string };
  'country-not-allowed': { readonly text: string; readonly allowed: readonly string[] };
  'names-no-number': object;
  'leaves-before-joining': object;
  'night-within-a-day': object;
  'rule-broken': { readonly rule: PlanningRule; readonly about: string };
  'still-used': { readonly by: string };
  'number-taken': { readonly number: string; readonly hotlineId: string };
  'email-taken': { readonly email: string; readonly personId: string };
  /** The file is no YAML; the library's own words. */
  'not-yaml': { readonly explanation: string };
}

export type Mistake = { [Code in keyof Mistakes]: { readonly code: Code } & Mistakes[Code] }[keyof Mistakes];

/** Leads to a field, through lists by index. */
export type Path = readonly (string | number)[];

/** What is wrong with one item, by the path inside it. */
export type ValidationError = { readonly path: Path } & Mistake;

/** Rules of the planning that are broken, as validation errors. */
export function errorsOfRules(
  violations: readonly RuleViolation<PlanningRule>[],
): readonly ValidationError[] {
  return violations.map(({ path, rule, about }) => ({ path, code: 'rule-broken', rule, about }));
}
