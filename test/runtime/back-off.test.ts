import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spreadDoublingMs } from '../../src/runtime/back-off.ts';

const RECONNECT = { firstMs: 250, longestMs: 15_000 };

it('doubles from a quarter of a second to fifteen', () => {
  const almostOne = 0.9999999;
  expect(
    [0, 1, 2, 5, 6, 7, 1000].map((failures) => spreadDoublingMs(failures, RECONNECT, almostOne)),
  ).toEqual([250, 500, 1000, 8000, 15_000, 15_000, 15_000]);
});

it('is never less than half of that, nor more than fifteen seconds, whatever the chance', () => {
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0, max: 0.9999, noNaN: true }), (failures, chance) => {
      const wait = spreadDoublingMs(failures, RECONNECT, chance);
      expect(wait).toBeGreaterThanOrEqual(125);
      expect(wait).toBeLessThanOrEqual(15_000);
      expect(wait).toBeGreaterThanOrEqual(spreadDoublingMs(failures, RECONNECT, 0));
    }),
  );
});
