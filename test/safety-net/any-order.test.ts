import { describe, expect, it } from 'vitest';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { type Net, net } from './net.ts';

describe('in whatever order things start', () => {
  it('Vigie first, Asterisk later: it waits, and then calls get in', async () => {
    const on = await net();
    const wire = await on.wire();
    wire.cut();
    const vigie = on.vigie({ VIGIE_ARI_URL: wire.url });
    await expect.poll(() => vigie.log(), { timeout: 30_000 }).toContain('Asterisk cannot be reached');
    expect((await vigie.health()).lastProofAt).toBeNull();
    wire.mend();
    await vigie.onWatch();
    await aCallIsAccepted(on);
  }, 120_000);

  it('the dialplan reloaded meanwhile: calls get in as before, and the duty list stays', async () => {
    const on = await net();
    const vigie = on.vigie();
    await vigie.onWatch();
    await expect.poll(() => on.page('4000')).toContain('PJSIP/202');
    await on.pbx.cli('dialplan reload');
    expect(await on.page('4000')).toContain('PJSIP/202');
    await aCallIsAccepted(on);
  }, 120_000);

  it('Asterisk restarted: until Vigie is back calls ring the duty list, afterwards they get in', async () => {
    const on = await net();
    const vigie = on.vigie();
    await vigie.onWatch();
    await expect.poll(() => on.page('4000')).toContain('PJSIP/202');
    vigie.signal('SIGSTOP');
    await on.pbx.cli('core restart now').catch(() => undefined); // The console goes down with it.
    await on.says(/Asterisk Ready[\s\S]*Asterisk Ready/, 30_000);
    await on.pbx.cli('core waitfullybooted');
    expect(await on.global('VIGIE_ALIVE')).toBe('');
    const bob = await on.pbx.phone('202', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    await bob.answered();
    await caller.answered();
    await caller.hangUp();
    await on.pbx.removePhones();
    const resumedAt = Math.floor(Date.now() / 1000);
    vigie.signal('SIGCONT');
    // An echo that was on its way when it was stopped proves nothing of the new Asterisk.
    await expect
      .poll(async () => Number(await on.global('VIGIE_ALIVE')), { timeout: 40_000 })
      .toBeGreaterThanOrEqual(resumedAt);
    await aCallIsAccepted(on);
  }, 120_000);
});

/** Bob answers, presses 1, and Vigie joins them. */
async function aCallIsAccepted(on: Net): Promise<void> {
  await on.pbx.phone('202', answers({}, presses('1')));
  const caller = await on.pbx.call('4000');
  await on.call(({ timeline }) => timeline.some(({ kind }) => kind === 'talking-started'));
  await caller.hangUp();
  await on.call(({ outcome }) => outcome === 'accepted');
  await on.pbx.empty();
}
