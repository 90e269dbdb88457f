import { describe, expect, it } from 'vitest';
import { answers, presses, ringsOn, speaks } from '../../trial/phones/behaviour.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { shuffled, twice } from '../../trial/wire/ari-wire.ts';
import { net } from '../safety-net/net.ts';
import { collected, onlyInWholeSuite, type Scene, STATES, scene } from './scene.ts';

const LONG = 300_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether the service is connected and has looked at what Asterisk holds since `from` characters of its log. */
async function connectedAgain({ vigie }: Scene, from: number): Promise<void> {
  await waitUntil(
    () => `connected again\n${vigie.log().slice(from)}`,
    () => vigie.log().slice(from).includes('connected to Asterisk'),
    60_000,
  );
}

describe('the connection is cut for a second', () => {
  it.for(STATES)('while %s: the call goes on', { timeout: LONG }, async (state, context) => {
    if (state !== 'ringing' && state !== 'talking') onlyInWholeSuite(context);
    const here = await scene({ state, wired: true });
    const from = here.vigie.log().length;
    here.wire.cut();
    await pause(1_000);
    here.wire.mend();
    await connectedAgain(here, from);
    await here.finish();
    expect(await here.outcome()).toBe(here.usual);
    expect(here.vigie.log()).toContain('no connection to Asterisk');
  });
});

