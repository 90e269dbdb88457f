import { describe, expect, it } from 'vitest';
import { answers, presses, ringsOn } from '../../trial/phones/behaviour.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { type Net, net } from './net.ts';

const STALE_AFTER_MS = 10_000;

describe('a Vigie that is frozen, though its connections stay up', () => {
  it('gets no more calls within 10 s: they ring the first of the duty list; and gets them again when it wakes', async () => {
    const on = await net();
    const vigie = on.vigie();
    await vigie.onWatch();
    await expect.poll(() => on.page('4000')).toContain('PJSIP/202');
    const bob = await on.pbx.phone('202', answers({}, presses('1')));
    vigie.signal('SIGSTOP');
    await proofIsOlderThan(on, STALE_AFTER_MS);
    const caller = await on.pbx.call('4000');
    await bob.answered();
    await caller.answered();
    expect(on.pbx.log()).toContain('Vigie: fallback for 4000, no-proof');
    await caller.hangUp();
    await on.pbx.empty();

    vigie.signal('SIGCONT');
    await expect.poll(() => proofAgeMs(on), { timeout: 20_000 }).toBeLessThan(5_000);
    const second = await on.pbx.call('4000');
    await on.call(({ timeline }) => timeline.some(({ kind }) => kind === 'talking-started'));
    await second.hangUp();
    await on.call(({ outcome }) => outcome === 'accepted');
    await on.pbx.empty();
  }, 90_000);
});

describe('a Vigie that is deaf, though its connections stay up', () => {
  it('notices it, makes a new connection, says why, and calls get in again', async () => {
    const on = await net();
    const wire = await on.wire();
    const vigie = on.vigie({ VIGIE_ARI_URL: wire.url });
    await vigie.onWatch();
    const before = vigie.log().length;
    wire.deafen();
    const since = () => vigie.log().slice(before);
    await waitUntil(
      () => `deaf\n${since()}`,
      () => since().includes('no proof of life came back'),
      20_000,
    );
    await waitUntil(
      () => `heard again\n${since()}`,
      () => since().includes('connected to Asterisk'),
      20_000,
    );
    await expect.poll(() => proofAgeMs(on)).toBeLessThan(5_000);
    await on.pbx.phone('202', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    await on.call(({ timeline }) => timeline.some(({ kind }) => kind === 'talking-started'));
    await caller.hangUp();
    await on.call(({ outcome }) => outcome === 'accepted');
    await on.pbx.empty();
  }, 90_000);
});

describe('a Vigie that dies', () => {
  it('leaves calls inside to the dead-man switch where no watch finds out: the duty list is dialled, and the call log knows', async () => {
    const on = await net({ globals: { VIGIE_DEAD_MAN_SECONDS: '6', VIGIE_ALIVE_SECONDS: '60' } });
    const vigie = on.vigie();
    await vigie.onWatch();
    await expect.poll(() => on.page('4000')).toContain('PJSIP/202');
    const bob = await on.pbx.phone('202', ringsOn());
    const caller = await on.pbx.call('4000');
    await bob.rang();
    await vigie.kill();
    // The second ring is the dialplan's, after those who were not dialled yet.
    await bob.rang({ nth: 2, withinMs: 30_000 });
    expect(on.pbx.log()).toContain('Vigie: fallback for 4000, dead-man');
    await bob.answer(2);
    await on.says('followme/options');
    await bob.press('1', 2);
    await caller.answered();
    await caller.hangUp();
    await on.pbx.empty();

    await on.vigie().onWatch();
    const call = await on.call(({ timeline }) => timeline.some(({ kind }) => kind === 'fallback-answered'));
    expect(call.outcome).toBe('fallback');
    expect(call.timeline).toContainEqual(
      expect.objectContaining({ kind: 'fallback-entered', why: 'dead-man' }),
    );
    expect(await on.calls()).toBe(1);
    expect(call.timeline.filter(({ kind }) => kind === 'call-ended')).toHaveLength(1);
  }, 90_000);

  it('is known to be gone at once by new calls, however fresh its last proof', async () => {
    const on = await net({ globals: { VIGIE_ALIVE_SECONDS: '90' } });
    const vigie = on.vigie();
    await vigie.onWatch();
    await expect.poll(() => on.page('4000')).toContain('PJSIP/202');
    const bob = await on.pbx.phone('202', answers({}, presses('1')));
    await vigie.kill();
    const caller = await on.pbx.call('4000');
    await bob.answered();
    expect(on.pbx.log()).toContain('Vigie: fallback for 4000, not-connected, STASISSTATUS=FAILED');
    await caller.answered();
    await caller.hangUp();
    await on.pbx.empty();
  });
});

async function proofAgeMs(on: Net): Promise<number> {
  return Date.now() - Number(await on.global('VIGIE_ALIVE')) * 1000;
}

async function proofIsOlderThan(on: Net, ms: number): Promise<void> {
  // The dialplan counts whole seconds.
  await expect.poll(() => proofAgeMs(on), { timeout: ms + 5_000, interval: 200 }).toBeGreaterThan(ms + 1_000);
}
