import { LABOUR_RULES } from '../../domain/labour/limits.ts';
import {
  DATE_STYLES,
  DECIMALS,
  type PayrollTemplate,
  unknownField,
} from '../../domain/labour/payroll-file.ts';
import { REST_STRATEGIES, type RestStrategy } from '../../domain/labour/rest-rule.ts';
import { CURRENCIES, type TeamRules } from '../../domain/labour/team-rules.ts';
import { TERRITORIES, type Workplace } from '../../domain/labour/workplace.ts';
import { isLocalDate, isLocalTime } from '../../domain/schedule/calendar.ts';
import type { WeeklyHours } from '../../domain/schedule/duty-window.ts';
import { isHolidayCountry } from '../../domain/schedule/holidays.ts';
import { isTimeZone } from '../../domain/schedule/wall-clock.ts';
import type { Fields } from '../forms/fields.ts';
import { type ValidationErrors, validationErrorsOf } from '../forms/validation-errors.ts';
import type { Messages } from '../messages/messages.ts';
import { ALL_RULE_NUMBERS, withRest } from './rules-numbers.ts';
import { PART_FIELDS, PART_KINDS, readScheme, schemeValues } from './scheme-form.ts';

/** The rules of a team as typed, by field; those that may be chosen several times as lists. */
export interface RulesValues {
  readonly text: Readonly<Record<string, string>>;
  readonly blocking: readonly string[];
  readonly workDays: readonly string[];
  /** A field each, and some may be empty. */
  readonly closedDays: readonly string[];
}

const TEXTS = [
  'agreement',
  'dailyStrategy',
  'weeklyStrategy',
  'nightFrom',
  'nightTo',
  'workFrom',
  'workTo',
  'timeZone',
  'territory',
  'country',
  'goodFriday',
  'currency',
  'payrollLine',
  'payrollDecimals',
  'payrollDates',
] as const;
const PART_NAMES = PART_KINDS.flatMap((kind) =>
  ['on', 'code', 'pays', 'holidayInWeek', ...PART_FIELDS[kind]].map((field) => `${kind}.${field}`),
);
/** In a list of territories: another country. */
export const ELSEWHERE = 'elsewhere';

export function rulesValues(rules: TeamRules): RulesValues {
  const { workplace, workingHours } = rules;
  const isFrance = workplace.kind === 'france';
  const numbers = ALL_RULE_NUMBERS.map(({ name, read }) => [name, String(read(rules) ?? '')]);
  return {
    text: {
      ...Object.fromEntries(numbers),
      ...schemeValues(rules.scheme),
      agreement: rules.agreement,
      dailyStrategy: rules.rest.daily.strategy.kind,
      weeklyStrategy: rules.rest.weekly.strategy.kind,
      nightFrom: rules.night.from,
      nightTo: rules.night.to,
      workFrom: workingHours[0]?.from.time ?? '',
      workTo: workingHours[0]?.to.time ?? '',
      timeZone: rules.timeZone,
      territory: isFrance ? workplace.territory : ELSEWHERE,
      country: isFrance ? '' : (workplace.rule.country ?? ''),
      goodFriday: isFrance && workplace.goodFriday ? 'yes' : '',
      currency: rules.currency,
      payrollLine: rules.payroll.line,
      payrollDecimals: rules.payroll.decimals,
      payrollDates: rules.payroll.dates,
    },
    blocking: rules.blocking,
    workDays: workingHours.map(({ from }) => String(from.weekday)),
    closedDays: isFrance ? workplace.closedDays : workplace.rule.closedDays,
  };
}

export function typedRules(fields: Fields): RulesValues {
  const names = [...TEXTS, ...ALL_RULE_NUMBERS.map(({ name }) => name), ...PART_NAMES];
  return {
    text: Object.fromEntries(names.map((name) => [name, fields.text(name).slice(0, 500)])),
    blocking: fields.all('blocking'),
    workDays: fields.all('workDays'),
    closedDays: fields.all('closedDay').map((day) => day.slice(0, 10)),
  };
}

