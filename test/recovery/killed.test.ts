import { describe, expect, it } from 'vitest';
import { answers, presses, ringsOn, speaks } from '../../trial/phones/behaviour.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { PATIENT } from '../faults/scene.ts';
import { type Net, net } from '../safety-net/net.ts';
import { tries } from '../scenarios/stage.ts';

const LONG = { timeout: 90_000 };

/** A Vigie on watch, with phones that have time. */
async function onWatch(hotline: object = {}) {
  const stage = await net({ globals: PATIENT });
  const policy = { name: 'Chain', rounds: 1, overallLimitSeconds: 120 };
  const steps = [{ ring: [{ person: 'bob' }], ringSeconds: 40 }];
  await stage.plan({
    policies: { chain: { ...policy, steps } },
    hotlines: { support: { acceptWindowSeconds: 30, ...hotline } },
  });
  const vigie = stage.vigie();
  await vigie.onWatch();
  return { stage, vigie };
}

async function startAgain(stage: Net) {
  const vigie = stage.vigie();
  await vigie.onWatch();
  return vigie;
}

describe('Vigie is killed and started again', () => {
  it('while B rings: B rings on, and takes the call', LONG, async () => {
    const { stage, vigie } = await onWatch();
    const bob = await stage.pbx.phone('202', ringsOn());
    const caller = await stage.pbx.call('4000');
    await bob.rang();
    await stage.call(({ attempts }) => attempts.some(({ ringingAt }) => ringingAt !== null));
    await vigie.kill();
    await startAgain(stage);
    await bob.answer();
    await stage.call(({ attempts }) => attempts.some(({ answeredAt }) => answeredAt !== null));
    await bob.press('1');
    await stage.call(({ timeline }) => timeline.some(({ kind }) => kind === 'talking-started'));
    await waitUntil('they are joined', async () => (await stage.pbx.bridged()).length === 1);
    await caller.hangUp();
    await bob.wasHungUp();
    const call = await stage.call(({ outcome }) => outcome !== null);
    expect(call.outcome).toBe('accepted');
    expect(bob.calls()).toHaveLength(1);
    expect(call.timeline.map(({ kind }) => kind)).toContain('reconciled');
    await stage.pbx.empty();
  });

  it('while B listens to the prompt: B is asked again, and takes the call', LONG, async () => {
    const { stage, vigie } = await onWatch();
    const bob = await stage.pbx.phone('202', answers());
    const caller = await stage.pbx.call('4000');
    await stage.call(({ attempts }) => attempts.some(({ answeredAt }) => answeredAt !== null));
    await vigie.kill();
    await startAgain(stage);
    await stage.call(({ timeline }) => timeline.some(({ kind }) => kind === 'reconciled'));
    await bob.press('1');
    await stage.call(({ timeline }) => timeline.some(({ kind }) => kind === 'talking-started'));
    await waitUntil('they are joined', async () => (await stage.pbx.bridged()).length === 1);
    await caller.hangUp();
    expect((await stage.call(({ outcome }) => outcome !== null)).outcome).toBe('accepted');
    await stage.pbx.empty();
  });

  it('while they talk: they talk on, and the end of it is known', LONG, async () => {
    const { stage, vigie } = await onWatch();
    const bob = await stage.pbx.phone('202', answers({}, presses('1')));
    const caller = await stage.pbx.call('4000');
    await waitUntil('they are joined', async () => (await stage.pbx.bridged()).length === 1);
    await vigie.kill();
    await startAgain(stage);
    expect(await stage.pbx.bridged()).toHaveLength(1);
    await caller.hangUp();
    await bob.wasHungUp();
    const call = await stage.call(({ outcome }) => outcome !== null);
    expect(call.outcome).toBe('accepted');
    expect(tries(call)).toEqual(['Bob accepted']);
    await stage.pbx.empty();
  });

  it(
    'while they talk, and the caller hangs up meanwhile: B is let go, and the call is closed',
    LONG,
    async () => {
      const { stage, vigie } = await onWatch();
      const bob = await stage.pbx.phone('202', answers({}, presses('1')));
      const caller = await stage.pbx.call('4000');
      await waitUntil('they are joined', async () => (await stage.pbx.bridged()).length === 1);
      await vigie.kill();
      await caller.hangUp();
      await caller.ended();
      await startAgain(stage);
      await bob.wasHungUp();
      expect((await stage.call(({ outcome }) => outcome !== null)).outcome).toBe('accepted');
      await stage.pbx.empty();
    },
  );

  it('while the greeting plays: the caller goes on to B', LONG, async () => {
    const { stage, vigie } = await onWatch({ greeting: 'vm-intro' });
    const bob = await stage.pbx.phone('202', answers({}, presses('1')));
    const caller = await stage.pbx.call('4000');
    await stage.call(({ timeline }) => timeline.some(({ kind }) => kind === 'greeting-started'));
    await vigie.kill();
    await startAgain(stage);
    await bob.rang();
    await stage.call(({ timeline }) => timeline.some(({ kind }) => kind === 'talking-started'));
    await waitUntil('they are joined', async () => (await stage.pbx.bridged()).length === 1);
    await caller.hangUp();
    expect((await stage.call(({ outcome }) => outcome !== null)).outcome).toBe('accepted');
    await stage.pbx.empty();
  });

  it('while the caller leaves a message, and hangs up meanwhile: the message is kept', LONG, async () => {
    const { stage, vigie } = await onWatch();
    const caller = await stage.pbx.call('4000', { acts: [speaks()] });
    await stage.says(/Playing 'beep/);
    await caller.hears();
    await vigie.kill();
    await caller.hangUp();
    await startAgain(stage);
    const call = await stage.call(({ outcome }) => outcome !== null);
    expect(['voicemail', 'caller-hung-up']).toContain(call.outcome);
    await stage.pbx.empty();
  });
});