describe('the connection is cut before Asterisk has said that a prompt began', () => {
  it('what plays nevertheless is stopped: who presses 1 has the caller at once', {
    timeout: LONG,
  }, async () => {
    const here = await scene({ state: 'ringing', wired: true });
    const from = here.vigie.log().length;
    here.wire.slow(60_000);
    await here.bob().answer();
    await here.on.says(/<PJSIP\/202-[^>]*> Playing 'telephone-number/);
    here.wire.cut();
    here.wire.mend();
    await connectedAgain(here, from);
    await here.bob().press('1');
    await waitUntil('they are joined', async () => (await here.on.pbx.bridged()).length === 1);
    await here.caller.hangUp();
    expect(await here.outcome()).toBe('accepted');
  });
});

describe('the connection is cut for ten seconds', () => {
  it.for(STATES)('while %s: the call goes on', { timeout: LONG }, async (state, context) => {
    onlyInWholeSuite(context);
    const here = await scene({ state, wired: true });
    const from = here.vigie.log().length;
    here.wire.cut();
    await pause(10_000);
    here.wire.mend();
    await connectedAgain(here, from);
    await here.finish();
    expect(await here.outcome()).toBe(here.usual);
  });
});

describe('the connection is cut for a minute', () => {
  it('while they talk: they talk on', { timeout: LONG }, async (context) => {
    onlyInWholeSuite(context);
    const here = await scene({ state: 'talking', wired: true });
    const from = here.vigie.log().length;
    here.wire.cut();
    await pause(60_000);
    expect(await here.on.pbx.bridged()).toHaveLength(1);
    here.wire.mend();
    await connectedAgain(here, from);
    await here.finish();
    expect(await here.outcome()).toBe('accepted');
  });

  it('while B rings: the fallback has the caller, and keeps them when Vigie is back', {
    timeout: LONG,
  }, async (context) => {
    onlyInWholeSuite(context);
    const here = await scene({ state: 'ringing', wired: true, globals: { VIGIE_DEAD_MAN_SECONDS: '45' } });
    const from = here.vigie.log().length;
    here.wire.cut();
    await pause(60_000);
    here.wire.mend();
    await connectedAgain(here, from);
    await here.on.says('Vigie: fallback for 4000, dead-man');
    await pause(2_000);
    expect(here.caller.call()?.end).toBeNull();
    await here.caller.hangUp();
    expect(await here.outcome()).toBe('fallback');
  });
});

describe('the connection is half-open for twenty seconds', () => {
  it.for(['ringing', 'prompting', 'talking'] as const)(
    'while %s: Vigie notices it, and the call goes on',
    { timeout: LONG },
    async (state, context) => {
      if (state !== 'ringing') onlyInWholeSuite(context);
      const here = await scene({ state, wired: true });
      const from = here.vigie.log().length;
      here.wire.freeze();
      await waitUntil(
        'Vigie notices',
        () => here.vigie.log().slice(from).includes('no proof of life came back'),
        60_000,
      );
      here.wire.mend();
      await connectedAgain(here, from);
      await here.finish();
      expect(await here.outcome()).toBe('accepted');
    },
  );
});

describe('Asterisk is slow: each response comes two seconds late', () => {
  it('a call is taken all the same', { timeout: LONG }, async () => {
    const here = await scene({ state: 'ringing', wired: true });
    here.wire.slow(2_000);
    await here.finish();
    expect(await here.outcome()).toBe('accepted');
  });
});

describe('requests go wrong', () => {
  it.for([500, 409, 'never'] as const)(
    'each attempt to dial is answered %s: the caller leaves a message',
    { timeout: LONG },
    async (status, context) => {
      if (status !== 500) onlyInWholeSuite(context);
      const on = await net();
      const wire = await on.wire();
      const vigie = on.vigie({ VIGIE_ARI_URL: wire.url });
      await vigie.onWatch();
      await on.pbx.phone('202', answers({}, presses('1')));
      wire.refuse(status, /^POST \/channels\?.*PJSIP/);
      const caller = await on.pbx.call('4000', { acts: [speaks()] });
      await on.says(/Playing 'beep/, 60_000);
      await pause(3_500);
      await caller.hangUp();
      const call = await on.call(({ outcome }) => outcome !== null);
      expect(call.outcome).toBe('voicemail');
      expect(call.attempts.every(({ outcome }) => outcome === 'unreachable')).toBe(true);
      await on.pbx.empty();
    },
  );

  it.for([500, 409, 'never'] as const)(
    'everything is answered %s for a while: the caller reaches somebody',
    { timeout: LONG },
    async (status, context) => {
      if (status !== 500) onlyInWholeSuite(context);
      const here = await scene({ state: 'ringing', wired: true, globals: { VIGIE_DEAD_MAN_SECONDS: '25' } });
      const from = here.vigie.log().length;
      here.wire.refuse(status);
      await waitUntil(
        'Vigie notices',
        () => here.vigie.log().slice(from).includes('no connection to Asterisk'),
        30_000,
      );
      here.wire.mend();
      await connectedAgain(here, from);
      await here.finish();
      expect(await here.outcome()).toBe('accepted');
    },
  );
});

describe('the websocket is closed in the middle of a burst of calls', () => {
  it('each caller is served, by Vigie or by the fallback, and each call is in the log', {
    timeout: LONG,
  }, async () => {
    const on = await net({ globals: { VIGIE_DEAD_MAN_SECONDS: '20' } });
    const wire = await on.wire();
    const vigie = on.vigie({ VIGIE_ARI_URL: wire.url });
    await vigie.onWatch();
    await expect.poll(() => on.page('4000'), { timeout: 60_000 }).toContain('PJSIP/202');
    const callers = Array.from({ length: 8 }, () => on.pbx.call('4000'));
    await waitUntil('the burst has begun', async () => (await on.pbx.channels()).length >= 2, 60_000);
    wire.closeWebsockets();
    const all = await Promise.all(callers);
    // Nobody on duty has a phone: each ends up where a message can be left.
    for (const caller of all) await caller.answered({ withinMs: 60_000 });
    await pause(20_000);
    for (const caller of all) if (caller.call()?.end === null) await caller.hangUp();
    await on.pbx.empty({ withinMs: 60_000 });
    await collected(on);
    await expect
      .poll(async () => (await on.all()).filter(({ outcome }) => outcome !== null).length, {
        timeout: 60_000,
      })
      .toBe(8);
    expect(await on.calls()).toBe(8);
  });
});

describe('events are not what they should be', () => {
  it('an event of a type that nobody knows, and one that is no JSON, stop nothing', {
    timeout: LONG,
  }, async () => {
    const here = await scene({ state: 'ringing', wired: true });
    here.wire.inject({ type: 'ChannelLevitated', channel: { id: 'x' }, application: 'vigie' });
    await here.finish();
    expect(await here.outcome()).toBe('accepted');
  });

  it.for(['twice', 'in another order'] as const)(
    'they come %s: a call is taken',
    { timeout: LONG },
    async (how) => {
      const on = await net();
      const wire = await on.wire();
      let seed = 42;
      const chance = () => {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
        return seed / 2_147_483_648;
      };
      wire.mangle(how === 'twice' ? twice : shuffled(150, chance));
      const vigie = on.vigie({ VIGIE_ARI_URL: wire.url });
      await vigie.onWatch();
      const bob = await on.pbx.phone('202', ringsOn());
      const caller = await on.pbx.call('4000');
      await bob.rang();
      await bob.answer();
      await on.says(/202-\w+> Playing 'queue-callswaiting|202-\w+> Playing/);
      await pause(500);
      await bob.press('1');
      await waitUntil('they are joined', async () => (await on.pbx.bridged()).length === 1, 60_000);
      await caller.hangUp();
      await bob.wasHungUp();
      await on.pbx.empty();
      const call = await on.call(({ outcome }) => outcome !== null);
      expect(call.outcome).toBe('accepted');
      expect(call.timeline.filter(({ kind }) => kind === 'call-ended')).toHaveLength(1);
    },
  );
});
