import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterReport, type DeliveryReport } from '../../../src/domain/notice/delivery.ts';
import { type GatewayHealth, gatewayTried, HEALTHY } from '../../../src/domain/notice/gateway-health.ts';
import { afterTry } from '../../../src/domain/notice/next-try.ts';
import { isWanted, type Preference, quietUntil } from '../../../src/domain/notice/preference.ts';
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
