import { expect, type TestContext } from 'vitest';
import { OUTCOMES, type Outcome } from '../../src/domain/call.ts';
import { answers, presses, ringsOn, speaks } from '../../trial/phones/behaviour.ts';
import type { Caller } from '../../trial/phones/caller.ts';
import type { Phone } from '../../trial/phones/phone.ts';
import type { ServiceProcess } from '../../trial/service-process.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import type { AriWire } from '../../trial/wire/ari-wire.ts';
import { type Net, type NetOptions, net } from '../safety-net/net.ts';

/** Every case runs in `npm run test:faults`; `npm test` has one of each kind, or it would take too long. */
const WHOLE_SUITE = process.env.VIGIE_FAULTS === 'all';
if (!WHOLE_SUITE) console.warn('skipped: all but one case of each kind; npm run test:faults has them all');

/** Ends the test with the reason in the report, unless the whole suite is asked for. */
export function onlyInWholeSuite(context: TestContext): void {
  context.skip(!WHOLE_SUITE, 'runs in npm run test:faults');
}

export const STATES = ['greeting', 'ringing', 'prompting', 'talking', 'transferring', 'recording'] as const;
export type State = (typeof STATES)[number];

export interface SceneOptions extends NetOptions {
  readonly state: State;
  /** The service reaches Asterisk through the scene's wire. */
  readonly wired?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** A caller who is with Vigie, in a state of the call, and all that is needed to go on from there. */
export interface Scene {
  readonly on: Net;
  readonly wire: AriWire;
  /** The service running now. */
  vigie: ServiceProcess;
  readonly caller: Caller;
  /** Starts the service anew and waits until calls can come in. */
  startAgain(...flags: readonly string[]): Promise<void>;
  /** Bob's phone, where he does nothing by himself. */
  bob(): Phone;
  /** Plays the call to the end it would have had without the fault. */
  finish(): Promise<void>;
  /** The outcome it would have had. */
  readonly usual: Outcome;
  /**
   * Waits until the call has ended, and checks that it did so as one of the known outcomes, once, and that Asterisk
   * holds nothing any more.
   */
  outcome(): Promise<Outcome>;
}

const PATIENCE_MS = 60_000;
/** A service that is away for a while, as while it starts anew on a loaded machine, finds its callers still with it. */
export const PATIENT = { VIGIE_ALIVE_SECONDS: '180' };

/** A service that starts anew on a loaded machine finds them ringing still. */
const RING_SECONDS = 100;

/** Bob (202) has the duty, Carol (203) is backup; each rings for long. */
export async function scene({ state, wired = false, env = {}, ...options }: SceneOptions): Promise<Scene> {
  const on = await net({ ...options, globals: { ...PATIENT, ...options.globals } });
  await on.plan({
    policies: {
      chain: {
        name: 'Chain',
        rounds: 1,
        overallLimitSeconds: 3 * RING_SECONDS,
        steps: [
          { ring: [{ person: 'bob' }], ringSeconds: RING_SECONDS },
          { ring: [{ person: 'carol' }], ringSeconds: RING_SECONDS },
        ],
      },
    },
    people: { bob: { name: 'Bob', languages: ['en'], contacts: [{ extension: '202' }] } },
    hotlines: {
      support: { acceptWindowSeconds: 30, ...(state === 'greeting' ? { greeting: 'vm-intro' } : {}) },
    },
  });
  const wire = await on.wire();
  const start = async (flags: readonly string[] = []) => {
    const service = on.vigie({ ...(wired ? { VIGIE_ARI_URL: wire.url } : {}), ...env }, flags);
    await service.onWatch();
    return service;
  };
  const vigie = await start();
  await expect.poll(() => on.page('4000'), { timeout: 60_000 }).toContain('PJSIP/202');
  const part = await castOf(state, on);
  const caller = await on.pbx.call('4000', { acts: [speaks()] });
  await part.begun(caller);
  const here: Scene = {
    on,
    wire,
    vigie,
    caller,
    usual: state === 'recording' ? 'voicemail' : 'accepted',
    async startAgain(...flags) {
      here.vigie = await start(flags);
    },
    bob() {
      if (!part.bob) throw new Error(`while ${state}, Bob does what he does by himself`);
      return part.bob;
    },
    async finish() {
      try {
        await part.finish(caller);
      } catch (error) {
        throw new Error(`${error}\nwhat the service said last:\n${here.vigie.log().slice(-8_000)}`);
      }
    },
    outcome: () => theOutcome(on),
  };
  return here;
}

/** The people of a state: how it is reached, and how the call goes on from there. */
interface Cast {
  readonly bob?: Phone;
  begun(caller: Caller): Promise<unknown>;
  finish(caller: Caller): Promise<void>;
}

async function castOf(state: State, on: Net): Promise<Cast> {
  const happened = (kind: string) => () =>
    on.call(({ timeline }) => timeline.some((callEvent) => callEvent.kind === kind));
  const joined = () =>
    waitUntil('they are joined', async () => (await on.pbx.bridged()).length === 1, 60_000);
  const hangsUp = async (caller: Caller) => {
    await joined();
    await caller.hangUp();
  };
  switch (state) {
    case 'greeting':
      await on.pbx.phone('202', answers({}, presses('1')));
      return { begun: happened('greeting-started'), finish: hangsUp };
    case 'ringing': {
      const bob = await on.pbx.phone('202', ringsOn());
      return {
        bob,
        begun: happened('attempt-ringing'),
        finish: async (caller) => {
          await answerAndAccept(on, bob);
          await hangsUp(caller);
        },
      };
    }
    case 'prompting': {
      const bob = await on.pbx.phone('202', answers());
      return {
        begun: happened('attempt-answered'),
        finish: async (caller) => {
          await bob.press('1');
          await hangsUp(caller);
        },
      };
    }
    case 'talking':
      await on.pbx.phone('202', answers({}, presses('1')));
      return { begun: joined, finish: hangsUp };
    case 'transferring': {
      await on.pbx.phone('202', answers({}, presses('1'), presses('*1', { afterMs: 1_500 })));
      const carol = await on.pbx.phone('203', ringsOn());
      return {
        begun: async () => {
          await happened('transfer-by-key')();
          await carol.rang();
          // Known to Vigie too: before that the request that dials is still on its way. Bob may have answered before
          // it was told that he rings.
          await on.call(({ timeline }) =>
            timeline.some((one) => one.kind === 'attempt-ringing' && one.attempt === 2),
          );
        },
        finish: async (caller) => {
          await answerAndAccept(on, carol);
          await hangsUp(caller);
        },
      };
    }
    case 'recording':
      return {
        begun: async (caller) => {
          await on.says(/Playing 'beep/, 60_000);
          await caller.hears();
          // Long enough to be a message.
          await waitUntil('three seconds of message', () => secondsSince(on, 'beep') > 3, 60_000);
        },
        finish: (caller) => caller.hangUp(),
      };
  }
}

async function answerAndAccept(on: Net, phone: Phone): Promise<void> {
  await phone.answer();
  await on.call(({ attempts }) => attempts.at(-1)?.answeredAt != null);
  await phone.press('1');
}

/** Seconds since Asterisk last played a sound. */
function secondsSince(on: Net, sound: string): number {
  const played = on.pbx
    .log()
    .split('\n')
    .findLast((line) => line.includes(`Playing '${sound}`));
  const [, day, time] = /^\[(\S+) (\S+)\]/.exec(played ?? '') ?? [];
  const at = Date.parse(`${day}T${time}Z`);
  return (Date.now() - at) / 1000;
}

async function theOutcome(on: Net): Promise<Outcome> {
  const [, ...others] = await waitUntil(
    'every call has ended',
    async () => {
      const all = await on.all();
      return all.length > 0 && all.every(({ outcome }) => outcome !== null) && all;
    },
    PATIENCE_MS,
  );
  expect(others, 'one call was placed, one is in the log').toEqual([]);
  await on.pbx.empty({ withinMs: 45_000 });
  await collected(on);
  expect(on.pbx.log(), 'Asterisk refuses the fallback its duty list').not.toContain('Dangerous function');
  const [{ outcome, timeline } = { outcome: null, timeline: [] }] = await on.all();
  if (outcome === null || !OUTCOMES.includes(outcome))
    throw new Error(`an outcome that nobody knows: ${outcome}`);
  expect(timeline.findLast(({ kind }) => kind === 'call-ended')).toMatchObject({ outcome });
  return outcome;
}

/** Waits until Vigie has read all that the dialplan wrote down: the fallback has the last word. */
export async function collected(on: Net): Promise<void> {
  await waitUntil(
    'the records of the fallback are collected',
    async () => /^0 results found/m.test(await on.pbx.cli('database show vigie-fallback')),
    PATIENCE_MS,
  );
}
