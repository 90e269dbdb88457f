import type { TeamRules } from '../../domain/labour/team-rules.ts';

/** A number of a team's rules on its form. */
export interface RuleNumber {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Empty means that there is none. */
  readonly isOptional: boolean;
  /** Where it stands, for the page; null: the team's own matter. */
  readonly source: string | null;
  read(rules: TeamRules): number | null;
  write(rules: TeamRules, value: number | null): TeamRules;
}

type Limits = TeamRules['limits'];
type LimitName = Exclude<keyof Limits, 'dutyHours' | 'dutyDays' | 'averageWeeks'>;

const needed = (
  name: string,
  [least, most]: readonly [number, number],
  source: string | null,
  read: (rules: TeamRules) => number,
  write: (rules: TeamRules, value: number) => TeamRules,
): RuleNumber => ({
  ...{ name, least, most, source, read, isOptional: false },
  write: (rules, value) => write(rules, value ?? least),
});

const limit = (
  name: LimitName,
  [least, most]: readonly [number, number],
  source: string | null,
): RuleNumber => ({
  ...{ name, least, most, source, isOptional: true },
  read: ({ limits }) => limits[name],
  write: (rules, value) => ({ ...rules, limits: { ...rules.limits, [name]: value } }),
});

const rest = (period: 'daily' | 'weekly', source: string): readonly RuleNumber[] => [
  needed(
    `${period}Rest`,
    [1, 72],
    source,
    (rules) => rules.rest[period].hours,
    (rules, hours) => withRest(rules, period, { hours }),
  ),
  {
    ...{ name: `${period}Floor`, least: 1, most: 72, isOptional: true },
    source: period === 'daily' ? 'D3131-6' : null,
    read: (rules) => rules.rest[period].floorHours,
    write: (rules, floorHours) => withRest(rules, period, { floorHours }),
  },
];

export function withRest(
  rules: TeamRules,
  period: 'daily' | 'weekly',
  change: Partial<TeamRules['rest']['daily']>,
): TeamRules {
  return { ...rules, rest: { ...rules.rest, [period]: { ...rules.rest[period], ...change } } };
}

/** Every number of the rules, by the part of the form in which it stands. */
export const RULE_NUMBERS = {
  daily: rest('daily', 'L3131-1'),
  weekly: rest('weekly', 'L3132-2'),
  notice: [
    needed(
      'noticeDays',
      [0, 120],
      'L3121-12',
      (rules) => rules.notice.days,
      (rules, days) => ({ ...rules, notice: { ...rules.notice, days } }),
    ),
    needed(
      'clearDays',
      [0, 30],
      'L3121-12',
      (rules) => rules.notice.clearDays,
      (rules, clearDays) => ({ ...rules, notice: { ...rules.notice, clearDays } }),
    ),
  ],
  limits: [
    limit('dailyHours', [1, 24], 'L3121-18, L3121-19'),
    limit('weeklyHours', [1, 168], 'L3121-20'),
    limit('averageHours', [1, 168], 'L3121-22, L3121-23'),
    limit('daysPerWeek', [1, 7], 'L3132-1'),
    limit('nightHoursPerYear', [1, 3000], 'L3122-23'),
    limit('weeksRunning', [1, 52], 'L3121-11'),
    limit('saturdaysPerMonth', [0, 5], 'décret 2002-9'),
    limit('sundaysPerMonth', [0, 5], 'décret 2002-9'),
    limit('holidaysPerMonth', [0, 5], 'décret 2002-9'),
  ],
  interventions: [
    needed(
      'gapMinutes',
      [0, 600],
      null,
      (rules) => rules.gapMinutes,
      (rules, gapMinutes) => ({ ...rules, gapMinutes }),
    ),
    {
      ...{ name: 'reactionMinutes', least: 1, most: 1440, isOptional: true, source: 'C-344/19, C-580/19' },
      read: (rules) => rules.reactionMinutes,
      write: (rules, reactionMinutes) => ({ ...rules, reactionMinutes }),
    },
  ],
} as const satisfies Readonly<Record<string, readonly RuleNumber[]>>;

export const ALL_RULE_NUMBERS: readonly RuleNumber[] = Object.values(RULE_NUMBERS).flat();
