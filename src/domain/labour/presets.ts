import { NO_HOLIDAYS } from '../schedule/duty-window.ts';
import { CODE_DU_TRAVAIL, type Limits, NO_LIMITS } from './limits.ts';
import { LEGAL_NOTICE } from './notice-period.ts';
import { SILAE } from './payroll-file.ts';
import { ADD_UP, OWED, RESTART, type RestDemand, type RestRule } from './rest-rule.ts';
import {
  FPT_EXPLOITATION,
  FPT_OTHER,
  HOSPITAL,
  METALLURGIE,
  NOTHING_SET,
  SWISS_HOSPITAL,
} from './schemes.ts';
import { USUAL_RISK } from './standby-burden.ts';
import type { PresetId, TeamRules } from './team-rules.ts';
import type { Workplace } from './workplace.ts';

const MAINLAND: Workplace = { kind: 'france', territory: 'mainland', goodFriday: false, closedDays: [] };

const demand = (strategy: RestDemand['strategy'], hours: number, floorHours: number | null = null) => ({
  strategy,
  hours,
  floorHours,
});

/** L3131-1 and L3132-2; the restart as in DRT circular 2003-06. */
const LEGAL_REST: RestRule = { daily: demand(RESTART, 11), weekly: demand(RESTART, 35) };

/** Weekdays by day: an assumption until the team says how it works, and shown as one. */
const OFFICE_HOURS = [1, 2, 3, 4, 5].map((weekday) => ({
  from: { weekday, time: '09:00' },
  to: { weekday, time: '17:00' },
}));

const FRANCE: TeamRules = {
  preset: 'code-du-travail',
  agreement: '',
  rest: LEGAL_REST,
  limits: CODE_DU_TRAVAIL,
  blocking: ['minor-at-night', 'paid-leave'],
  notice: LEGAL_NOTICE,
  night: { from: '21:00', to: '07:00' },
  workplace: MAINLAND,
  timeZone: 'Europe/Paris',
  workingHours: OFFICE_HOURS,
  gapMinutes: 30,
  dayChange: '08:00',
  evening: '18:00',
  shortNightHours: null,
  scheme: NOTHING_SET,
  currency: 'EUR',
  payroll: SILAE,
  reactionMinutes: null,
  risk: USUAL_RISK,
};

/** Decree 2000-815 of 25 August 2000, which decree 2001-623 applies to local government: no rule of six days. */
const PUBLIC: Limits = { ...CODE_DU_TRAVAIL, nightHoursPerYear: null, daysPerWeek: null };

const elsewhere = (country: string): Workplace => ({
  kind: 'elsewhere',
  rule: { ...NO_HOLIDAYS, country },
});

/**
 * ArGV 1 art. 14, 15, 19; 45 hours a week are the law's for most (ArG art. 9), to be set for others. Seven days on call
 * in four weeks; fourteen where interventions are few (up to five a month on a year's average), to be set then.
 */
const SWITZERLAND: Partial<TeamRules> = {
  rest: {
    daily: demand({ kind: 'prolong', minPieceHours: 4 }, 11),
    weekly: demand(RESTART, 35),
  },
  limits: { ...NO_LIMITS, weeklyHours: 45, dutyDays: { days: 7, weeks: 4 } },
  notice: { days: 14, clearDays: 1 },
  night: { from: '23:00', to: '06:00' },
  workplace: elsewhere('CH'),
  timeZone: 'Europe/Zurich',
  currency: 'CHF',
};

/** ArbZG § 3, § 5, § 11 with 24 + 11 hours. */
const GERMANY: Partial<TeamRules> = {
  limits: { ...NO_LIMITS, dailyHours: 10, weeklyHours: 60 },
  notice: { days: 4, clearDays: 1 },
  night: { from: '23:00', to: '06:00' },
  workplace: elsewhere('DE'),
  timeZone: 'Europe/Berlin',
};

