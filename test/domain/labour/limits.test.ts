import { describe, expect, it } from 'vitest';
import { checkDuty } from '../../../src/domain/labour/check-duty.ts';
import { checkWork } from '../../../src/domain/labour/check-work.ts';
import type { Regime } from '../../../src/domain/labour/limits.ts';
import { presetRules } from '../../../src/domain/labour/presets.ts';
import { standbyBurden, USUAL_RISK } from '../../../src/domain/labour/standby-burden.ts';
import type { PresetId } from '../../../src/domain/labour/team-rules.ts';
import { workBetween } from '../../../src/domain/labour/working-hours.ts';
import { workplaceHolidays } from '../../../src/domain/labour/workplace.ts';
import type { Interval } from '../../../src/runtime/instant.ts';
import { paris, span } from './clock.ts';

const HOUR = 3_600_000;
const ruleOf = (preset: PresetId) => {
  const { night, timeZone, workplace } = presetRules(preset);
  return { timeZone, nightFrom: night.from, nightTo: night.to, isHoliday: workplaceHolidays(workplace) };
};

function broken(
  preset: PresetId,
  duties: readonly Interval[],
  more: { regime?: Regime; leave?: Interval[] } = {},
) {
  const person = { personId: 'mia', regime: 'employee' as const, duties, leave: [], ...more };
  return checkDuty(person, presetRules(preset).limits, ruleOf(preset)).map(
    ({ rule, amount }) => `${rule} ${amount}`,
  );
}

const week = (monday: number) => {
  const startAt = paris(`2026-11-${String(monday).padStart(2, '0')} 08:00`);
  return { startAt, endAt: startAt + 7 * 24 * HOUR };
};

describe('planned duty', () => {
  it('breaks no rest by itself: on-call time is rest (L3121-10)', () => {
    expect(broken('code-du-travail', [week(16)])).toEqual([]);
  });

  it('two weeks running only where an agreement forbids it', () => {
    const limits = { ...presetRules('code-du-travail').limits, weeksRunning: 1 };
    const person = { personId: 'mia', regime: 'employee', leave: [] } as const;
    const rule = ruleOf('code-du-travail');
    expect(checkDuty({ ...person, duties: [week(16)] }, limits, rule)).toEqual([]);
    expect(checkDuty({ ...person, duties: [week(9), week(16)] }, limits, rule)).toMatchObject([
      { rule: 'weeks-running', amount: 2, limit: 1, startAt: paris('2026-11-16 00:00') },
    ]);
    expect(
      checkDuty(
        { ...person, duties: [span('2026-11-02 08:00', '2026-11-09 08:00'), week(16)] },
        limits,
        rule,
      ),
    ).toEqual([]);
  });

  it('of hospital staff: one Saturday, one Sunday, one holiday a month, and 72 hours in 15 days (decree 2002-9)', () => {
    expect(broken('fph', [span('2026-11-21 08:00', '2026-11-22 20:00')])).toEqual([]);
    const weekends = [
      span('2026-11-07 08:00', '2026-11-09 07:00'),
      span('2026-11-28 08:00', '2026-11-30 07:00'),
    ];
    expect(broken('fph', weekends)).toEqual(['saturdays-per-month 2', 'sundays-per-month 2']);
    const holidays = [
      span('2026-11-01 08:00', '2026-11-01 20:00'),
      span('2026-11-11 08:00', '2026-11-11 20:00'),
    ];
    expect(broken('fph', holidays)).toEqual(['holidays-per-month 2']);
    const nights = ['02', '04', '06', '09', '12'].map((day) =>
      span(`2026-11-${day} 16:00`, `2026-11-${String(Number(day) + 1).padStart(2, '0')} 07:00`),
    );
    expect(broken('fph', nights)).toEqual(['duty-hours 75']);
  });

  it('in Switzerland: 7 days in 4 weeks (ArGV 1 art. 14)', () => {
    expect(broken('switzerland', [week(16)])).toEqual([]);
    expect(broken('switzerland', [week(9), span('2026-11-20 08:00', '2026-11-21 08:00')])).toEqual([
      'duty-days 8',
    ]);
  });

  it('in Switzerland 14 days where interventions are few, as the team then sets it (ArGV 1 art. 14)', () => {
    const limits = { ...presetRules('switzerland').limits, dutyDays: { days: 14, weeks: 4 } };
    const person = { personId: 'mia', regime: 'employee', leave: [] } as const;
    const rule = ruleOf('switzerland');
    const fortnight = span('2026-11-02 08:00', '2026-11-15 20:00');
    expect(checkDuty({ ...person, duties: [fortnight] }, limits, rule)).toEqual([]);
    const longer = span('2026-11-02 08:00', '2026-11-16 20:00');
    expect(checkDuty({ ...person, duties: [longer] }, limits, rule)).toMatchObject([
      { rule: 'duty-days', amount: 15, limit: 14 },
    ]);
  });

  it('of minors: never at night (L3163-1, L3163-2)', () => {
    const evening = span('2026-11-17 18:00', '2026-11-17 21:00');
    expect(broken('code-du-travail', [evening], { regime: 'young' })).toEqual([]);
    expect(broken('code-du-travail', [evening], { regime: 'child' })).toEqual(['minor-at-night 1']);
    const late = span('2026-11-17 18:00', '2026-11-17 23:00');
    expect(broken('code-du-travail', [late], { regime: 'young' })).toEqual(['minor-at-night 1']);
    expect(broken('code-du-travail', [late])).toEqual([]);
  });

  it('not during paid leave (Métallurgie 96.2.1.1)', () => {
    const leave = [span('2026-11-20 00:00', '2026-11-21 00:00')];
    expect(broken('metallurgie', [week(16)], { leave })).toEqual(['paid-leave 24']);
  });

  it('elected members are no employees: nothing but fairness', () => {
    expect(broken('fph', [week(2), week(9), week(16)], { regime: 'elected' })).toEqual([]);
  });
});

