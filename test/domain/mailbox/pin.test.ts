import { describe, expect, it } from 'vitest';
import { pinLockedUntil, pinProblem } from '../../../src/domain/mailbox/pin.ts';

const OWN = ['+33612345678', '202', 'bob-desk'];

describe('a PIN', () => {
  it.each([
    '735182',
    '4071958',
    '920417385216',
    '408417',
    '73518240',
    '147250',
    '001289',
    '321289',
    '131389',
    '150089',
    '737347',
    // Seven digits are no day of anybody's life.
    '1507198',
    '850700',
  ])('%s is taken', (pin) => {
    expect(pinProblem(pin, OWN)).toBeNull();
  });

  it.each([
    ['', 'too-short'],
    ['73518', 'too-short'],
    ['7351820417395', 'too-long'],
    ['73518a', 'not-digits'],
    ['٧٣٥١٨٢', 'not-digits'],
    ['111111', 'too-easy'],
    ['123456', 'too-easy'],
    ['987654', 'too-easy'],
    ['246802', 'too-easy'],
    ['789012', 'too-easy'],
    ['121212', 'too-easy'],
    ['737337', 'too-easy'],
    ['112211', 'too-easy'],
    ['735735', 'too-easy'],
    ['73517351', 'too-easy'],
    ['735537', 'too-easy'],
    ['113355', 'too-easy'],
    ['310585', 'too-easy'],
    ['150185', 'too-easy'],
    ['151285', 'too-easy'],
    ['850701', 'too-easy'],
    ['19841987', 'too-easy'],
    ['345678', 'too-easy'],
    ['202202', 'too-easy'],
    ['112233', 'too-easy'],
    ['114477', 'too-easy'],
    ['147258', 'too-easy'],
    ['369258147', 'too-easy'],
    ['159357', 'too-easy'],
    ['246810', 'too-easy'],
    ['140789', 'too-easy'],
    ['071489', 'too-easy'],
    ['890714', 'too-easy'],
    ['14071989', 'too-easy'],
    ['07142003', 'too-easy'],
    ['19890714', 'too-easy'],
  ])('%s is refused: %s', (pin, problem) => {
    expect(pinProblem(pin, OWN)).toBe(problem);
  });

  it('made of one’s own number is refused', () => {
    expect(pinProblem('345673', ['+33199345673'])).toBe('own-number');
    expect(pinProblem('0199345673', ['+33199345673'])).toBe('own-number');
  });
});

it('the lock grows with each wrong PIN, up to an hour', () => {
  const minutes = [1, 2, 3, 4, 5, 8, 9, 50].map((failures) => {
    const until = pinLockedUntil(failures, 0);
    return until === null ? null : until / 60_000;
  });
  expect(minutes).toEqual([null, null, 1, 2, 4, 32, 60, 60]);
});
