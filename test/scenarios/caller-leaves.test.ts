import { describe, expect, it } from 'vitest';
import { answers, presses, ringsOn } from '../../trial/phones/behaviour.ts';
import { stage, tries } from './stage.ts';

describe('the caller hangs up', () => {
  const on = stage({
    hotline: { greeting: 'demo-instruct', acceptWindowSeconds: 20 },
    policy: { steps: [{ ring: [{ person: 'bob' }], ringSeconds: 20 }] },
  });
  const skipGreeting = () => on.plan({ hotlines: { support: { ...HOTLINE, greeting: null } } });

  it('during the greeting: no phone rings', async () => {
    const bob = await on.pbx.phone('202', answers());
    const caller = await on.pbx.call('4000');
    await on.hears('trial-carrier', 'demo-instruct');
    await caller.hangUp();
    const call = await on.ended('caller-hung-up');
    expect(call.attempts).toEqual([]);
    expect(bob.calls()).toEqual([]);
  });

  it('while B rings: B stops', async () => {
    await skipGreeting();
    const bob = await on.pbx.phone('202', ringsOn());
    const caller = await on.pbx.call('4000');
    await bob.rang();
    await caller.hangUp();
    await bob.wasCancelled();
    expect(tries(await on.ended('caller-hung-up'))).toEqual(['Bob caller-gone']);
  });

  it('while B listens to the prompt: B hears so, and is hung up', async () => {
    await skipGreeting();
    const bob = await on.pbx.phone('202', answers());
    const caller = await on.pbx.call('4000');
    await on.hears('202', 'followme/call-from');
    await caller.hangUp();
    await on.hears('202', 'cancelled');
    await bob.wasHungUp();
    expect(tries(await on.ended('caller-hung-up'))).toEqual(['Bob caller-gone']);
  });

  it('while they talk: B is hung up, and the call was accepted', async () => {
    await skipGreeting();
    const bob = await on.pbx.phone('202', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    await on.happened('talking-started');
    await caller.hangUp();
    await bob.wasHungUp();
    await on.ended('accepted');
  });
});

const HOTLINE = {
  name: 'Support',
  language: 'en',
  numbers: ['4000'],
  policy: 'chain',
  acceptWindowSeconds: 20,
};
