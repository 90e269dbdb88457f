import { describe, expect, it } from 'vitest';
import { answers } from '../../trial/phones/behaviour.ts';
import { stage } from './stage.ts';

describe('a contact method that needs no key', () => {
  const on = stage({ people: { bob: { name: 'Bob', contacts: [{ extension: '202', confirm: false }] } } });

  it('the caller talks as soon as B answers, and B hears no prompt', async () => {
    const bob = await on.pbx.phone('202', answers());
    const caller = await on.pbx.call('4000');
    const call = await on.happened('talking-started');
    expect(call.timeline).toContainEqual(expect.objectContaining({ kind: 'attempt-accepted', by: 'answer' }));
    expect(on.heardBy('202')).toEqual([]);
    await caller.hangUp();
    await bob.wasHungUp();
    await on.ended('accepted');
  });
});
