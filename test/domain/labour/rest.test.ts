import { describe, expect, it } from 'vitest';
import { limitsOf } from '../../../src/domain/labour/limits.ts';
import { presetRules } from '../../../src/domain/labour/presets.ts';
import { type BrokenRest, collides, lawfulReturn, restAfter } from '../../../src/domain/labour/rest.ts';
import { type RestDemand, type RestRule, restOf } from '../../../src/domain/labour/rest-rule.ts';
import { restAround } from '../../../src/domain/labour/working-hours.ts';
import type { Interval } from '../../../src/runtime/instant.ts';
import { paris, span } from './clock.ts';

const HOUR = 3_600_000;
const CODE = presetRules('code-du-travail').rest;
/** Monday 2 November 2026 to Tuesday. */
const off = (from: string, to: string | null, ...interventions: readonly Interval[]): BrokenRest => ({
  since: paris(from),
  nextWorkAt: to === null ? null : paris(to),
  interventions,
});
const daily = (rest: BrokenRest, rule: RestRule) => restAfter(rest, rule.daily);

describe('daily rest under the Code du travail (L3131-1; DRT circular 2003-06; CDG 61)', () => {
  it('work ends at 18:00, an intervention from 03:00 to 04:00: 9 hours had been had, so not back before 15:00', () => {
    const rest = off('2026-11-02 18:00', '2026-11-03 09:00', span('2026-11-03 03:00', '2026-11-03 04:00'));
    expect(daily(rest, CODE)).toEqual({
      period: 'daily',
      earliestReturnAt: paris('2026-11-03 15:00'),
      longestBefore: 9 * HOUR,
      totalBefore: 9 * HOUR,
      owed: 0,
      why: 'begins-anew',
    });
  });

  it('an intervention from 06:00 to 06:30 after rest since 18:00: 12 hours had passed, nothing changes', () => {
    const rest = off('2026-11-02 18:00', '2026-11-03 09:00', span('2026-11-03 06:00', '2026-11-03 06:30'));
    const outcome = daily(rest, CODE);
    expect(outcome).toMatchObject({ why: 'had', earliestReturnAt: paris('2026-11-03 06:30') });
    expect(outcome && collides(outcome, rest.nextWorkAt)).toBe(false);
  });

  it('of several interventions the last one counts, unless 11 hours lay between two', () => {
    const twice = off(
      '2026-11-02 18:00',
      '2026-11-03 09:00',
      span('2026-11-02 20:00', '2026-11-02 21:00'),
      span('2026-11-03 02:00', '2026-11-03 02:20'),
    );
    expect(daily(twice, CODE)?.earliestReturnAt).toBe(paris('2026-11-03 13:20'));
    const apart = off(
      '2026-11-02 18:00',
      '2026-11-03 12:00',
      span('2026-11-02 19:00', '2026-11-02 19:30'),
      span('2026-11-03 06:30', '2026-11-03 07:00'),
    );
    expect(daily(apart, CODE)?.why).toBe('had');
  });

  it('an intervention that work runs into moves the start of the rest', () => {
    const rest = off('2026-11-02 18:00', '2026-11-03 09:00', span('2026-11-02 17:40', '2026-11-02 19:00'));
    expect(daily(rest, CODE)?.earliestReturnAt).toBe(paris('2026-11-03 06:00'));
  });

  it('without an intervention there is nothing to say: on-call time is rest (L3121-10)', () => {
    expect(daily(off('2026-11-02 18:00', '2026-11-03 09:00'), CODE)).toBeNull();
  });

  it('hours are those that pass: the night clocks go back is an hour longer', () => {
    const rest = off('2026-10-24 18:00', null, span('2026-10-25 04:30', '2026-10-25 05:00'));
    expect(daily(rest, CODE)).toMatchObject({ why: 'had', longestBefore: 11.5 * HOUR });
  });

  it('an agreement may let 9 hours do (D3131-6), and what is missing is owed (D3131-2)', () => {
    const nine: RestDemand = { ...CODE.daily, floorHours: 9 };
    const had = off('2026-11-02 18:00', '2026-11-03 09:00', span('2026-11-03 03:00', '2026-11-03 04:00'));
    expect(restAfter(had, nine)).toMatchObject({
      why: 'floor',
      earliestReturnAt: paris('2026-11-03 04:00'),
      owed: 2 * HOUR,
    });
    const early = off('2026-11-02 18:00', '2026-11-03 09:00', span('2026-11-02 23:00', '2026-11-03 00:00'));
    expect(restAfter(early, nine)).toMatchObject({
      earliestReturnAt: paris('2026-11-03 09:00'),
      owed: 2 * HOUR,
    });
  });
});

