import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Intervention } from '../../../src/domain/labour/intervention.ts';
import { payrollFile, SILAE, unknownField } from '../../../src/domain/labour/payroll-file.ts';
import { presetRules } from '../../../src/domain/labour/presets.ts';
import {
  minutesInAll,
  type StatedDuty,
  type StatementFacts,
  statementOf,
} from '../../../src/domain/labour/statement.ts';
import { workplaceHolidays } from '../../../src/domain/labour/workplace.ts';
import { instantOf } from '../../../src/domain/schedule/wall-clock.ts';
import type { Interval } from '../../../src/runtime/instant.ts';
import { paris, span } from './clock.ts';

const MINUTE = 60_000;
const rules = presetRules('fpt-other');
const isHoliday = workplaceHolidays(rules.workplace);
const NOTHING: Omit<StatementFacts, 'duties' | 'month' | 'span'> = {
  personId: 'mia',
  name: 'Mia Roux',
  payrollNumber: '0042',
  currency: 'EUR',
  interventions: [],
  rests: [],
  work: [],
  scheme: rules.scheme,
  rules: {
    hours: { timeZone: rules.timeZone, nightFrom: rules.night.from, nightTo: rules.night.to, isHoliday },
    packages: { ...rules, isHoliday },
    isRestDay: () => false,
  },
};

const duty = (one: Interval, scheduleId = 'primary'): StatedDuty => ({
  ...one,
  scheduleId,
  scheduleName: 'Primary',
  notice: null,
});
const NOVEMBER = { month: '2026-11', span: span('2026-11-01 00:00', '2026-12-01 00:00') };
const intervention = (one: Interval, more: Partial<Intervention> = {}): Intervention => ({
  id: 'i1',
  personId: 'mia',
  state: 'validated',
  pieces: [],
  ...one,
  place: 'remote',
  travelMinutes: 0,
  reason: 'Pump',
  validatedBy: 'sam',
  ...more,
});

describe('the statement at the end of a month (R3121-2)', () => {
  const november = statementOf({
    ...NOTHING,
    ...NOVEMBER,
    duties: [duty(span('2026-11-16 08:00', '2026-11-23 08:00'))],
    interventions: [
      intervention(span('2026-11-18 02:00', '2026-11-18 03:00')),
      intervention(span('2026-11-19 02:00', '2026-11-19 03:00'), { id: 'i2', state: 'withdrawn' }),
    ],
    rests: [{ interventionId: 'i1', why: 'owed', earliestReturnAt: 0, owedMinutes: 120 }],
  });

  it('has the hours of duty, the interventions and what is given for both', () => {
    expect(minutesInAll(november.dutyMinutes)).toBe(7 * 24 * 60);
    expect(november.interventions.map(({ id }) => id)).toEqual(['i1']);
    expect(november.compensation.map(({ code, cents }) => [code, cents])).toEqual([
      ['AST', 14948],
      ['ASTINT', 2400],
    ]);
    expect(november.totals).toEqual({ cents: 17348, restMinutes: 0, owedRestMinutes: 120 });
  });

  it('counts what falls into working hours as work, not as an intervention on call', () => {
    const work = [span('2026-11-18 02:30', '2026-11-18 10:00')];
    const one = [intervention(span('2026-11-18 02:00', '2026-11-18 03:00'))];
    const statement = statementOf({ ...NOTHING, ...NOVEMBER, duties: [], interventions: one, work });
    expect(minutesInAll(statement.interventionMinutes)).toBe(30);
  });

  it('counts hours on two schedules at once as hours once', () => {
    const both = ['primary', 'backup'].map((id) => duty(span('2026-11-16 08:00', '2026-11-17 08:00'), id));
    const statement = statementOf({ ...NOTHING, ...NOVEMBER, duties: both });
    expect(statement.duties).toHaveLength(2);
    expect(minutesInAll(statement.dutyMinutes)).toBe(24 * 60);
  });

  it('of duty told late gives half on top, in local government', () => {
    const late = { toldAt: paris('2026-11-10 08:00'), given: 'late', reason: 'Illness' } as const;
    const told = { ...duty(span('2026-11-16 08:00', '2026-11-23 08:00')), notice: late };
    expect(statementOf({ ...NOTHING, ...NOVEMBER, duties: [told] }).totals.cents).toBe(22422);
  });

  it('makes a payroll file by template: number, code, quantity, as Silae takes them', () => {
    expect(payrollFile([november], () => SILAE)).toEqual({
      ok: true,
      value: '0042;AST;1;01/11/2026;30/11/2026\r\n0042;ASTINT;1;01/11/2026;30/11/2026\r\n',
    });
    expect(payrollFile([{ ...november, payrollNumber: '' }], () => SILAE)).toEqual({
      ok: false,
      error: ['Mia Roux'],
    });
    expect(unknownField('{number};{wage}')).toBe('wage');
    expect(unknownField(SILAE.line)).toBeNull();
  });

  it('lets nobody’s name break a line of the payroll file', () => {
    const named = { ...november, name: 'Roux;\r\n0001;AST;99' };
    const file = payrollFile([named], () => ({ ...SILAE, line: '{name};{code}' }));
    expect(file.ok && file.value.split('\r\n')).toHaveLength(3);
  });
});

describe('hours of random months', () => {
  /** Random duties of some weeks about a month of a random year, on two schedules, and months with clock changes. */
  const months = fc.tuple(fc.integer({ min: 2020, max: 2032 }), fc.constantFrom(1, 3, 5, 10, 12));
  const shifts = fc.array(
    fc.tuple(fc.integer({ min: -5000, max: 45_000 }), fc.integer({ min: 1, max: 9000 }), fc.boolean()),
    { maxLength: 12 },
  );

  it('are, to the minute, the shifts that a painter paints on the month', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(months, shifts, ([year, number], random) => {
        const month = `${year}-${String(number).padStart(2, '0')}`;
        const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
        const [from, to] = [
          instantOf(`${month}-01 00:00`, 'Europe/Paris'),
          instantOf(`${next}-01 00:00`, 'Europe/Paris'),
        ];
        if (from === null || to === null) throw new Error('no month');
        const duties = random.map(([start, length, other]) =>
          duty(
            { startAt: from + start * MINUTE, endAt: from + (start + length) * MINUTE },
            other ? 'a' : 'b',
          ),
        );
        const painted = new Uint8Array((to - from) / MINUTE);
        for (const { startAt, endAt } of duties)
          painted.fill(1, Math.max(0, (startAt - from) / MINUTE), Math.max(0, (endAt - from) / MINUTE));
        const statement = statementOf({ ...NOTHING, month, span: { startAt: from, endAt: to }, duties });
        expect(minutesInAll(statement.dutyMinutes)).toBe(painted.reduce((sum, minute) => sum + minute, 0));
        for (const one of statement.duties)
          expect(minutesInAll(one.minutes)).toBe((one.endAt - one.startAt) / MINUTE);
      }),
      { numRuns: 120 },
    );
  });
});
