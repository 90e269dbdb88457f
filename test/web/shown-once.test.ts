import { expect, test } from 'vitest';
import { createShownOnce } from '../../src/web/shown-once.ts';
import { HandClock } from '../asterisk/hand-clock.ts';

const PAGE = '/planning/links';
const LINK = { address: '/on-call/x', mailed: null };

function kept() {
  const clock = new HandClock();
  const shownOnce = createShownOnce(clock);
  shownOnce.keep('sams', PAGE, LINK);
  return { clock, shownOnce };
}

test('what was made is shown one time', () => {
  const { shownOnce } = kept();
  expect(shownOnce.take('sams', PAGE)).toEqual(LINK);
  expect(shownOnce.take('sams', PAGE)).toBeNull();
});

test('nobody else is shown it, nor another page', () => {
  const { shownOnce } = kept();
  expect(shownOnce.take('adas', PAGE)).toBeNull();
  expect(shownOnce.take('sams', '/my')).toBeNull();
  expect(shownOnce.take('sams', PAGE)).toEqual(LINK);
});

test.each([
  [119_999, '/on-call/x'],
  [120_000, null],
])('after %i ms it is %s', (milliseconds, shown) => {
  const { clock, shownOnce } = kept();
  clock.pass(milliseconds);
  expect(shownOnce.take('sams', PAGE)?.address ?? null).toBe(shown);
});
