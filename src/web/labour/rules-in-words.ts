import type { LabourRule } from '../../domain/labour/limits.ts';
import { presetRules } from '../../domain/labour/presets.ts';
import type { TeamRules } from '../../domain/labour/team-rules.ts';
import type { Language } from '../../domain/person.ts';
import type { WeeklyHours } from '../../domain/schedule/duty-window.ts';
import type { PersonLabour } from '../../labour/labour-settings.ts';
import { readWallTime } from '../../words/phrase-kinds.ts';
import { phrasesIn } from '../../words/phrases.ts';
import type { Messages } from '../messages/messages.ts';
import { rulesValues } from './rules-form.ts';

/** Names of fields and values as the form of rules has them. */
type InWords = Readonly<Record<string, string>>;

interface Reading {
  readonly t: Messages;
  readonly language: Language;
}

/** A team's rules as people read them, field by field: for whoever looks at what was changed. */
export function rulesInWords(kept: Partial<TeamRules>, { t, language }: Reading): InWords {
  // What was kept before a rule existed says nothing of it.
  const rules = { ...presetRules(kept.preset ?? 'code-du-travail'), ...kept };
  const words = t.labourRules;
  return {
    [words.preset]: words.presets[rules.preset],
    ...Object.fromEntries(
      Object.entries(rulesByField(rules, { t, language })).map(([name, value]) => [
        fieldName(name, t),
        value,
      ]),
    ),
  };
}

/** Each value in words, by its field's name. */
export function rulesByField(rules: TeamRules, { t, language }: Reading): InWords {
  const { text, blocking, workDays, closedDays } = rulesValues(rules);
  const words = t.labourRules;
  return {
    ...Object.fromEntries(
      Object.entries(text).map(([name, value]) => [name, choiceOf(name, value, t, language)]),
    ),
    blocking: blocking.map((rule) => words.rules[rule as LabourRule] ?? rule).join(', '),
    workDays: workDays.map((day) => words.weekdays[Number(day) - 1] ?? day).join(', '),
    closedDays: closedDays.filter(Boolean).join(', '),
  };
}

/** What is known of somebody as an employee. */
export function personLabourInWords(labour: PersonLabour, { t, language }: Reading): InWords {
  const words = t.labourRules;
  return {
    [words.regime]: words.regimes[labour.regime],
    [words.number]: labour.payrollNumber,
    [words.hoursShort]: (labour.workingHours ?? [])
      .map((hours) => weeklyHours(hours, words.weekdays, language))
      .join(', '),
  };
}

function fieldName(name: string, t: Messages): string {
  const words: Readonly<Record<string, unknown>> = t.labourRules;
  const numbers: Readonly<Record<string, string>> = t.labourRules.numbers;
  const [kind = '', field] = name.split('.');
  if (field !== undefined) return partFieldName(kind as keyof Messages['statements']['parts'], field, t);
  const period = /^(daily|weekly)(Rest|Strategy|Floor|MinPiece)$/.exec(name);
  if (!period) return String(numbers[name] ?? words[name] ?? name);
  const [, of = '', what] = period;
  const label =
    what === 'Rest'
      ? t.labourRules.restHours
      : what === 'Strategy'
        ? t.labourRules.strategy
        : (numbers[name] ?? name);
  return `${String(words[of])}${t.shell.colon}${label}`;
}

/** Of a part of the compensation. */
function partFieldName(kind: keyof Messages['statements']['parts'], field: string, t: Messages): string {
  const part = t.statements.parts[kind];
  if (field === 'on') return part;
  const items: Readonly<Record<string, string>> = t.statements.items;
  const words: Readonly<Record<string, unknown>> = t.labourRules;
  return `${part}${t.shell.colon}${items[field] ?? String(words[field] ?? field)}`;
}

function choiceOf(name: string, value: string, t: Messages, language: Language): string {
  const of = (choices: Readonly<Record<string, string>>) => choices[value] ?? value;
  if (value === 'yes') return t.shell.yes;
  if (name.endsWith('Strategy')) return of(t.labourRules.strategies);
  if (name.endsWith('.pays')) return of(t.labourRules.paysAs);
  if (name === 'payrollDecimals') return of(t.labourRules.decimals);
  if (name === 'payrollDates') return of(t.labourRules.dateStyles);
  if (name === 'territory') return of(t.labourRules.territories);
  if (name === 'country' && value !== '')
    return new Intl.DisplayNames(language, { type: 'region' }).of(value) ?? value;
  return value;
}

function weeklyHours({ from, to }: WeeklyHours, weekdays: readonly string[], language: Language): string {
  const clock = (time: string) => phrasesIn(language).clock(readWallTime(`2000-01-01 ${time}`));
  const end = to.weekday === from.weekday ? clock(to.time) : `${weekdays[to.weekday - 1]} ${clock(to.time)}`;
  return `${weekdays[from.weekday - 1]} ${clock(from.time)} – ${end}`;
}
