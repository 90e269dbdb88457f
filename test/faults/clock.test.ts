import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ariRequest } from '../../trial/asterisk/ari-observer.ts';
import { answers } from '../../trial/phones/behaviour.ts';
import { net } from '../safety-net/net.ts';
import { scene } from './scene.ts';

const HOUR_MS = 3_600_000;
const LONG = 300_000;
const preloaded = path.join(import.meta.dirname, 'stepped-clock.mjs');

describe('the wall clock of Vigie is stepped during a call', () => {
  it.for([
    { by: 'set back by an hour', ms: -HOUR_MS },
    { by: 'set forward by an hour', ms: HOUR_MS },
  ])(
    '$by: who listens to the prompt has their whole window, and no more',
    { timeout: LONG },
    async ({ ms }) => {
      const here = await scene({
        state: 'prompting',
        env: { NODE_OPTIONS: `--import ${preloaded}`, STEP_MS: String(ms) },
      });
      await here.on.pbx.phone('203', answers());
      here.vigie.signal('SIGUSR2');
      const steppedAt = Date.now();
      // Bob presses nothing: Carol is dialled when his thirty seconds are over.
      const call = await here.on.call(
        ({ attempts }) => attempts.length === 1 || attempts[1]?.answeredAt != null,
      );
      expect(call.attempts).toHaveLength(1);
      await expect
        .poll(async () => (await here.on.all())[0]?.attempts.length, { timeout: 60_000, interval: 200 })
        .toBe(2);
      expect(Date.now() - steppedAt).toBeGreaterThan(20_000);
      await here.caller.hangUp();
      expect(await here.outcome()).toBe('caller-hung-up');
      // The next call is of the new time.
      expect((await here.vigie.health()).asterisk).toBe('connected');
    },
  );
});

describe('the clock of Asterisk is set back', () => {
  it('a proof of life from the future is not believed: the call goes to the fallback', {
    timeout: LONG,
  }, async () => {
    const on = await net();
    const vigie = on.vigie();
    await vigie.onWatch();
    await expect.poll(() => on.page('4000'), { timeout: 60_000 }).toContain('PJSIP/202');
    const bob = await on.pbx.phone('202', answers());
    // As if it had been given just before the clock was set back by an hour, and Vigie then hung.
    vigie.signal('SIGSTOP');
    const value = Math.floor((Date.now() + HOUR_MS) / 1000);
    await ariRequest(on.pbx, 'POST', `/asterisk/variable?variable=VIGIE_ALIVE&value=${value}`);
    const caller = await on.pbx.call('4000');
    await bob.answered({ withinMs: 30_000 });
    expect(on.pbx.log()).toContain('Vigie: fallback for 4000, no-proof');
    await caller.answered({ withinMs: 30_000 });
    await caller.hangUp();
    await on.pbx.empty();
  });
});