/** What each preset sets, on its own or on top of the Code du travail. Every number is a setting. */
const PRESETS: Readonly<Record<PresetId, Partial<TeamRules>>> = {
  'code-du-travail': {},
  // IDCC 3248, art. 96.2.1: on-call work is urgent work (96.2.1.4); no duty during paid leave (96.2.1.1).
  metallurgie: {
    rest: { daily: demand(OWED, 11), weekly: demand(OWED, 35) },
    scheme: METALLURGIE,
  },
  // IDCC 1090, art. 1.10: 36 hours a week.
  automobile: { rest: { daily: demand(ADD_UP, 11), weekly: demand(RESTART, 36) } },
  'fpt-technical': {
    limits: PUBLIC,
    scheme: FPT_EXPLOITATION,
    shortNightHours: 10,
    night: { from: '22:00', to: '07:00' },
  },
  'fpt-other': { limits: PUBLIC, scheme: FPT_OTHER, night: { from: '22:00', to: '07:00' } },
  // Decree 2002-9, art. 20–25; rest 12 hours a day, 36 a week.
  fph: {
    rest: { daily: demand(RESTART, 12), weekly: demand(RESTART, 36) },
    limits: {
      ...PUBLIC,
      saturdaysPerMonth: 1,
      sundaysPerMonth: 1,
      holidaysPerMonth: 1,
      dutyHours: { hours: 72, days: 15 },
    },
    scheme: HOSPITAL,
  },
  // No text; not employees.
  elected: { limits: NO_LIMITS, blocking: [] },
  switzerland: SWITZERLAND,
  // ArGV 2 art. 8a: who has to be there within 30 minutes is given a tenth of the time on call.
  'switzerland-hospital': { ...SWITZERLAND, scheme: SWISS_HOSPITAL, reactionMinutes: 30 },
  germany: GERMANY,
  // § 5 Abs. 3: what was lost is made up later, unless it was more than half of the rest; § 5 Abs. 2: 10 hours may do.
  'germany-hospital': { ...GERMANY, rest: { daily: demand(OWED, 11, 5.5), weekly: demand(RESTART, 35) } },
  // Law of 16 March 1971, art. 38ter.
  belgium: {
    limits: { ...NO_LIMITS, dailyHours: 11, weeklyHours: 50 },
    notice: { days: 7, clearDays: 1 },
    night: { from: '20:00', to: '06:00' },
    workplace: elsewhere('BE'),
    timeZone: 'Europe/Brussels',
  },
};

/** The rules of a team that has said nothing but where it begins. */
export function presetRules(preset: PresetId): TeamRules {
  return { ...FRANCE, ...PRESETS[preset], preset };
}

/** What each preset rests on, for the page. */
export const PRESET_SOURCES: Readonly<Record<PresetId, string>> = {
  'code-du-travail': 'Code du travail, L3121-9 à -12, L3131-1, L3132-2, R3121-2, R3121-3',
  metallurgie: 'IDCC 3248, art. 96.2.1 ; D3131-1, D3131-2',
  automobile: 'IDCC 1090, art. 1.10',
  'fpt-technical': 'décrets 2000-815, 2001-623, 2015-415 ; arrêté du 14 avril 2015',
  'fpt-other': 'décrets 2000-815, 2001-623, 2005-542 ; arrêté du 3 novembre 2015',
  fph: 'décret 2002-9, art. 20 à 25',
  elected: '–',
  switzerland: 'OLT 1 / ArGV 1, art. 14, 15, 19',
  'switzerland-hospital': 'OLT 1 / ArGV 1, art. 14, 15, 19 ; OLT 2 / ArGV 2, art. 8a',
  germany: 'ArbZG § 3, § 5, § 11',
  'germany-hospital': 'ArbZG § 3, § 5 Abs. 2, 3, § 11',
  belgium: 'loi du 16 mars 1971, art. 38ter',
};
