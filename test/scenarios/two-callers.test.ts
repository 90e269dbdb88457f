import { describe, expect, it } from 'vitest';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { stage, tries } from './stage.ts';

describe('two callers, one responder', () => {
  const on = stage({ policy: { steps: [{ ring: [{ person: 'bob' }], ringSeconds: 10 }] } });

  it('the second hears that everyone is busy, waits with music, and is taken when B is free', async () => {
    const bob = await on.pbx.phone('202', answers({}, presses('1')));
    const first = await on.pbx.call('4000', { from: '+33612345678' });
    await on.happened('talking-started');
    const second = await on.pbx.call('4000', { from: '+33687654321' });
    await on.hears('trial-carrier', 'queue-periodic-announce');
    expect(bob.calls()).toHaveLength(1);
    await first.hangUp();
    await bob.wasHungUp();
    expect((await bob.rang({ nth: 2 })).fromNumber).toBe('+33687654321');
    await on.happened('talking-started', 2);
    await second.hangUp();
    await on.ended('accepted', 1);
    const call = await on.ended('accepted', 2);
    expect(tries(call)).toEqual(['Bob engaged', 'Bob accepted']);
    expect(call.timeline.filter(({ kind }) => kind === 'everyone-busy')).toHaveLength(1);
  });
});
