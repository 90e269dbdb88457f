import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../bench/figures.ts';
import type { PlacedCall } from '../../bench/short-messages.ts';

const answeredAfter = (ms: number): PlacedCall => ({ invitedAt: 1000, answeredAt: 1000 + ms, doneAt: 5000 });

describe('the figures of a run', () => {
  it('percentiles are waits that somebody had', () => {
    const calls = Array.from({ length: 200 }, (_, index) => answeredAfter(200 - index));
    expect(figuresOf(calls, 200)).toEqual({
      calls: 200,
      failed: 0,
      p50Ms: 100,
      p95Ms: 190,
      p99Ms: 198,
      maxMs: 200,
    });
  });

  it('a call has failed when it was not placed, not answered, or ended by another', () => {
    const calls = [
      answeredAfter(4),
      { invitedAt: 1000, answeredAt: null, doneAt: null },
      { invitedAt: 1000, answeredAt: 1004, doneAt: null },
    ];
    expect(figuresOf(calls, 4)).toMatchObject({ calls: 4, failed: 3, p99Ms: 4 });
  });

  it('where nobody was answered there is no wait', () => {
    expect(figuresOf([], 1)).toMatchObject({ failed: 1, p50Ms: Number.NaN });
  });
});
