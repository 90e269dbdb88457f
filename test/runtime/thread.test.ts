import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/runtime/clock.ts';
import { computeApart } from '../../src/runtime/thread.ts';

const shared = () => new Int32Array(new SharedArrayBuffer(4));

describe('work in threads', () => {
  it('runs two at once of a kind, eight wait for them at most, and each has its turn', async () => {
    const data = { running: shared(), gate: shared() };
    const work = {
      url: import.meta.url,
      name: 'waiting-thread',
      data,
      limits: { seconds: 120, megabytes: 64 },
    };
    const asked = Array.from({ length: 10 }, () => computeApart<number>(work, systemClock));
    expect(await computeApart<number>(work, systemClock)).toEqual({ ok: false, error: { kind: 'busy' } });
    Atomics.store(data.gate, 0, 1);
    Atomics.notify(data.gate, 0);
    const done = await Promise.all(asked);
    const beside = done.map((one) => (one.ok ? one.value : 99));
    expect(Math.max(...beside)).toBeLessThanOrEqual(2);
    // Whoever was refused may ask again.
    expect(await computeApart<number>(work, systemClock)).toMatchObject({ ok: true });
  });

  it('that does not end is given up, and its place is free again', async () => {
    const data = { running: shared(), gate: shared() };
    const work = {
      url: import.meta.url,
      name: 'waiting-thread',
      data,
      limits: { seconds: 0.2, megabytes: 64 },
    };
    const given = await Promise.all([1, 2, 3].map(() => computeApart<number>(work, systemClock)));
    expect(given).toEqual([1, 2, 3].map(() => ({ ok: false, error: { kind: 'too-long' } })));
  });
});
