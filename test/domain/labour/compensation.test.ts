import { describe, expect, it } from 'vitest';
import {
  compensate,
  type Duty,
  type Scheme,
  sum,
  type ToCompensate,
} from '../../../src/domain/labour/compensation.ts';
import { presetRules } from '../../../src/domain/labour/presets.ts';
import { FOOD_RETAIL_REST, FPT_OTHER_REST, FPT_SAFETY } from '../../../src/domain/labour/schemes.ts';
import type { TeamRules } from '../../../src/domain/labour/team-rules.ts';
import { workplaceHolidays } from '../../../src/domain/labour/workplace.ts';
import { weekdayOf } from '../../../src/domain/schedule/calendar.ts';
import type { Interval } from '../../../src/runtime/instant.ts';
import { span } from './clock.ts';

const NOVEMBER = span('2026-11-01 00:00', '2026-12-01 00:00');
/** Monday 16 November 08:00 to Monday 23 November. */
const WEEK = span('2026-11-16 08:00', '2026-11-23 08:00');
const WEEKEND = span('2026-11-20 18:00', '2026-11-23 08:00');

function given(
  rules: TeamRules,
  duties: readonly Interval[],
  more: Partial<ToCompensate> = {},
): ToCompensate {
  const isHoliday = workplaceHolidays(rules.workplace);
  return {
    month: NOVEMBER,
    duties: duties.map((duty): Duty => ({ isLate: false, ...duty })),
    interventions: [],
    hours: { timeZone: rules.timeZone, nightFrom: rules.night.from, nightTo: rules.night.to, isHoliday },
    packages: { ...rules, isHoliday },
    isRestDay: (day) => weekdayOf(day) >= 6 || isHoliday(day),
    ...more,
  };
}

const euros = (scheme: Scheme, what: ToCompensate) =>
  sum(compensate(scheme, what).map(({ cents }) => cents)) / 100;

describe('local government, all but technical (arrêté of 3 November 2015)', () => {
  const rules = presetRules('fpt-other');
  const paid = (...duties: Interval[]) => euros(rules.scheme, given(rules, duties));

  it.each([
    ['a week', WEEK, 149.48],
    ['from Friday evening to Monday morning', WEEKEND, 109.28],
    ['from Monday morning to Friday evening', span('2026-11-16 08:00', '2026-11-20 18:00'), 45],
    ['a Saturday', span('2026-11-21 08:00', '2026-11-22 08:00'), 34.85],
    ['a Sunday', span('2026-11-22 08:00', '2026-11-23 08:00'), 43.38],
    ['a holiday', span('2026-11-11 08:00', '2026-11-12 08:00'), 43.38],
    ['a weekday night', span('2026-11-17 18:00', '2026-11-18 08:00'), 10.05],
  ] as const)('%s', (_what, duty, amount) => {
    expect(paid(duty)).toBe(amount);
  });

  it('an hour of intervention: 16 euros in the week, 20 on Saturday, 24 at night, 32 on Sunday and holidays', () => {
    const hour = (from: string, to: string) =>
      euros(rules.scheme, given(rules, [], { interventions: [span(from, to)] }));
    expect(hour('2026-11-17 19:00', '2026-11-17 20:00')).toBe(16);
    expect(hour('2026-11-21 10:00', '2026-11-21 11:00')).toBe(20);
    expect(hour('2026-11-17 02:00', '2026-11-17 03:00')).toBe(24);
    expect(hour('2026-11-22 10:00', '2026-11-22 11:00')).toBe(32);
    expect(hour('2026-11-11 10:00', '2026-11-11 10:30')).toBe(16);
  });

  it('half on top where it was told less than 15 days ahead (CDG 76)', () => {
    const late = given(rules, [], { duties: [{ ...WEEK, isLate: true }] });
    expect(euros(rules.scheme, late)).toBe(224.22);
  });

  it('rest instead: a day and a half a week, a day a weekend, half a day Monday to Friday, two hours a night', () => {
    const rest = (duty: Interval) => compensate(FPT_OTHER_REST, given(rules, [duty]))[0]?.restMinutes;
    expect(rest(WEEK)).toBe(630);
    expect(rest(WEEKEND)).toBe(420);
    expect(rest(span('2026-11-16 08:00', '2026-11-20 18:00'))).toBe(210);
    expect(rest(span('2026-11-17 18:00', '2026-11-18 08:00'))).toBe(120);
  });

  it('and 110 or 125 percent of an intervention', () => {
    const rest = (one: Interval) =>
      sum(
        compensate(FPT_OTHER_REST, given(rules, [], { interventions: [one] })).map(
          (line) => line.restMinutes,
        ),
      );
    expect(rest(span('2026-11-17 19:00', '2026-11-17 20:00'))).toBe(66);
    expect(rest(span('2026-11-22 10:00', '2026-11-22 11:00'))).toBe(75);
  });
});