describe('work and interventions together', () => {
  const rules = presetRules('code-du-travail');
  const rule = ruleOf('code-du-travail');
  const worker = { hours: rules.workingHours, timeZone: 'Europe/Paris', isHoliday: rule.isHoliday, away: [] };
  const period = span('2026-11-16 00:00', '2026-11-23 00:00');
  const check = (
    interventions: readonly Interval[],
    more: { regime?: Regime; hours?: typeof worker.hours } = {},
  ) =>
    checkWork(
      {
        personId: 'mia',
        regime: more.regime ?? 'employee',
        work: workBetween(
          { ...worker, hours: more.hours ?? worker.hours },
          paris('2025-11-16 00:00'),
          period.endAt,
        ),
        interventions,
        period,
      },
      rules.limits,
      rules.rest,
      rule,
    ).map(({ rule: name, amount, degree }) => `${name} ${amount} ${degree}`);

  it('an ordinary week breaks nothing', () => {
    expect(check([])).toEqual([]);
  });

  it('coming back at 09:00 after an intervention from 03:00 to 04:00 breaks the daily rest', () => {
    expect(check([span('2026-11-18 03:00', '2026-11-18 04:00')])).toEqual(['daily-rest 5 broken']);
  });

  it('more than 10 hours on a day (L3121-18), more than 48 in a week (L3121-20)', () => {
    expect(check([span('2026-11-18 17:00', '2026-11-18 20:00')])).toEqual(['daily-hours 11 broken']);
    const evenings = ['16', '17', '18', '19'].map((day) =>
      span(`2026-11-${day} 17:00`, `2026-11-${day} 19:00`),
    );
    const saturday = span('2026-11-21 09:00', '2026-11-21 11:00');
    expect(check([...evenings, saturday])).toEqual(['weekly-hours 50 broken']);
  });

  it('an intervention on the seventh day is a day worked (L3132-1)', () => {
    const sixDays = [1, 2, 3, 4, 5, 6].map((weekday) => ({
      from: { weekday, time: '09:00' },
      to: { weekday, time: '15:00' },
    }));
    expect(check([span('2026-11-22 10:00', '2026-11-22 10:20')], { hours: sixDays })).toEqual([
      'days-per-week 7 broken',
    ]);
  });

  it('44 hours on average of 12 weeks (L3121-22)', () => {
    const long = [1, 2, 3, 4, 5].map((weekday) => ({
      from: { weekday, time: '09:00' },
      to: { weekday, time: '18:00' },
    }));
    // 45 hours, but for the week of 11 November.
    expect(check([], { hours: long })).toEqual(['average-hours 44.3 broken']);
  });

  it('270 hours of night work in twelve months make a night worker (L3122-23): warned from 80 % on', () => {
    const nights = (count: number) =>
      Array.from({ length: count }, (_, index) => {
        const startAt = paris('2026-01-02 21:00') + index * 7 * 24 * HOUR;
        return { startAt, endAt: startAt + 5 * HOUR };
      }).filter(({ endAt }) => endAt < period.startAt);
    expect(check(nights(43))).toEqual([]);
    expect(check(nights(44))).toEqual(['night-hours 220 near']);
  });

  it('elected members: nothing', () => {
    expect(check([span('2026-11-18 03:00', '2026-11-18 04:00')], { regime: 'elected' })).toEqual([]);
  });
});

describe('what makes stand-by working time (C-344/19, C-580/19)', () => {
  const duties = [span('2026-11-16 08:00', '2026-11-23 08:00')];
  const at = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      span(`2026-11-${17 + (index % 5)} 02:${10 + index}`, `2026-11-${17 + (index % 5)} 03:00`),
    );
  const burden = (count: number, reactionMinutes: number | null) =>
    standbyBurden(
      { duties, interventions: at(count), acceptSeconds: [12, 40, 20], reactionMinutes },
      ruleOf('code-du-travail'),
      USUAL_RISK,
    );

  it('is reckoned from what the telephone measured', () => {
    expect(burden(5, 20)).toMatchObject({ dutyHours: 168, interventions: 5, medianAcceptSeconds: 20 });
    expect(burden(5, 20).per100Hours).toBeCloseTo(2.98, 2);
    expect(burden(5, 20).nightsBroken).toBeCloseTo(5 / 7, 5);
  });

  it('is warned of where reaction is short and calls are frequent, not where it is one of both', () => {
    expect(burden(10, 8).isAtRisk).toBe(true);
    expect(burden(10, 60).isAtRisk).toBe(false);
    expect(burden(2, 8).isAtRisk).toBe(false);
    expect(burden(10, null).isAtRisk).toBe(false);
  });
});
