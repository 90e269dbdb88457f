import { describe, expect, it } from 'vitest';
import { answers, presses, ringsOn } from '../../trial/phones/behaviour.ts';
import { stage } from './stage.ts';

describe('Vigie is stopped', () => {
  const on = stage();

  it('a caller who waits goes on in the dialplan, and phones stop ringing', async () => {
    const bob = await on.pbx.phone('202', ringsOn());
    const caller = await on.pbx.call('4000');
    await bob.rang();
    await on.stopVigie();
    await bob.wasCancelled();
    await on.hears('vigie-fallback', 'vm-nobodyavail');
    await caller.hears();
    await caller.hangUp();
    await on.ended('fallback');
  });

  it('who listens to the prompt is hung up, and not left on a dead line', async () => {
    const bob = await on.pbx.phone('202', answers());
    const caller = await on.pbx.call('4000');
    await on.hears('202', 'telephone-number');
    await on.stopVigie();
    await bob.wasHungUp();
    await caller.hangUp();
  });
});

describe('Vigie is stopped while people talk', () => {
  const on = stage();

  it('the conversation goes on without it', async () => {
    const bob = await on.pbx.phone('202', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    await on.happened('talking-started');
    await on.stopVigie();
    await expect.poll(() => on.pbx.bridged()).toHaveLength(1);
    expect(caller.call()?.end).toBeNull();
    // Nobody is left to clear the line; the next service start will, and here the test does.
    await bob.hangUp();
    await caller.hangUp();
    await on.clearBridges();
  });
});
