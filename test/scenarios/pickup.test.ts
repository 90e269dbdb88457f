import { describe, expect, it } from 'vitest';
import { presses, ringsOn } from '../../trial/phones/behaviour.ts';
import { stage, tries } from './stage.ts';

describe('a colleague picks B’s ringing phone up (*8)', () => {
  const on = stage({ policy: { steps: [{ ring: [{ schedule: 'primary' }], ringSeconds: 30 }] } });

  it('hears the prompt there, and takes the call with 1', async () => {
    const bob = await on.pbx.phone('202', ringsOn());
    const caller = await on.pbx.call('4000');
    await bob.rang();
    const colleague = await on.pbx.call('*8202', {
      from: '+33199005566',
      acts: [presses('1', { afterMs: 1500 })],
    });
    await bob.wasCancelled();
    await on.happened('talking-started');
    caller.speak(440);
    await colleague.hears(440);
    await colleague.hangUp();
    const call = await on.ended('accepted');
    expect(tries(call)).toEqual(['Bob accepted']);
    expect(call.timeline).toContainEqual(
      expect.objectContaining({ kind: 'attempt-answered', pickedUpBy: '+33199005566' }),
    );
  });

  it('by Carol, whose own phone rings too, or would next: the call is hers, and her phone stops', async () => {
    await on.plan({
      policies: {
        chain: {
          steps: [{ ring: [{ schedule: 'primary' }, { schedule: 'backup' }], strategy: 'all-at-once' }],
        },
      },
    });
    await on.pbx.phone('202', ringsOn());
    const carol = await on.pbx.agent('203');
    const caller = await on.pbx.call('4000');
    const own = await carol.called();
    await on.record(({ timeline }) => timeline.filter(({ kind }) => kind === 'attempt-ringing').length === 2);
    const picked = carol.call('*8202');
    await picked.isUp();
    await own.hasEnded();
    await picked.press('1');
    await on.happened('talking-started');
    caller.speak(440);
    await picked.hears(440);

    // She is on a call now, and Bob is not.
    const next = await on.pbx.call('4000', { from: '+33199007788' });
    const second = await on.record(
      ({ attempts }) => attempts.some(({ outcome }) => outcome === 'engaged'),
      2,
    );
    expect(tries(second)).toEqual(expect.arrayContaining(['Carol engaged']));
    expect(tries(second)).not.toContain('Bob engaged');
    await next.hangUp();
    await caller.hangUp();
    const call = await on.ended('accepted');
    expect(call.acceptedBy).toBe('Carol');
    expect(tries(call).toSorted()).toEqual(['Carol accepted', 'Carol taken']);
    expect(carol.calls()).toHaveLength(1);
  });
});
