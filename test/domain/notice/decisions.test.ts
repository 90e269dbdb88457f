import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answered, confirmationState } from '../../../src/domain/notice/confirmation-state.ts';
import { afterReport, type DeliveryReport } from '../../../src/domain/notice/delivery.ts';
import { type GatewayHealth, gatewayTried, HEALTHY } from '../../../src/domain/notice/gateway-health.ts';
import { afterTry } from '../../../src/domain/notice/next-try.ts';
import {
  followersOf,
  isWanted,
  type Preference,
  quietSpanAt,
  quietUntil,
} from '../../../src/domain/notice/preference.ts';
import { allowedAt } from '../../../src/domain/notice/rate.ts';
import { instantOf } from '../../../src/domain/schedule/wall-clock.ts';

const MINUTE = 60_000;
const temporary = { kind: 'temporary', trouble: { code: 'no-answer' }, retryAfterSeconds: null } as const;

describe('the next try', () => {
  const never = Number.MAX_SAFE_INTEGER;

  it('waits 10, 20, 40… seconds and never more than ten minutes', () => {
    const waits = [1, 2, 3, 4, 7, 20].map((tries) => {
      const verdict = afterTry(temporary, { tries, now: 0, expiresAt: never, chance: 0 });
      return verdict.state === 'waiting' ? verdict.nextTryAt / 1000 : verdict.state;
    });
    expect(waits).toEqual([10, 20, 40, 80, 600, 600]);
  });

  it('chance takes up to half of a wait off, and a notice never waits beyond its expiry', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 3600_000 }),
        (tries, chance, left) => {
          const steady = afterTry(temporary, { tries, now: 0, expiresAt: never, chance: 0 });
          const verdict = afterTry(temporary, { tries, now: 0, expiresAt: left, chance });
          if (steady.state !== 'waiting') throw new Error('a temporary failure is tried again');
          if (verdict.state === 'expired') return steady.nextTryAt >= left;
          return (
            verdict.state === 'waiting' &&
            verdict.nextTryAt < left &&
            verdict.nextTryAt >= Math.floor(steady.nextTryAt / 2)
          );
        },
      ),
    );
  });

  it('a gateway that says how long is not asked before', () => {
    const told = { ...temporary, retryAfterSeconds: 90 };
    expect(afterTry(told, { tries: 1, now: 0, expiresAt: never, chance: 0.5 })).toMatchObject({
      nextTryAt: 90_000,
    });
  });

  it('what is refused for ever is not tried again', () => {
    const refused = { kind: 'permanent', trouble: { code: 'answered', said: 'no such address' } } as const;
    expect(afterTry(refused, { tries: 1, now: 0, expiresAt: never, chance: 0 }).state).toBe('failed');
  });
});

describe('a rate', () => {
  it('never lets more than `most` into any window, and never waits longer than it must', () => {
    const rate = { most: 3, seconds: 10 };
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4_000 }), { maxLength: 40 }), (gaps) => {
        const sent: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          const at = allowedAt(rate, sent, now);
          if (at > now) {
            // One millisecond earlier there were still three in the window.
            expect(sent.filter((one) => one > at - 1 - 10_000 && one <= now).length).toBeGreaterThanOrEqual(
              3,
            );
          }
          now = at;
          sent.push(at);
          expect(sent.filter((one) => one > at - 10_000)).not.toHaveLength(4);
        }
      }),
    );
  });
});

describe('a gateway', () => {
  function saidAfter(tries: readonly (string | null)[], everyMs = 1_000): (string | null)[] {
    let health: GatewayHealth = HEALTHY;
    return tries.map((error, index) => {
      const step = gatewayTried(
        health,
        error === null ? null : { code: 'answered', said: error },
        index * everyMs,
      );
      health = step.health;
      return step.said;
    });
  }

  it('raises one alarm after three failures in a row, and says once when it is back', () => {
    expect(saidAfter(['x', 'x', 'x', 'x', null, null])).toEqual([null, null, 'down', null, 'back', null]);
  });

  it('two failures that lie two minutes apart are an alarm too: little is sent at night', () => {
    expect(saidAfter(['x', 'x'], 2 * MINUTE)).toEqual([null, 'down']);
  });

  it('failures between successes are none', () => {
    expect(saidAfter(['x', 'x', null, 'x', 'x', null])).toEqual([null, null, null, null, null, null]);
  });
});

describe('what a gateway reports later', () => {
  it('whatever the order of reports, a delivered notice stays delivered', () => {
    const reports = fc.array(
      fc.constantFrom<DeliveryReport>('on-its-way', 'delivered', 'undelivered', 'delivered'),
    );
    fc.assert(
      fc.property(reports, (order) => {
        const end = order.reduce(afterReport, 'sent');
        const expected = order.includes('delivered')
          ? 'delivered'
          : order.includes('undelivered')
            ? 'failed'
            : 'sent';
        expect(end).toBe(expected);
      }),
    );
  });
});

describe('who wants what', () => {
  const preference = (part: Partial<Preference>): Preference => ({
    hotlineId: null,
    personId: null,
    kind: 'missed-call',
    medium: 'sms',
    wanted: false,
    ...part,
  });
  const occasion = { hotlineId: 'support', personId: 'bob', kind: 'missed-call', medium: 'sms' } as const;

  it('without a preference the default holds', () => {
    expect(isWanted([], occasion)).toBe(true);
    expect(isWanted([], { ...occasion, kind: 'call-received' })).toBe(false);
  });

  it('the most particular preference counts', () => {
    const all = preference({});
    const hotline = preference({ hotlineId: 'support', wanted: true });
    const person = preference({ personId: 'bob' });
    const both = preference({ hotlineId: 'support', personId: 'bob', wanted: true });
    expect(isWanted([all], occasion)).toBe(false);
    expect(isWanted([all, hotline], occasion)).toBe(true);
    expect(isWanted([all, hotline, person], occasion)).toBe(false);
    expect(isWanted([all, hotline, person, both], occasion)).toBe(true);
    expect(isWanted([both, person], { ...occasion, hotlineId: 'sales' })).toBe(false);
  });
});