describe('local government, technical (decree 2015-415, arrêté of 14 April 2015)', () => {
  const rules = presetRules('fpt-technical');

  it.each([
    ['a week', WEEK, 159.2],
    ['a weekend', WEEKEND, 116.2],
    ['a Sunday', span('2026-11-22 08:00', '2026-11-23 08:00'), 46.55],
  ] as const)('operations: %s', (_what, duty, amount) => {
    expect(euros(rules.scheme, given(rules, [duty]))).toBe(amount);
  });

  it.each([
    ['a week', WEEK, 149.48],
    ['a night', span('2026-11-17 18:00', '2026-11-18 08:00'), 10.05],
    ['a night split under 10 hours', span('2026-11-17 18:00', '2026-11-18 02:00'), 8.08],
    ['a Saturday', span('2026-11-21 08:00', '2026-11-22 08:00'), 34.85],
    ['a weekend', WEEKEND, 109.28],
  ] as const)('safety: %s', (_what, duty, amount) => {
    expect(euros(FPT_SAFETY, given(rules, [duty]))).toBe(amount);
  });

  it('a holiday inside a whole week is paid on top only where the team says so', () => {
    const armistice = span('2026-11-09 08:00', '2026-11-16 08:00');
    expect(euros(rules.scheme, given(rules, [armistice]))).toBe(159.2);
    const extra = rules.scheme.map((part) =>
      part.kind === 'duty-packages' ? { ...part, holidayInWeek: true } : part,
    );
    expect(euros(extra, given(rules, [armistice]))).toBe(159.2 + 46.55);
  });
});

describe('what a package is', () => {
  const rules = presetRules('fpt-other');
  const kinds = (...duties: Interval[]) =>
    compensate(rules.scheme, given(rules, duties)).map(({ of, quantity }) => `${quantity} ${of}`);

  it('a week begins with duty, on whatever day, and may be in several shifts', () => {
    expect(kinds(span('2026-11-13 17:00', '2026-11-20 17:00'))).toEqual(['1 week']);
    expect(kinds(span('2026-11-16 08:00', '2026-11-20 18:00'), WEEKEND)).toEqual(['1 week']);
  });

  it('ten days are a week and what is left', () => {
    expect(kinds(span('2026-11-16 08:00', '2026-11-26 08:00'))).toEqual(['1 week', '3 weekday-night']);
  });

  it('Monday to Friday with the Friday night is both', () => {
    expect(kinds(span('2026-11-16 08:00', '2026-11-21 08:00'))).toEqual([
      '1 monday-to-friday',
      '1 weekday-night',
    ]);
  });

  it('nights of a week, one by one', () => {
    const nights = ['16', '17', '18'].map((day) =>
      span(`2026-11-${day} 18:00`, `2026-11-${Number(day) + 1} 08:00`),
    );
    expect(kinds(...nights)).toEqual(['3 weekday-night']);
  });

  it('belongs to the month in which it begins', () => {
    const over = span('2026-10-26 08:00', '2026-11-02 08:00');
    expect(kinds(over)).toEqual([]);
    expect(kinds(span('2026-11-30 08:00', '2026-12-07 08:00'))).toEqual(['1 week']);
  });
});

describe('Métallurgie (IDCC 3248, art. 96.2.1.3)', () => {
  it('once the hourly minimum for each period on a daily rest, twice on a rest day', () => {
    const rules = presetRules('metallurgie');
    const scheme = rules.scheme.map((part) =>
      part.kind === 'duty-periods' ? { ...part, hourlyCents: 1300 } : part,
    );
    const lines = compensate(scheme, given(rules, [WEEK]));
    expect(lines.map(({ of, quantity, cents }) => [of, quantity, cents])).toEqual([
      ['daily-rest', 5, 6500],
      ['rest-day', 2, 5200],
    ]);
  });
});

describe('food retail (IDCC 2216, art. 5.9.2)', () => {
  it('rest as long as the intervention at night, none by day', () => {
    const rules = { ...presetRules('code-du-travail'), night: { from: '21:00', to: '05:00' } };
    const rest = (one: Interval) =>
      sum(
        compensate(FOOD_RETAIL_REST, given(rules, [], { interventions: [one] })).map(
          (line) => line.restMinutes,
        ),
      );
    expect(rest(span('2026-11-17 22:00', '2026-11-17 23:15'))).toBe(75);
    expect(rest(span('2026-11-17 19:00', '2026-11-17 20:00'))).toBe(0);
  });
});

describe('hospitals in Switzerland (ArGV 2 art. 8a)', () => {
  it('a tenth of the time on call is given, where people must be there within 30 minutes', () => {
    const rules = presetRules('switzerland-hospital');
    expect(rules.reactionMinutes).toBe(30);
    const lines = compensate(rules.scheme, given(rules, [span('2026-11-17 18:00', '2026-11-18 08:00')]));
    expect(sum(lines.map(({ restMinutes }) => restMinutes))).toBe(84);
  });
});

describe('other schemes', () => {
  const rules = presetRules('code-du-travail');
  const perHour = { day: 100, saturday: 150, night: 200, sunday: 250, holiday: 300 };

  it('by the hour, cut to the month', () => {
    const scheme: Scheme = [{ kind: 'duty-hours', code: 'AST', pays: 'cents', perHour }];
    const over = span('2026-10-31 22:00', '2026-11-01 02:00');
    expect(compensate(scheme, given(rules, [over]))).toEqual([
      {
        code: 'AST',
        kind: 'duty-hours',
        of: 'holiday',
        quantity: 2,
        each: 300,
        cents: 600,
        restMinutes: 0,
      },
    ]);
  });

  it('a fixed sum in a month with duty, none in one without', () => {
    const scheme: Scheme = [{ kind: 'monthly', code: 'FORF', cents: 12000 }];
    expect(euros(scheme, given(rules, [WEEK]))).toBe(120);
    expect(euros(scheme, given(rules, [span('2026-12-14 08:00', '2026-12-21 08:00')]))).toBe(0);
  });
});
