import { LABOUR_RULES, type LabourRule } from '../domain/labour/limits.ts';
import type { Language } from '../domain/person.ts';

/** What a team's rules for duty and work are called. */
export const LABOUR_RULE_NAMES: Readonly<Record<Language, Readonly<Record<LabourRule, string>>>> = {
  en: {
    'daily-rest': 'daily rest',
    'weekly-rest': 'weekly rest',
    'daily-hours': 'hours in a day',
    'weekly-hours': 'hours in a week',
    'average-hours': 'average hours a week',
    'days-per-week': 'days in a week',
    'night-hours': 'night hours in a year',
    'weeks-running': 'weeks running',
    'saturdays-per-month': 'Saturdays in a month',
    'sundays-per-month': 'Sundays in a month',
    'holidays-per-month': 'holidays in a month',
    'duty-hours': 'hours on call in some days',
    'duty-days': 'days on call in some weeks',
    'minor-at-night': 'a minor at night',
    'paid-leave': 'duty during leave',
    'short-notice': 'short notice',
  },
  fr: {
    'daily-rest': 'repos quotidien',
    'weekly-rest': 'repos hebdomadaire',
    'daily-hours': 'heures par jour',
    'weekly-hours': 'heures par semaine',
    'average-hours': 'moyenne d’heures par semaine',
    'days-per-week': 'jours par semaine',
    'night-hours': 'heures de nuit par an',
    'weeks-running': 'semaines consécutives',
    'saturdays-per-month': 'samedis par mois',
    'sundays-per-month': 'dimanches par mois',
    'holidays-per-month': 'jours fériés par mois',
    'duty-hours': 'heures d’astreinte sur quelques jours',
    'duty-days': 'jours d’astreinte sur quelques semaines',
    'minor-at-night': 'mineur la nuit',
    'paid-leave': 'astreinte pendant un congé',
    'short-notice': 'délai de prévenance',
  },
};

/** Why a change of the planning is refused: a rule of somebody's team would be broken. */
export function labourRefusals(
  language: Language,
  say: (person: string, rule: string) => string,
): Readonly<Record<LabourRule, (about: string) => string>> {
  const names = LABOUR_RULE_NAMES[language];
  const entries = LABOUR_RULES.map((rule) => [rule, (about: string) => say(about, names[rule])] as const);
  return Object.fromEntries(entries) as Record<LabourRule, (about: string) => string>;
}
