import { describe, expect, it } from 'vitest';
import { presses, ringsOn } from '../../trial/phones/behaviour.ts';
import { onDuty, stage, tries } from './stage.ts';

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

  it('by Carol, whose turn has not come: the call is hers, and her own phone is not dialled for it', async () => {
    await on.plan(FIRST_BOB_THEN_CAROL);
    const bob = await on.pbx.phone('202', ringsOn());
    const carol = await on.pbx.agent('203');
    const caller = await on.pbx.call('4000');
    await bob.rang();
    const picked = carol.call('*8202');
    await picked.isUp();
    await picked.press('1');
    await on.happened('talking-started');
    await caller.hangUp();
    await picked.hasEnded();
    const call = await on.ended('accepted');
    expect(call.acceptedBy).toBe('Carol');
    expect(tries(call)).toEqual(['Carol accepted']);
    expect(carol.calls()).toEqual([]);
  });

  it('by Carol, who does not take it: it goes on to her own phone when her turn comes', async () => {
    await on.plan(FIRST_BOB_THEN_CAROL);
    const bob = await on.pbx.phone('202', ringsOn());
    const carol = await on.pbx.agent('203');
    const caller = await on.pbx.call('4000');
    await bob.rang();
    const picked = carol.call('*8202');
    await picked.isUp();
    // Who hangs up before that has picked nothing up: the phone rings on.
    await on.happened('picker-known');
    await picked.hangUp();
    const own = await carol.called();
    await own.answer();
    await own.press('1');
    await on.happened('talking-started');
    await caller.hangUp();
    expect(tries(await on.ended('accepted'))).toEqual(['Carol not-accepted', 'Carol accepted']);
  });

  it('by Carol, who talks with another caller: both calls are hers, and she is free when both are over', async () => {
    await on.plan({ schedules: { primary: onDuty('carol') } });
    const carol = await on.pbx.agent('203');
    const first = await on.pbx.call('4000', { from: '+33199007788' });
    const own = await carol.called();
    await own.answer();
    await own.press('1');
    await on.happened('talking-started');
    await on.plan({ schedules: { primary: onDuty('bob') } });
    const bob = await on.pbx.phone('202', ringsOn());
    const second = await on.pbx.call('4000', { from: '+33199005566' });
    await bob.rang();
    await own.hold();
    const picked = carol.call('*8202');
    await picked.isUp();
    await picked.press('1');
    await on.happened('talking-started', 2);
    second.speak(440);
    await picked.hears(440);
    await second.hangUp();
    expect(tries(await on.ended('accepted', 2))).toEqual(['Carol accepted']);

    // Back with the first caller, who never left.
    await own.resume();
    first.speak(620);
    await own.hears(620);
    await on.plan({ schedules: { primary: onDuty('carol', 'bob') } });
    const third = await on.pbx.call('4000', { from: '+33199003344' });
    await bob.rang({ nth: 2 });
    expect(tries(await on.record(({ attempts }) => attempts.length === 2, 3))[0]).toBe('Carol engaged');
    await third.hangUp();
    await first.hangUp();
    expect(tries(await on.ended('accepted', 1))).toEqual(['Carol accepted']);

    const last = await on.pbx.call('4000', { from: '+33199002233' });
    await carol.called(2);
    await last.hangUp();
    await on.ended('caller-hung-up', 4);
  });
});

const FIRST_BOB_THEN_CAROL = {
  policies: {
    chain: {
      steps: [{ ring: [{ schedule: 'primary' }], ringSeconds: 30 }, { ring: [{ schedule: 'backup' }] }],
    },
  },
};
