import { describe, expect, it } from 'vitest';
import { stage, tries } from './stage.ts';

describe('B, who talks with the caller, transfers them to a colleague', () => {
  const on = stage();

  it('blind', async () => {
    const bob = await on.pbx.agent('202');
    const dora = await on.pbx.agent('204');
    const caller = await on.pbx.call('4000');
    const first = await bob.rung();
    await first.answer();
    await first.press('1');
    await on.happened('talking-started');
    await first.transfer('204');
    const there = await dora.rung();
    await there.answer();
    caller.speak(440);
    await there.hears(440);
    await new Promise((r) => setTimeout(r, 1500));
    console.log(first.state, first.notified, (await on.pbx.channels()).map((c) => [c.id, c.name, c.state]));
    await there.hangUp();
    const call = await on.ended('accepted');
    expect(tries(call)).toEqual(['Bob accepted']);
    await first.hangUp();
  });

  it('attended', async () => {
    const bob = await on.pbx.agent('202');
    const dora = await on.pbx.agent('204');
    const caller = await on.pbx.call('4000');
    const first = await bob.rung();
    await first.answer();
    await first.press('1');
    await on.happened('talking-started');
    await first.hold();
    const second = bob.call('204');
    const there = await dora.rung();
    await there.answer();
    await second.isUp();
    await first.transferTo(second);
    caller.speak(440);
    await there.hears(440);
    await new Promise((r) => setTimeout(r, 1500));
    console.log(first.state, second.state, first.notified, (await on.pbx.channels()).map((c) => [c.id, c.name, c.state]));
    await caller.hangUp();
    await on.ended('accepted');
    await first.hangUp();
    await second.hangUp();
  });
});
