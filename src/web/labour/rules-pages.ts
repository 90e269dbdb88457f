import { LABOUR_RULES, REGIMES } from '../../domain/labour/limits.ts';
import { DATE_STYLES, DECIMALS, PAYROLL_FIELDS, SILAE } from '../../domain/labour/payroll-file.ts';
import { PRESET_SOURCES, presetRules } from '../../domain/labour/presets.ts';
import { REST_STRATEGIES } from '../../domain/labour/rest-rule.ts';
import { sourceOf } from '../../domain/labour/rule-sources.ts';
import { CURRENCIES, PRESET_IDS, type TeamRules } from '../../domain/labour/team-rules.ts';
import { TERRITORIES } from '../../domain/labour/workplace.ts';
import { EVERYBODY, ORDINARY } from '../../labour/labour-settings.ts';
import { catalogueIn } from '../../words/phrases.ts';
import { holidayCountryNames } from '../forms/holiday-choices.ts';
import type { Conflict } from '../forms/save-edits.ts';
import { timeZoneOptions } from '../forms/time-zones.ts';
import { NO_ERRORS, type ValidationErrors } from '../forms/validation-errors.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';
import { rulesConflict, versionIn } from './rules-conflict.ts';
import { ELSEWHERE, type RulesValues, readRulesForm, rulesValues, typedRules } from './rules-form.ts';
import { RULE_NUMBERS } from './rules-numbers.ts';
import { PART_FIELDS, PART_KINDS } from './scheme-form.ts';

/** How the address calls everybody whose teams have no rules of their own. */
const EVERYBODY_PATH = 'everybody';

/** By which rules each team goes. */
export async function rulesListPage(context: MemberContext): Promise<Reply> {
  const { dependencies, t, language } = context;
  const [rules, people, teams] = await Promise.all([
    dependencies.labour.settings.rules(),
    dependencies.labour.settings.people(),
    dependencies.reader.teams(),
  ]);
  const shown = (id: string, path: string, name: string) => ({
    path,
    name,
    preset: rules.get(id)?.preset ?? null,
  });
  const everyone = await dependencies.reader.people();
  return {
    kind: 'page',
    view: 'labour/rules-list',
    title: t.labourRules.title,
    data: {
      rows: [
        shown(EVERYBODY, EVERYBODY_PATH, t.labourRules.everybody),
        ...[...teams.values()].map(({ id, name }) => shown(id, id, name)),
      ],
      regimes: REGIMES,
      people: [...everyone.values()]
        .filter(({ role }) => role !== 'viewer')
        .toSorted((a, b) => a.name.localeCompare(b.name, language))
        .map(({ id, name }) => ({ id, name, labour: people.get(id) ?? ORDINARY })),
    },
  };
}

/** What is known of people as employees: their regime, and their number in payroll. */
export async function saveLabourPeople(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, author } = context;
  const [before, people] = await Promise.all([
    dependencies.labourSettings.people(),
    dependencies.reader.people(),
  ]);
  const names = ['person', 'regime', 'regimeBefore', 'number', 'numberBefore'] as const;
  for (const { person, regime, regimeBefore, number, numberBefore } of fields.rows(...names)) {
    const old = before.get(person) ?? ORDINARY;
    // Whatever was left as it was shown stays as others may have made it since.
    const chosen = (regime !== regimeBefore && REGIMES.find((one) => one === regime)) || old.regime;
    const payrollNumber = number === numberBefore ? old.payrollNumber : number.slice(0, 40);
    if (!people.has(person) || (chosen === old.regime && payrollNumber === old.payrollNumber)) continue;
    await dependencies.labourSettings.savePerson(person, { ...old, regime: chosen, payrollNumber }, author);
  }
  return { kind: 'see', path: '/labour/rules', done: 'saved' };
}

