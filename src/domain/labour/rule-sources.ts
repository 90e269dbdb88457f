import type { LabourRule, Regime } from './limits.ts';
import type { PresetId } from './team-rules.ts';

const CODE_DU_TRAVAIL_SOURCES: Readonly<Record<LabourRule, string>> = {
  'daily-rest': 'L3131-1',
  'weekly-rest': 'L3132-2',
  'daily-hours': 'L3121-18',
  'weekly-hours': 'L3121-20',
  'average-hours': 'L3121-22',
  'days-per-week': 'L3132-1',
  'night-hours': 'L3122-23',
  'weeks-running': 'L3121-11',
  'saturdays-per-month': '2002-9 art. 20–25',
  'sundays-per-month': '2002-9 art. 20–25',
  'holidays-per-month': '2002-9 art. 20–25',
  'duty-hours': '2002-9 art. 20–25',
  'duty-days': 'ArGV 1 art. 14',
  'minor-at-night': 'L3163-2',
  'paid-leave': 'IDCC 3248 art. 96.2.1.1',
  'short-notice': 'L3121-12',
};

/** Local government: decree 2001-623 sends to it for work and rest. */
const PUBLIC_SERVICE = {
  'daily-rest': 'décret 2000-815',
  'weekly-rest': 'décret 2000-815',
  'daily-hours': 'décret 2000-815',
  'weekly-hours': 'décret 2000-815',
  'average-hours': 'décret 2000-815',
} as const;

const SWISS = {
  'daily-rest': 'ArGV 1 art. 19',
  'weekly-rest': 'ArGV 1 art. 19',
  'weekly-hours': 'ArG art. 9',
} as const;

const GERMAN = {
  'daily-rest': '§ 5 ArbZG',
  'weekly-rest': '§ 5, § 11 ArbZG',
  'daily-hours': '§ 3 ArbZG',
  'weekly-hours': '§ 3 ArbZG',
} as const;

/** Where a preset’s rules stand elsewhere. */
const SOURCES_ELSEWHERE: Partial<Readonly<Record<PresetId, Partial<Readonly<Record<LabourRule, string>>>>>> =
  {
    metallurgie: {
      'daily-rest': 'IDCC 3248 art. 96.2.1.4',
      'weekly-rest': 'IDCC 3248 art. 96.2.1.4',
      'short-notice': 'IDCC 3248 art. 96.2.1.2',
    },
    automobile: { 'daily-rest': 'IDCC 1090 art. 1.10', 'weekly-rest': 'IDCC 1090 art. 1.10' },
    'fpt-technical': PUBLIC_SERVICE,
    'fpt-other': PUBLIC_SERVICE,
    fph: { ...PUBLIC_SERVICE, 'daily-rest': 'décret 2002-9', 'weekly-rest': 'décret 2002-9' },
    switzerland: SWISS,
    'switzerland-hospital': SWISS,
    germany: GERMAN,
    'germany-hospital': { ...GERMAN, 'daily-rest': '§ 5 Abs. 2, 3 ArbZG' },
    belgium: {
      'daily-rest': 'loi du 16 mars 1971, art. 38ter',
      'weekly-rest': 'loi du 16 mars 1971, art. 38ter',
      'daily-hours': 'loi du 16 mars 1971',
      'weekly-hours': 'loi du 16 mars 1971',
    },
  };

const OF_MINORS: Partial<Readonly<Record<LabourRule, string>>> = {
  'daily-rest': 'L3164-1',
  'weekly-rest': 'L3164-2',
  'days-per-week': 'L3164-2',
};

/** Where a rule stands for a person whose team began from a preset; its figures may rest on an agreement instead. */
export function sourceOf(rule: LabourRule, preset: PresetId, regime: Regime = 'employee'): string {
  const own = regime === 'young' || regime === 'child' ? OF_MINORS[rule] : undefined;
  return own ?? SOURCES_ELSEWHERE[preset]?.[rule] ?? CODE_DU_TRAVAIL_SOURCES[rule];
}
