import { describe, expect, it } from 'vitest';
import { dueStep, nextLookAt, type Standing } from '../../../src/domain/notice/duty-confirmation.ts';

const HOUR = 3600_000;
const MINUTE = 60_000;
const START = 100 * HOUR;
const RULE = { leadSeconds: [24 * 3600, 3 * 3600, 2 * 3600], limitSeconds: 3600 };

/** Everything that is done about a shift that is looked at whenever it asks to be, from `from` on. */
function story(from: number, confirmAt = Infinity): string[] {
  let shift: Standing = {
    startAt: START,
    endAt: START + 14 * HOUR,
    confirmedAt: null,
    reminded: [],
    remindedAt: null,
    declinedAt: null,
    calledAt: null,
    escalatedAt: null,
    beganAt: null,
  };
  const done: string[] = [];
  for (let now: number | null = from; now !== null; now = nextLookAt(shift, RULE, now)) {
    if (now >= confirmAt) shift = { ...shift, confirmedAt: confirmAt };
    const step = dueStep(shift, RULE, now);
    if (step === null) continue;
    const before = (START - now) / HOUR;
    done.push(step.kind === 'remind' ? `${before} h: remind` : `${before} h: ${step.kind}`);
    if (step.kind === 'remind')
      shift = { ...shift, reminded: [...shift.reminded, step.leadSeconds], remindedAt: now };
    if (step.kind === 'escalate') shift = { ...shift, escalatedAt: now };
    if (step.kind === 'began') shift = { ...shift, beganAt: now };
  }
  return done;
}

describe('duty ahead', () => {
  it('is asked about at each lead time, told of at the limit, and begins', () => {
    expect(story(0)).toEqual(['24 h: remind', '3 h: remind', '2 h: remind', '1 h: escalate', '0 h: began']);
  });

  it('who confirmed is left alone until it begins', () => {
    expect(story(0, START - 10 * HOUR)).toEqual(['24 h: remind', '0 h: began']);
  });

  it('planned at short notice is asked about once, and others are told only after the time an answer takes', () => {
    expect(story(START - 2.5 * HOUR)).toEqual([
      '2.5 h: remind',
      '2 h: remind',
      '1 h: escalate',
      '0 h: began',
    ]);
    expect(story(START - 0.5 * HOUR)).toEqual(['0.5 h: remind', '0.25 h: escalate', '0 h: began']);
  });

  it('found when it has begun already is only told of as begun, and not hours later', () => {
    expect(story(START + 10 * MINUTE)).toEqual([`${-1 / 6} h: began`]);
    expect(story(START + HOUR)).toEqual([]);
  });
});
