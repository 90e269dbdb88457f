import { describe, expect, it } from 'vitest';
import { answers, presses, ringsOn } from '../../trial/phones/behaviour.ts';
import { stage, tries } from './stage.ts';

describe('B does not answer, C presses 1', () => {
  const on = stage();

  it('B stops ringing after the ring time, and C takes the call', async () => {
    const bob = await on.pbx.phone('202', ringsOn());
    const carol = await on.pbx.phone('203', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    const stopped = await bob.wasCancelled();
    expect((stopped.end?.at ?? 0) - stopped.invitedAt).toBeGreaterThan(2_500);
    expect((stopped.end?.at ?? 0) - stopped.invitedAt).toBeLessThan(10_000);
    await on.happened('talking-started');
    expect(carol.calls()).toHaveLength(1);
    await caller.hangUp();
    await carol.wasHungUp();
    expect(tries(await on.ended('accepted'))).toEqual(['Bob no-answer', 'Carol accepted']);
  });
});
