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
  minPiece(period),
];

/** The least piece of a rest that is prolonged; without meaning for the others. */
const minPiece = (period: 'daily' | 'weekly'): RuleNumber => ({
  ...{ name: `${period}MinPiece`, least: 1, most: 24, isOptional: true, source: 'OLT 1 / ArGV 1 art. 19' },
  read: ({ rest: { [period]: demand } }) =>
    demand.strategy.kind === 'prolong' ? demand.strategy.minPieceHours : null,
  write: (rules, minPieceHours) =>
    rules.rest[period].strategy.kind === 'prolong' && minPieceHours !== null
      ? withRest(rules, period, { strategy: { kind: 'prolong', minPieceHours } })
      : rules,
});

/** Hours or days on call in so many days or weeks: both numbers, or no such limit. */
const within = <Name extends 'dutyHours' | 'dutyDays'>(
  name: Name,
  [amount, span]: readonly [string, string],
  [most, mostSpan]: readonly [number, number],
  source: string,
  pick: (limit: NonNullable<Limits[Name]>) => readonly [number, number],
  make: (amount: number, span: number) => Limits[Name],
  usualSpan: number,
): readonly RuleNumber[] => {
  const both = ({ limits }: TeamRules) => {
    const limit = limits[name];
    return limit === null ? null : pick(limit as NonNullable<Limits[Name]>);
  };
  const set = (rules: TeamRules, limit: Limits[Name]) => ({
    ...rules,
    limits: { ...rules.limits, [name]: limit },
  });
  return [
    {
      ...{
        name: amount,
        least: 1,
        most,
        isOptional: true,
        source,
        read: (rules) => both(rules)?.[0] ?? null,
      },
      write: (rules, value) => set(rules, value === null ? null : make(value, both(rules)?.[1] ?? usualSpan)),
    },
    {
      ...{ name: span, least: 1, most: mostSpan, isOptional: true, source },
      read: (rules) => both(rules)?.[1] ?? null,
      write: (rules, value) => {
        const now = both(rules);
        return now === null || value === null ? rules : set(rules, make(now[0], value));
      },
    },
  ];
};

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
    needed(
      'averageWeeks',
      [1, 52],
      'L3121-22',
      ({ limits }) => limits.averageWeeks,
      (rules, averageWeeks) => ({ ...rules, limits: { ...rules.limits, averageWeeks } }),
    ),
    limit('daysPerWeek', [1, 7], 'L3132-1'),
    limit('nightHoursPerYear', [1, 3000], 'L3122-23'),
    limit('weeksRunning', [1, 52], 'L3121-11'),
    limit('saturdaysPerMonth', [0, 5], 'décret 2002-9'),
    limit('sundaysPerMonth', [0, 5], 'décret 2002-9'),
    limit('holidaysPerMonth', [0, 5], 'décret 2002-9'),
    ...within(
      'dutyHours',
      ['dutyHours', 'dutyHoursDays'],
      [744, 366],
      'décret 2002-9',
      ({ hours, days }) => [hours, days],
      (hours, days) => ({ hours, days }),
      15,
    ),
    ...within(
      'dutyDays',
      ['dutyDays', 'dutyDaysWeeks'],
      [366, 52],
      'OLT 1 / ArGV 1 art. 14',
      ({ days, weeks }) => [days, weeks],
      (days, weeks) => ({ days, weeks }),
      4,
    ),
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
    needed(
      'riskReaction',
      [1, 1440],
      'C-344/19, C-580/19',
      ({ risk }) => risk.reactionMinutes,
      (rules, reactionMinutes) => ({ ...rules, risk: { ...rules.risk, reactionMinutes } }),
    ),
    needed(
      'riskPer100Hours',
      [1, 1000],
      'C-344/19, C-580/19',
      ({ risk }) => risk.per100Hours,
      (rules, per100Hours) => ({ ...rules, risk: { ...rules.risk, per100Hours } }),
    ),
  ],
} as const satisfies Readonly<Record<string, readonly RuleNumber[]>>;

export const ALL_RULE_NUMBERS: readonly RuleNumber[] = Object.values(RULE_NUMBERS).flat();
