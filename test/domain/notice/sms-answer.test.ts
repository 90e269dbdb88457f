import { describe, expect, it } from 'vitest';
import { type AskedDuty, dutyAnswered, mayExplain } from '../../../src/domain/notice/sms-answer.ts';

const HOUR = 3_600_000;

describe('which duty it is about', () => {
  const duty = (startHours: number, more: Partial<AskedDuty> = {}): AskedDuty => ({
    startAt: startHours * HOUR,
    endAt: (startHours + 8) * HOUR,
    confirmedAt: null,
    declinedAt: null,
    remindedAt: 0,
    ...more,
  });

  it('the nearest that waits for an answer', () => {
    const [later, sooner] = [duty(40), duty(20)];
    expect(dutyAnswered([later, sooner], 'yes', 0)).toBe(sooner);
    expect(dutyAnswered([later, sooner], 'no', 0)).toBe(sooner);
  });

  it('not one that nobody was asked about, that is over, or was declined', () => {
    expect(dutyAnswered([duty(20, { remindedAt: null })], 'yes', 0)).toBeNull();
    expect(dutyAnswered([duty(20, { declinedAt: 1 })], 'no', 0)).toBeNull();
    expect(dutyAnswered([duty(20)], 'yes', 28 * HOUR)).toBeNull();
  });

  it('a no takes back a yes, when nothing else waits', () => {
    const confirmed = duty(20, { confirmedAt: 1 });
    const waiting = duty(40);
    expect(dutyAnswered([confirmed], 'no', 0)).toBe(confirmed);
    expect(dutyAnswered([confirmed, waiting], 'no', 0)).toBe(waiting);
    expect(dutyAnswered([confirmed], 'yes', 0)).toBeNull();
  });
});

it('how to answer is explained once in six hours', () => {
  expect(mayExplain([], 0)).toBe(true);
  expect(mayExplain([0], 5 * HOUR)).toBe(false);
  expect(mayExplain([0], 6 * HOUR)).toBe(true);
});
