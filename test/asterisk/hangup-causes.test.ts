import { describe, expect, it } from 'vitest';
import { type LegEnding, legCause } from '../../src/asterisk/hangup-causes.ts';

const rejected = (cause: number | null, techCause: number | null = null): LegEnding => ({
  cause,
  causeText: 'Some words',
  techCause,
  answered: false,
  hungUpByUs: false,
  hungUpByThem: true,
});

describe('how a leg ended', () => {
  // SIP answer, Q.850 cause that Asterisk makes of it, our word.
  it.each([
    [404, 1, 'unreachable'],
    [485, 1, 'unreachable'],
    [604, 1, 'unreachable'],
    [486, 17, 'busy'],
    [600, 17, 'busy'],
    [408, 18, 'no-answer'],
    [480, 19, 'no-answer'],
    [483, 19, 'no-answer'],
    [401, 21, 'declined'],
    [403, 21, 'declined'],
    [407, 21, 'declined'],
    [603, 21, 'declined'],
    [410, 22, 'unreachable'],
    [484, 28, 'unreachable'],
    [488, 58, 'unreachable'],
    [500, 38, 'unreachable'],
    [502, 27, 'unreachable'],
    [503, 34, 'unreachable'],
    [504, 102, 'unreachable'],
    [487, 127, 'unreachable'],
  ])('SIP %i, Q.850 %i, is "%s"', (sip, cause, word) => {
    expect(legCause(rejected(cause, sip))).toEqual({
      cause: word,
      why: { code: 'network', q850: cause, sip, said: 'Some words' },
    });
  });

  it('a cause nobody has heard of is unreachable', () => {
    expect(legCause(rejected(999)).cause).toBe('unreachable');
    expect(legCause(rejected(null))).toEqual({ cause: 'unreachable', why: { code: 'no-cause' } });
  });

  it('the ring time we set is told from a network that says no answer', () => {
    const timedOut = { ...rejected(19, 480), hungUpByThem: false };
    expect(legCause(timedOut)).toEqual({ cause: 'no-answer', why: { code: 'ring-time-over' } });
    expect(legCause(rejected(19, 480)).why).toMatchObject({ code: 'network', q850: 19, sip: 480 });
  });

  it('after an answer, or at our request, every end is a hang-up', () => {
    expect(legCause({ ...rejected(16), answered: true }).cause).toBe('hung-up');
    expect(legCause({ ...rejected(17), answered: true }).cause).toBe('hung-up');
    expect(legCause({ ...rejected(26), hungUpByUs: true }).cause).toBe('hung-up');
  });
});
