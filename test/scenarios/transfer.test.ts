import { describe, expect, it } from 'vitest';
import type { Caller } from '../../trial/phones/caller.ts';
import type { SipDialog } from '../../trial/phones/sip-dialog.ts';
import { stage, tries } from './stage.ts';

describe('B, who talks with the caller, transfers them to a colleague', () => {
  const on = stage({ policy: { steps: [{ ring: [{ schedule: 'primary' }], ringSeconds: 10 }] } });

  async function talking(call: SipDialog): Promise<void> {
    await call.answer();
    await call.press('1');
    await on.happened('talking-started');
  }

  async function bobTalks() {
    const [bob, caller] = [await on.pbx.agent('202'), await on.pbx.call('4000')];
    const ofBob = await bob.called();
    await talking(ofBob);
    return { bob, caller, ofBob };
  }

  const channelNames = async () => (await on.pbx.channels()).map(({ name }) => name);

  it('blind: the log says to whom, B is free for the next caller, and the call is followed to its end', async () => {
    const [bob, dora] = [await on.pbx.agent('202'), await on.pbx.agent('204')];
    const caller = await on.pbx.call('4000');
    const ofBob = await bob.called();
    await talking(ofBob);
    await ofBob.transfer('204');
    const ofDora = await dora.called();
    await ofDora.answer();
    await on.happened('transfer-answered');
    caller.speak(440);
    await ofDora.hears(440);
    // B's phone sends no BYE.
    await expect.poll(channelNames).not.toContainEqual(expect.stringContaining('/202-'));

    const next = await on.pbx.call('4000', { from: '+33199005566' });
    await (await bob.called(2)).answer();
    await next.hangUp();

    await ofDora.hangUp();
    const call = await on.ended('accepted');
    expect(tries(call)).toEqual(['Bob accepted']);
    expect(call.attempts[0]?.why).toEqual({ code: 'transferred', to: '204' });
    expect(call.timeline.map(({ kind }) => kind).slice(-4)).toEqual([
      'transferred',
      'attempt-ended',
      'transfer-answered',
      'call-ended',
    ]);
    await caller.ended();
  });

  it('attended: the same', async () => {
    const [bob, dora] = [await on.pbx.agent('202'), await on.pbx.agent('204')];
    const caller = await on.pbx.call('4000');
    const ofBob = await bob.called();
    await talking(ofBob);
    await ofBob.hold();
    const asked = bob.call('204');
    const ofDora = await dora.called();
    await ofDora.answer();
    await asked.isUp();
    await ofBob.transferTo(asked);
    await on.happened('transfer-answered');
    caller.speak(440);
    await ofDora.hears(440);
    await expect.poll(channelNames).not.toContainEqual(expect.stringContaining('/202-'));
    await caller.hangUp();
    await ofDora.hasEnded();
    const call = await on.ended('accepted');
    expect(call.attempts[0]?.why).toEqual({ code: 'transferred', to: '204' });
  });

  it('to a phone that turns the call down: B is dialled for it again', async () => {
    const bob = await on.pbx.agent('202');
    await on.pbx.agent('204', { onInvite: (call) => call.refuse('486 Busy Here') });
    const caller = await on.pbx.call('4000');
    const first = await bob.called();
    await talking(first);
    await first.transfer('204');
    const again = await bob.called(2);
    await again.answer();
    await again.press('1');
    await on.record(({ timeline }) => timeline.filter(({ kind }) => kind === 'talking-started').length === 2);
    caller.speak(440);
    await again.hears(440);
    await caller.hangUp();
    expect(tries(await on.ended('accepted'))).toEqual(['Bob accepted', 'Bob accepted']);
  });

  describe('to another hotline, which Carol serves', () => {
    const NETWORK = {
      hotlines: { network: { name: 'Network', language: 'en', numbers: ['4100'], policy: 'network' } },
      policies: {
        network: { name: 'Network', rounds: 1, steps: [{ ring: [{ schedule: 'backup' }], ringSeconds: 10 }] },
      },
    };

    async function takes(call: SipDialog): Promise<void> {
      await call.answer();
      await call.press('1');
    }

    /** The caller talks with Carol; Bob is said to have sent them there, and the call there is theirs from then on. */
    async function endsThere(caller: Caller, ofCarol: SipDialog): Promise<void> {
      caller.speak(440);
      await ofCarol.hears(440);
      await expect.poll(channelNames).not.toContainEqual(expect.stringContaining('/202-'));
      await caller.hangUp();
      await ofCarol.hasEnded();
      const call = await on.ended('accepted');
      expect(tries(call)).toEqual(['Bob accepted']);
      expect(call.attempts[0]?.why).toEqual({ code: 'transferred', to: '4100' });
      const there = await on.ended('accepted', 2);
      expect(tries(there)).toEqual(['Carol accepted']);
      expect(there.caller.number).toBe('+33199001122');
      expect(there.timeline).toContainEqual(
        expect.objectContaining({ kind: 'caller-transferred', by: 'Bob' }),
      );
    }

    it('blind', async () => {
      await on.plan(NETWORK);
      const carol = await on.pbx.agent('203');
      const { caller, ofBob } = await bobTalks();
      await ofBob.transfer('4100');
      const ofCarol = await carol.called();
      await takes(ofCarol);
      await endsThere(caller, ofCarol);
    });

    it.each(['once B’s own call is taken there', 'while it still rings there'])(
      'attended, %s',
      async (when) => {
        await on.plan(NETWORK);
        const carol = await on.pbx.agent('203');
        const { bob, caller, ofBob } = await bobTalks();
        await ofBob.hold();
        const asked = bob.call('4100');
        const ofCarol = await carol.called();
        await asked.isUp();
        const rings = when.startsWith('while');
        if (!rings) await takes(ofCarol);
        if (!rings) await on.happened('talking-started', 2);
        await ofBob.transferTo(asked);
        await on.happened('transferred');
        if (rings) await takes(ofCarol);
        await endsThere(caller, ofCarol);
      },
    );
  });
});
