import { describe, expect, it } from 'vitest';
import { highestHeld } from '../../bench/held-rate.ts';

/** Looks for the highest rate of something that holds up to `limit`; tells which rates were tried. */
async function search(limit: number) {
  const tried: number[] = [];
  const held = await highestHeld(async (rate) => {
    tried.push(rate);
    return rate <= limit;
  });
  return { held, tried };
}

describe('the search for the highest rate held', () => {
  it.each([
    [0, 0],
    [25, 25],
    [49, 25],
    [130, 125],
    [175, 175],
    [310, 300],
    [9999, 800],
  ])('of something that holds up to %i it finds %i', async (limit, expected) => {
    expect((await search(limit)).held).toBe(expected);
  });

  it('doubles, then narrows down, and tries twice what was not held', async () => {
    expect((await search(130)).tried).toEqual([25, 50, 100, 200, 200, 150, 150, 125]);
  });

  it('one stumble is forgiven', async () => {
    let stumbles = 1;
    const held = await highestHeld(async (rate) => rate <= 100 && !(rate === 50 && stumbles-- > 0));
    expect(held).toBe(100);
  });
});