/** A team's rules, each number with its legal default and where it stands. */
export async function rulesPage(context: MemberContext, tried: Tried | null = null): Promise<Reply> {
  const { dependencies, t, language } = context;
  const teamId = teamOf(context);
  // Read first: rules that change in between must look outdated.
  const opened = tried?.opened ?? String(await dependencies.labour.settings.rulesVersion(teamId));
  const { path, name, rules } = await ofPath(context);
  const { values, validationErrors, conflict } = tried ?? {
    values: rulesValues(rules),
    validationErrors: NO_ERRORS,
    conflict: null,
  };
  return {
    kind: 'page',
    view: 'labour/rules',
    title: t.labourRules.of(name),
    status: conflict ? 409 : tried === null ? 200 : 422,
    data: {
      path,
      rules,
      opened,
      values,
      validationErrors,
      conflict,
      legal: rulesValues(presetRules(rules.preset)),
      presets: PRESET_IDS,
      source: catalogueIn(language, PRESET_SOURCES[rules.preset]),
      sources: catalogueIn(language, PRESET_SOURCES),
      numbers: RULE_NUMBERS,
      strategies: REST_STRATEGIES,
      territories: [...TERRITORIES, ELSEWHERE],
      currencies: CURRENCIES,
      silae: SILAE.line,
      payrollFields: PAYROLL_FIELDS,
      decimals: DECIMALS,
      dateStyles: DATE_STYLES,
      labourRules: LABOUR_RULES.map((rule) => ({
        rule,
        source: catalogueIn(language, { source: sourceOf(rule, rules.preset) }).source,
      })),
      countries: holidayCountryNames(language),
      zones: timeZoneOptions(values.text.timeZone ?? '', language),
      partKinds: PART_KINDS,
      partFields: PART_FIELDS,
    },
  };
}

/** The form as it was typed, and why it was not saved. */
interface Tried {
  readonly values: RulesValues;
  readonly validationErrors: ValidationErrors;
  readonly opened: string;
  readonly conflict: Conflict | null;
}

/** Saves them as typed, or begins anew from a preset; unless somebody else has changed them since. */
export async function saveRules(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, author, t } = context;
  const { path, teamId, rules: before } = await ofPath(context);
  const opened = fields.text('opened');
  const values = typedRules(fields);
  const preset = PRESET_IDS.find((id) => id === fields.text('preset'));
  // What the payroll program takes is no matter of law.
  const anew =
    fields.text('do') === 'preset' && preset ? { ...presetRules(preset), payroll: before.payroll } : null;
  const { rules, wrong } = anew ? { rules: anew, wrong: NO_ERRORS } : readRulesForm(values, before, t);
  if (wrong.count > 0) return rulesPage(context, { values, validationErrors: wrong, opened, conflict: null });
  const saved = await dependencies.labourSettings.saveRules(teamId, rules, author, versionIn(opened));
  if (saved.ok) return { kind: 'see', path: `/labour/rules/${path}`, done: 'saved' };
  const { rules: stored } = await ofPath(context);
  const conflict = rulesConflict(saved.error, { mine: rules, stored }, context);
  const typed = anew ? rulesValues(anew) : values;
  return rulesPage(context, {
    values: typed,
    validationErrors: NO_ERRORS,
    opened: conflict.opened,
    conflict,
  });
}

function teamOf(context: MemberContext): string {
  const path = param(context, 'team');
  return path === EVERYBODY_PATH ? EVERYBODY : path;
}

async function ofPath(context: MemberContext): Promise<{
  readonly path: string;
  readonly teamId: string;
  readonly name: string;
  readonly rules: TeamRules;
}> {
  const { dependencies, t } = context;
  const path = param(context, 'team');
  const all = await dependencies.labour.settings.rules();
  const everybody = all.get(EVERYBODY) ?? presetRules('code-du-travail');
  if (path === EVERYBODY_PATH)
    return { path, teamId: EVERYBODY, name: t.labourRules.everybody, rules: everybody };
  const team = (await dependencies.reader.teams()).get(path) ?? notFound();
  return { path, teamId: team.id, name: team.name, rules: all.get(team.id) ?? everybody };
}