describe('quiet hours', () => {
  const quiet = { from: '22:00', to: '07:00', timeZone: 'Europe/Paris', mediums: ['sms'] } as const;
  const at = (local: string) => instantOf(local, 'Europe/Paris') ?? 0;
  const planning = { kind: 'planning-changed', medium: 'sms' } as const;

  it.each([
    ['2026-11-25 21:59', '2026-11-25 21:59'],
    ['2026-11-25 22:00', '2026-11-26 07:00'],
    ['2026-11-26 03:10', '2026-11-26 07:00'],
    ['2026-11-26 07:00', '2026-11-26 07:00'],
    // The clocks go back in this night: seven o'clock is seven o'clock.
    ['2026-10-24 23:00', '2026-10-25 07:00'],
    ['2026-12-31 23:30', '2027-01-01 07:00'],
  ])('what can wait and comes at %s is sent at %s', (now, sent) => {
    expect(quietUntil(quiet, planning, at(now))).toBe(at(sent));
  });

  it('what is for whoever is on duty is not held', () => {
    const night = at('2026-11-26 03:10');
    expect(quietUntil(quiet, { kind: 'missed-call', medium: 'sms' }, night)).toBe(night);
    expect(quietUntil(quiet, { kind: 'planning-changed', medium: 'email' }, night)).toBe(night);
  });
});

describe('where a duty stands', () => {
  const HOUR = 3_600_000;
  const START = 100 * HOUR;
  const RULE = { leadSeconds: [24 * 3600, 3 * 3600], limitSeconds: 3600 };
  const at = (hours: number, answer: Answered | null = null, rule: typeof RULE = RULE) =>
    confirmationState(START, answer, rule, START - hours * HOUR);

  it.each([
    [25, 'not-asked'],
    [24, 'asked'],
    [3, 'asked'],
    [1.001, 'asked'],
    [1, 'overdue'],
    [0.001, 'overdue'],
    [0, null],
    [-1, null],
  ])('%d hours before it, unanswered: %s', (hours, state) => {
    expect(at(hours)).toBe(state);
    expect(at(hours, { confirmedAt: null, declinedAt: null })).toBe(state);
  });

  it('what was answered holds, before and after; a no more than a yes', () => {
    for (const hours of [25, 2, 0.5, -1]) {
      expect(at(hours, { confirmedAt: 0, declinedAt: null })).toBe('confirmed');
      expect(at(hours, { confirmedAt: null, declinedAt: 0 })).toBe('declined');
      expect(at(hours, { confirmedAt: 0, declinedAt: 1 })).toBe('declined');
    }
  });

  it('nobody is asked on a schedule that asks nobody', () => {
    for (const hours of [25, 2, 0.5]) expect(at(hours, null, { ...RULE, leadSeconds: [] })).toBeNull();
  });
});

describe('who follows a hotline', () => {
  const one = {
    kind: 'missed-call',
    medium: 'email',
    hotlineId: 'heating',
    personId: 'bob',
    wanted: true,
  } as const;

  it('whoever asked for that kind of that hotline, once', () => {
    const asked: readonly Preference[] = [one, { ...one, medium: 'sms' }, { ...one, personId: 'dora' }];
    expect(followersOf(asked, 'heating', 'missed-call')).toEqual(['bob', 'dora']);
  });

  it.each<[string, Partial<Preference>]>([
    ['did not want it', { wanted: false }],
    ['asked for another kind', { kind: 'duty-began' }],
    ['asked for another hotline', { hotlineId: 'water' }],
    ['asked for all of them', { hotlineId: null }],
    ['is everybody', { personId: null }],
  ])('not whoever %s', (_, other) => {
    expect(followersOf([{ ...one, ...other }], 'heating', 'missed-call')).toEqual([]);
  });
});

describe('quiet hours', () => {
  const span = (from: string, to: string, time: string) => {
    const at = instantOf(`2026-11-25 ${time}`, 'UTC') ?? 0;
    const found = quietSpanAt({ from, to, timeZone: 'UTC' }, at);
    return found && [found.startAt, found.endAt].map((one) => new Date(one).toISOString().slice(8, 16));
  };

  it.each([
    ['22:00', '07:00', '21:59', null],
    ['22:00', '07:00', '22:00', ['25T22:00', '26T07:00']],
    ['22:00', '07:00', '06:59', ['24T22:00', '25T07:00']],
    ['22:00', '07:00', '07:00', null],
    ['13:00', '14:00', '12:59', null],
    ['13:00', '14:00', '13:00', ['25T13:00', '25T14:00']],
    ['13:00', '14:00', '13:59', ['25T13:00', '25T14:00']],
    ['13:00', '14:00', '14:00', null],
    ['13:00', '14:00', '23:00', null],
    ['12:00', '12:00', '12:00', null],
  ])('from %s to %s, at %s: %j', (from, to, time, expected) => {
    expect(span(from, to, time)).toEqual(expected);
  });
});

it('one more is let through when the first of as many has left the window, and not before', () => {
  const rate = { most: 2, seconds: 10 };
  expect(allowedAt(rate, [1_000], 5_000)).toBe(5_000);
  expect(allowedAt(rate, [1_000, 3_000], 5_000)).toBe(11_000);
  expect(allowedAt(rate, [3_000, 1_000, 2_000], 5_000)).toBe(12_000);
  expect(allowedAt(rate, [1_000, 3_000], 11_000)).toBe(11_000);
});