describe('weekly rest (L3132-2)', () => {
  it('Kelio’s example: work ends on Friday 18:00, intervention on Sunday 01:00–02:00, not back before Monday 13:00', () => {
    const rest = off('2026-11-06 18:00', '2026-11-09 09:00', span('2026-11-08 01:00', '2026-11-08 02:00'));
    const outcome = lawfulReturn(rest, CODE);
    expect(outcome).toMatchObject({
      period: 'weekly',
      longestBefore: 31 * HOUR,
      earliestReturnAt: paris('2026-11-09 13:00'),
    });
  });

  it('35 hours that were had before the intervention stay had', () => {
    const rest = off('2026-11-06 18:00', '2026-11-09 09:00', span('2026-11-08 06:00', '2026-11-08 07:00'));
    expect(lawfulReturn(rest, CODE)?.why).toBe('had');
  });

  it('a Sunday night breaks the daily rest too, and the later of both counts', () => {
    const rest = off('2026-11-06 18:00', '2026-11-09 09:00', span('2026-11-09 03:00', '2026-11-09 04:00'));
    expect(lawfulReturn(rest, CODE)).toMatchObject({ why: 'had' });
  });
});

describe('urgent work: rest owed is rest lost (D3131-1, D3131-2; Métallurgie 96.2.1.4)', () => {
  const { rest } = presetRules('metallurgie');

  it('work goes on at 09:00, and what the longest piece lacks of 11 hours is owed', () => {
    const night = off('2026-11-02 18:00', '2026-11-03 09:00', span('2026-11-03 03:00', '2026-11-03 04:00'));
    expect(daily(night, rest)).toMatchObject({
      why: 'owed',
      earliestReturnAt: paris('2026-11-03 04:00'),
      owed: 2 * HOUR,
    });
  });

  it('nothing is owed where 11 hours follow', () => {
    const evening = off('2026-11-02 18:00', '2026-11-03 09:00', span('2026-11-02 20:00', '2026-11-02 21:00'));
    expect(daily(evening, rest)).toMatchObject({ why: 'had', owed: 0 });
  });

  it('the weekly rest is owed likewise (L3132-4)', () => {
    const sunday = off('2026-11-06 18:00', '2026-11-09 09:00', span('2026-11-08 01:00', '2026-11-08 02:00'));
    expect(restAfter(sunday, rest.weekly, 'weekly')).toMatchObject({ why: 'owed', owed: 4 * HOUR });
  });
});

describe('adding up (Services de l’automobile, IDCC 1090 art. 1.10)', () => {
  const { rest } = presetRules('automobile');

  it('11 hours in pieces are rest, to be compensated as not in one piece', () => {
    const pieces = off('2026-11-02 18:00', '2026-11-03 08:00', span('2026-11-03 01:00', '2026-11-03 03:00'));
    expect(daily(pieces, rest)).toMatchObject({
      why: 'in-pieces',
      earliestReturnAt: paris('2026-11-03 07:00'),
      owed: 0,
    });
  });

  it('less than 11 hours in all is compensated more', () => {
    const short = off('2026-11-02 20:00', '2026-11-03 07:00', span('2026-11-03 01:00', '2026-11-03 03:00'));
    expect(daily(short, rest)).toMatchObject({ why: 'short', owed: 2 * HOUR });
  });

  it('36 hours a week', () => {
    expect(rest.weekly.hours).toBe(36);
  });
});

describe('prolonging (Switzerland, ArGV 1)', () => {
  const { rest } = presetRules('switzerland');

  it('an hour of work puts the end of the rest off by an hour', () => {
    const night = off('2026-11-02 18:00', '2026-11-03 07:00', span('2026-11-03 03:00', '2026-11-03 04:00'));
    expect(daily(night, rest)).toMatchObject({
      why: 'prolonged',
      earliestReturnAt: paris('2026-11-03 06:00'),
    });
  });

  it('it begins anew where no 4 hours in one piece can be had', () => {
    const torn = off(
      '2026-11-02 18:00',
      '2026-11-03 08:00',
      span('2026-11-02 21:30', '2026-11-02 22:30'),
      span('2026-11-03 02:00', '2026-11-03 02:30'),
      span('2026-11-03 05:00', '2026-11-03 05:30'),
    );
    expect(daily(torn, rest)).toMatchObject({
      why: 'begins-anew',
      earliestReturnAt: paris('2026-11-03 16:30'),
    });
  });
});

