import { afterEach, describe, expect, it } from 'vitest';
import type { UserAgent } from '../../trial/phones/user-agent.ts';
import { stage, tries } from './stage.ts';

/** An extension on which many phones may be registered, and none shows whether it is still there. */
const SHARED = `
[210](vigie-demo-phone)
auth=210
aors=210
[210](vigie-demo-auth)
username=210
password=demo-210
[210]
type=aor
max_contacts=30
`;

describe('B’s extension is that of a desk phone, a laptop, and a phone that has vanished', () => {
  const on = stage({
    asterisk: { pjsip: SHARED },
    people: { bob: { name: 'Bob', languages: ['en'], contacts: [{ extension: '210' }] } },
    policy: { steps: [{ ring: [{ schedule: 'primary' }], ringSeconds: 5 }], overallLimitSeconds: 60 },
  });

  const registered: UserAgent[] = [];
  afterEach(async () => {
    for (const phone of registered.splice(0)) await phone.register(0);
  });

  /** The one that vanishes stays registered: with each scenario there is one more of them. */
  async function phones() {
    const desk = await on.pbx.agent('210');
    (await on.pbx.agent('210')).vanish();
    const laptop = await on.pbx.agent('210');
    registered.push(desk, laptop);
    return [desk, laptop] as const;
  }

  it('all ring, whoever presses 1 has the call, and the others stop', async () => {
    const [desk, laptop] = await phones();
    const caller = await on.pbx.call('4000');
    const atDesk = await desk.called();
    const atLaptop = await laptop.called();
    await atLaptop.answer();
    await atDesk.hasEnded();
    await atLaptop.press('1');
    await on.happened('talking-started');
    caller.speak(440);
    await atLaptop.hears(440);
    await atLaptop.hangUp();
    expect(tries(await on.ended('accepted'))).toEqual(['Bob accepted']);
  });

  it('one that turns the call down leaves the other ringing', async () => {
    const [desk, laptop] = await phones();
    const caller = await on.pbx.call('4000');
    (await desk.called()).refuse('603 Decline');
    const atLaptop = await laptop.called();
    await atLaptop.answer();
    await atLaptop.press('1');
    await on.happened('talking-started');
    await caller.hangUp();
    expect(tries(await on.ended('accepted'))).toEqual(['Bob accepted']);
  });

  it('when nobody answers, what one of them said counts, and none goes on ringing', async () => {
    const [desk, laptop] = await phones();
    const caller = await on.pbx.call('4000');
    (await desk.called()).refuse('603 Decline');
    await (await laptop.called()).hasEnded();
    await on.record(({ attempts }) => attempts[0]?.endedAt !== null);
    await caller.hangUp();
    const call = await on.record(({ endedAt }) => endedAt !== null);
    expect(tries(call)).toEqual(['Bob declined']);
  });

  it('all stop when the caller leaves', async () => {
    const [desk, laptop] = await phones();
    const caller = await on.pbx.call('4000');
    const ringing = [await desk.called(), await laptop.called()];
    await caller.hangUp();
    for (const call of ringing) await call.hasEnded();
    expect(tries(await on.ended('caller-hung-up'))).toEqual(['Bob caller-gone']);
  });
});
