import { describe, expect, it } from 'vitest';
import { PATIENT } from '../faults/scene.ts';
import { tries } from '../scenarios/stage.ts';
import { type Net, net } from './net.ts';

const FAR = 99_999_999_999;
const LONG = { timeout: 90_000 };

/** An extension on which several phones may be registered. */
const SHARED = `
[210](vigie-demo-phone)
auth=210
aors=210
[210](vigie-demo-auth)
username=210
password=demo-210
[210]
type=aor
max_contacts=5
`;

/** The one in the middle has vanished without a word. */
async function phonesOn(on: Net) {
  const desk = await on.pbx.agent('210');
  (await on.pbx.agent('210')).vanish();
  return { desk, laptop: await on.pbx.agent('210') };
}

describe('an extension of several phones, and Vigie is not there', () => {
  it('all ring, and whoever answers is asked for the key', LONG, async () => {
    const on = await net({ pjsip: SHARED });
    await on.writePage('4000', `${FAR}|20::PJSIP/210:en`);
    const { desk, laptop } = await phonesOn(on);
    const caller = await on.pbx.call('4000');
    const [atDesk, atLaptop] = [await desk.called(), await laptop.called()];
    await atLaptop.answer();
    await atDesk.hasEnded();
    await on.says(/<PJSIP\/210-[0-9a-f]+> Playing 'followme\/options/);
    await atLaptop.press('1');
    caller.speak(440);
    await atLaptop.hears(440);
    await caller.hangUp();
    await atLaptop.hasEnded();
    await on.pbx.empty();
  });
});

describe('an extension of several phones, and Vigie is killed and started again while they ring', () => {
  it('all ring on, the one that answers takes the call, and the others stop', LONG, async () => {
    const on = await net({ pjsip: SHARED, globals: PATIENT });
    await on.plan({
      people: { bob: { name: 'Bob', languages: ['en'], contacts: [{ extension: '210' }] } },
      policies: {
        chain: {
          ...{ name: 'Chain', rounds: 1, overallLimitSeconds: 120 },
          steps: [{ ring: [{ person: 'bob' }], ringSeconds: 60 }],
        },
      },
      hotlines: { support: { acceptWindowSeconds: 30 } },
    });
    const killed = on.vigie();
    await killed.onWatch();
    const { desk, laptop } = await phonesOn(on);
    const caller = await on.pbx.call('4000');
    const [atDesk, atLaptop] = [await desk.called(), await laptop.called()];
    await on.call(({ attempts }) => attempts.some(({ ringingAt }) => ringingAt !== null));
    await killed.kill();
    await on.vigie().onWatch();
    await on.call(({ timeline }) => timeline.some(({ kind }) => kind === 'reconciled'));
    expect([atDesk.state, atLaptop.state]).toEqual(['ringing', 'ringing']);
    await atLaptop.answer();
    await atDesk.hasEnded();
    await atLaptop.press('1');
    await on.call(({ timeline }) => timeline.some(({ kind }) => kind === 'talking-started'));
    caller.speak(440);
    await atLaptop.hears(440);
    await caller.hangUp();
    const call = await on.call(({ outcome }) => outcome !== null);
    expect([call.outcome, tries(call)]).toEqual(['accepted', ['Bob accepted']]);
    await on.pbx.empty();
  });
});
