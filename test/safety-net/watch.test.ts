import { describe, expect, it } from 'vitest';
import { answers, presses, ringsOn } from '../../trial/phones/behaviour.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { MOBILE, net } from './net.ts';

/** From the death of the service to a phone that rings for every caller who waits. */
const GOAL_MS = 15_000;
const LONG = 120_000;

describe('callers who wait in a Vigie that dies', () => {
  it.for(['SIGKILL', 'SIGSTOP'] as const)(
    'by %s: each has a phone ringing within 15 s, and who talks is left alone',
    { timeout: LONG },
    async (signal) => {
      const on = await net();
      await on.plan({
        people: { bob: { name: 'Bob', languages: ['en'], contacts: [{ extension: '202' }] } },
        policies: { chain: { steps: [{ ring: [{ person: 'bob' }, { person: 'carol' }], ringSeconds: 60 }] } },
      });
      const vigie = on.vigie();
      await vigie.onWatch();
      await expect.poll(() => on.page('4000')).toContain('PJSIP/203');
      const bob = await on.pbx.phone('202', answers({}, presses('1')));
      const carol = await on.pbx.phone('203', ringsOn());
      const talking = await on.pbx.call('4000');
      await waitUntil('they talk', async () => (await on.pbx.bridged()).length === 1, 20_000);
      const waiting = [await on.pbx.call('4000'), await on.pbx.call('4000')];
      await carol.rang();
      await expect.poll(() => on.calls()).toBe(3);

      const died = Date.now();
      vigie.signal(signal);
      await bob.rang({ nth: 3, withinMs: GOAL_MS });
      expect(Date.now() - died).toBeLessThan(GOAL_MS);
      expect(on.pbx.log().match(/Vigie: fallback for 4000, dead-man/g)).toHaveLength(2);
      // What the dead one was ringing rings no more: nobody would hear its key.
      await carol.wasCancelled();
      expect(talking.call()?.end).toBeNull();
      expect(await on.pbx.bridged()).toContainEqual(expect.objectContaining({ length: 2 }));

      await Promise.all([talking, ...waiting].map((caller) => caller.hangUp()));
      await bob.hangUp(1);
      // What was left of the talk is taken down by whoever serves next.
      if (signal === 'SIGSTOP') vigie.signal('SIGCONT');
      else await on.vigie().onWatch();
      await on.pbx.empty({ withinMs: 45_000 });
    },
  );

  it('the fallback begins with whoever was not called yet', { timeout: LONG }, async () => {
    const on = await net();
    const vigie = on.vigie();
    await vigie.onWatch();
    await expect.poll(() => on.page('4000')).toContain('PJSIP/203');
    const bob = await on.pbx.phone('202', ringsOn());
    const carrier = await on.pbx.mobiles({ [MOBILE]: ringsOn() });
    const carol = await on.pbx.phone('203', answers({}, presses('1', { afterMs: 2_000 })));
    const caller = await on.pbx.call('4000');
    await bob.rang();
    await carrier.rang();
    await vigie.kill();
    await carol.answered({ withinMs: GOAL_MS });
    expect([bob.calls().length, carrier.calls().length]).toEqual([1, 1]);
    await caller.answered();
    await caller.hangUp();
    await on.pbx.empty();
  });

  it('there is one watch, while anybody is inside', { timeout: LONG }, async () => {
    const on = await net();
    await on.vigie().onWatch();
    const watches = async () =>
      (await on.pbx.cli('core show channels concise')).match(/^Local\/s@vigie-watch/gm);
    const bob = await on.pbx.phone('202', answers({}, presses('1')));
    const callers = await Promise.all(
      ['+33611111111', '+33622222222'].map((from) => on.pbx.call('4000', { from })),
    );
    await bob.answered();
    // A Local channel has two halves.
    expect(await watches()).toHaveLength(2);
    for (const caller of callers) await caller.hangUp();
    await on.pbx.empty();
  });
});
