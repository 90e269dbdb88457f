import { describe, expect, it } from 'vitest';
import { onlyInWholeSuite, STATES, type State, scene } from './scene.ts';

const LONG = 300_000;
/** As in service. */
const SOON = { VIGIE_ALIVE_SECONDS: '10' };

/** Cases that run in every `npm test`; `test/recovery` has the kill in the other states. */
const often = (among: readonly State[], state: State) => among.includes(state);

describe('Vigie is killed and started again', () => {
  it.for(STATES)('while %s: the call goes on', { timeout: LONG }, async (state, context) => {
    if (!often(['transferring'], state)) onlyInWholeSuite(context);
    const here = await scene({ state });
    await here.vigie.kill();
    await here.startAgain();
    await here.finish();
    expect(await here.outcome()).toBe(here.usual);
    expect(here.vigie.log()).toContain('a call of before is taken up');
  });
});

describe('Vigie is killed and does not come back', () => {
  const inside = STATES.filter((state) => state !== 'talking');
  it.for(inside)(
    'while %s: the watch gives the caller to the fallback',
    { timeout: LONG },
    async (state, context) => {
      if (!often([], state)) onlyInWholeSuite(context);
      const here = await scene({ state, globals: SOON });
      await here.vigie.kill();
      await here.on.says('Vigie: fallback for 4000, dead-man', 60_000);
      await here.on.says('VIGIE_RUNG=PJSIP/20');
      await here.caller.hangUp();
      await here.startAgain();
      // A message that was begun is kept, and the caller was in the fallback afterwards.
      expect(await here.outcome()).toBe('fallback');
      expect(here.vigie.log()).toContain('a call was in the fallback');
    },
  );

  it('while talking: they talk on, and nobody takes the caller away', { timeout: LONG }, async (context) => {
    onlyInWholeSuite(context);
    const here = await scene({ state: 'talking', globals: { ...SOON, VIGIE_DEAD_MAN_SECONDS: '10' } });
    await here.vigie.kill();
    await new Promise((resolve) => setTimeout(resolve, 15_000));
    expect(await here.on.pbx.bridged()).toHaveLength(1);
    await here.caller.hangUp();
    await here.startAgain();
    expect(await here.outcome()).toBe('accepted');
  });
});

describe('Vigie is frozen for five seconds', () => {
  it.for(STATES)('while %s: the call goes on', { timeout: LONG }, async (state, context) => {
    if (!often(['ringing'], state)) onlyInWholeSuite(context);
    const here = await scene({ state });
    here.vigie.signal('SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    here.vigie.signal('SIGCONT');
    await here.finish();
    expect(await here.outcome()).toBe(here.usual);
  });
});

describe('Vigie is frozen, and thaws when the fallback has the caller', () => {
  it.for(STATES.filter((state) => state !== 'talking'))(
    'since %s: it lets the fallback have them',
    { timeout: LONG },
    async (state, context) => {
      if (!often(['prompting'], state)) onlyInWholeSuite(context);
      const here = await scene({ state, globals: SOON });
      here.vigie.signal('SIGSTOP');
      await here.on.says('Vigie: fallback for 4000, dead-man', 60_000);
      here.vigie.signal('SIGCONT');
      await expect
        .poll(() => here.vigie.health().then(({ asterisk, liveCalls }) => `${asterisk} ${liveCalls}`), {
          timeout: 60_000,
        })
        .toBe('connected 0');
      // Whatever Vigie had still in mind, the caller is where they were.
      expect(here.caller.call()?.end).toBeNull();
      await here.caller.hangUp();
      expect(await here.outcome()).toBe('fallback');
    },
  );
});

describe('Vigie is told to stop', () => {
  it.for(STATES)(
    'while %s: it ends with 0, and the caller is not left alone',
    { timeout: LONG },
    async (state, context) => {
      if (!often(['ringing', 'talking', 'transferring'], state)) onlyInWholeSuite(context);
      const here = await scene({ state });
      here.vigie.signal('SIGTERM');
      expect(await here.vigie.exited, here.vigie.log()).toBe(0);
      expect(here.vigie.log()).toContain('Vigie has stopped');
      if (state === 'talking') expect(await here.on.pbx.bridged()).toHaveLength(1);
      else if (state !== 'recording') {
        await here.on.says('Vigie: fallback for 4000, handed-back');
        // Who had been talking too: the fallback still has its duty list.
        await here.on.says('VIGIE_RUNG=PJSIP/202');
      }
      await here.caller.hangUp();
      await here.startAgain();
      const stays = state === 'talking' || state === 'recording';
      expect(await here.outcome()).toBe(stays ? here.usual : 'fallback');
    },
  );
});