describe('Germany (§ 5 ArbZG), Belgium (art. 38ter), hospital staff (decree 2002-9)', () => {
  const night = off('2026-11-02 18:00', '2026-11-03 09:00', span('2026-11-03 03:00', '2026-11-03 04:00'));

  it.each(['germany', 'belgium'] as const)('%s: any intervention begins 11 hours anew', (preset) => {
    expect(daily(night, presetRules(preset).rest)?.earliestReturnAt).toBe(paris('2026-11-03 15:00'));
  });

  it('hospital staff rest for 12 hours a day and 36 a week', () => {
    const { rest } = presetRules('fph');
    expect(daily(night, rest)?.earliestReturnAt).toBe(paris('2026-11-03 16:00'));
    expect(rest.weekly.hours).toBe(36);
  });
});

describe('hospitals and care in Germany (§ 5 Abs. 3 ArbZG)', () => {
  const { rest } = presetRules('germany-hospital');

  it('what was lost is made up later where it was no more than half of the rest', () => {
    const night = off('2026-11-02 20:00', '2026-11-03 07:00', span('2026-11-03 04:00', '2026-11-03 05:00'));
    expect(daily(night, rest)).toMatchObject({ why: 'owed', owed: 3 * HOUR });
  });

  it('11 hours begin anew where more than half was lost', () => {
    const night = off('2026-11-02 20:00', '2026-11-03 07:00', span('2026-11-03 01:00', '2026-11-03 02:00'));
    expect(daily(night, rest)).toMatchObject({
      why: 'begins-anew',
      earliestReturnAt: paris('2026-11-03 13:00'),
    });
  });
});

describe('minors (L3164-1, L3164-2)', () => {
  const night = off('2026-11-02 18:00', '2026-11-03 09:00', span('2026-11-03 05:30', '2026-11-03 06:00'));

  it('an adult has had 11 hours and a half; from 16 to 18 years 12 hours begin anew, under 16 years 14', () => {
    expect(daily(night, restOf(CODE, 'employee'))?.why).toBe('had');
    expect(daily(night, restOf(CODE, 'young'))?.earliestReturnAt).toBe(paris('2026-11-03 18:00'));
    expect(daily(night, restOf(CODE, 'child'))?.earliestReturnAt).toBe(paris('2026-11-03 20:00'));
  });

  it('rest for two days a week, and no agreement takes less', () => {
    expect(restOf(CODE, 'young').weekly).toEqual({
      strategy: { kind: 'restart' },
      hours: 48,
      floorHours: null,
    });
    const { rest } = presetRules('metallurgie');
    expect(restOf(rest, 'child').daily).toEqual({
      strategy: { kind: 'restart' },
      hours: 14,
      floorHours: null,
    });
  });

  it('work on five days of a week at most', () => {
    const { limits } = presetRules('code-du-travail');
    expect(limitsOf(limits, 'young').daysPerWeek).toBe(5);
    expect(limitsOf(limits, 'employee').daysPerWeek).toBe(6);
  });
});

describe('the rest around an intervention', () => {
  const hours = [1, 2, 3, 4, 5].flatMap((weekday) => [
    { from: { weekday, time: '09:00' }, to: { weekday, time: '12:00' } },
    { from: { weekday, time: '14:00' }, to: { weekday, time: '18:00' } },
  ]);
  const worker = { hours, timeZone: 'Europe/Paris', isHoliday: () => false, away: [] };

  it('lies between two working days, not in a lunch break', () => {
    const night = [span('2026-11-03 03:00', '2026-11-03 04:00')];
    expect(restAround(worker, night, paris('2026-11-03 03:00'), CODE)).toEqual({
      since: paris('2026-11-02 18:00'),
      nextWorkAt: paris('2026-11-03 09:00'),
      interventions: night,
    });
    expect(restAround(worker, [], paris('2026-11-03 12:30'), CODE)).toBeNull();
  });

  it('goes over a holiday and over leave', () => {
    const bridge = { ...worker, isHoliday: (day: number) => day === Date.UTC(2026, 10, 11) / 86_400_000 };
    expect(restAround(bridge, [], paris('2026-11-11 03:00'), CODE)).toMatchObject({
      since: paris('2026-11-10 18:00'),
      nextWorkAt: paris('2026-11-12 09:00'),
    });
    const away = { ...worker, away: [span('2026-11-03 00:00', '2026-11-10 00:00')] };
    expect(restAround(away, [], paris('2026-11-05 03:00'), CODE)?.nextWorkAt).toBe(paris('2026-11-10 09:00'));
  });
});