/** What was typed as rules, on top of those that were there; or everything that is wrong with it. */
export function readRulesForm(
  values: RulesValues,
  before: TeamRules,
  t: Messages,
): { readonly rules: TeamRules; readonly wrong: ValidationErrors } {
  const wrong: { path: string; message: string }[] = [];
  const words = t.labourRules.wrong;
  const { text } = values;
  const check = (path: string, good: boolean, message: string) => {
    if (!good) wrong.push({ path, message });
  };
  for (const name of ['nightFrom', 'nightTo', 'workFrom', 'workTo'])
    check(name, isLocalTime(text[name] ?? ''), words.time);
  check('nightTo', (text.nightTo ?? '') < (text.nightFrom ?? ''), words.night);
  check('workTo', (text.workTo ?? '') > (text.workFrom ?? ''), words.workTo);
  check('timeZone', isTimeZone(text.timeZone ?? ''), words.zone);
  const closedDays = values.closedDays.filter((day) => day !== '');
  for (const [index, day] of values.closedDays.entries())
    check(`closedDay.${index}`, day === '' || isLocalDate(day), words.date);
  const isElsewhere = text.territory === ELSEWHERE;
  check('country', !isElsewhere || isHolidayCountry((text.country ?? '').toUpperCase()), words.country);
  const payroll = payrollOf(text, before.payroll);
  const unknown = unknownField(payroll.line);
  check('payrollLine', unknown === null, t.statements.unknownField(unknown ?? ''));
  check('payrollLine', payroll.line.trim() !== '', words.line);
  const scheme = readScheme(text);
  if ('wrong' in scheme) wrong.push({ path: scheme.wrong, message: words.amount });
  let rules: TeamRules = {
    ...before,
    agreement: text.agreement ?? '',
    night: { from: text.nightFrom ?? '', to: text.nightTo ?? '' },
    timeZone: text.timeZone ?? '',
    workplace: workplaceOf(values, closedDays),
    workingHours: workingHoursOf(values),
    blocking: LABOUR_RULES.filter((rule) => values.blocking.includes(rule)),
    currency: CURRENCIES.find((one) => one === text.currency) ?? before.currency,
    payroll,
    scheme: 'scheme' in scheme ? scheme.scheme : before.scheme,
  };
  for (const period of ['daily', 'weekly'] as const)
    rules = withRest(rules, period, {
      strategy: strategyOf(text[`${period}Strategy`], before.rest[period].strategy),
    });
  for (const one of ALL_RULE_NUMBERS) {
    const typed = (text[one.name] ?? '').replace(',', '.');
    const value = typed === '' ? null : Number(typed);
    const isGood = value === null ? one.isOptional : value >= one.least && value <= one.most;
    check(one.name, isGood, words.number(one.least, one.most));
    if (isGood) rules = one.write(rules, value);
  }
  for (const period of ['daily', 'weekly'] as const) {
    const { hours, floorHours } = rules.rest[period];
    check(`${period}Floor`, floorHours === null || floorHours <= hours, words.floor);
  }
  return { rules, wrong: validationErrorsOf(wrong) };
}

/** A form of before says nothing of it. */
function payrollOf({ payrollLine, ...text }: RulesValues['text'], before: PayrollTemplate): PayrollTemplate {
  return {
    line: payrollLine ?? before.line,
    decimals: DECIMALS.find((one) => one === text.payrollDecimals) ?? before.decimals,
    dates: DATE_STYLES.find((one) => one === text.payrollDates) ?? before.dates,
  };
}

function strategyOf(typed: string | undefined, before: RestStrategy): RestStrategy {
  const kind = REST_STRATEGIES.find((one) => one === typed) ?? before.kind;
  if (kind !== 'prolong') return { kind };
  return before.kind === 'prolong' ? before : { kind, minPieceHours: 4 };
}

function workplaceOf({ text }: RulesValues, closedDays: readonly string[]): Workplace {
  const territory = TERRITORIES.find((one) => one === text.territory);
  if (territory) return { kind: 'france', territory, goodFriday: text.goodFriday === 'yes', closedDays };
  return {
    kind: 'elsewhere',
    rule: { country: (text.country ?? '').toUpperCase() || null, region: null, closedDays },
  };
}

function workingHoursOf({ text, workDays }: RulesValues): readonly WeeklyHours[] {
  return [1, 2, 3, 4, 5, 6, 7]
    .filter((weekday) => workDays.includes(String(weekday)))
    .map((weekday) => ({
      from: { weekday, time: text.workFrom ?? '' },
      to: { weekday, time: text.workTo ?? '' },
    }));
}
