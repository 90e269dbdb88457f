import { expect, it } from 'vitest';
import { LiveCalls } from '../../../src/calls/live/live-calls.ts';
import { createOutboundLegs } from '../../../src/calls/outbound-legs.ts';
import type { DialRequest, Done, Telephony, TelephonyEvent } from '../../../src/calls/telephony.ts';
import { describeTarget } from '../../../src/domain/phone-number.ts';
import { USUAL_SOUND_RULE } from '../../../src/domain/sound/loudness.ts';
import { createLogger } from '../../../src/runtime/log.ts';
import { HandClock } from '../../asterisk/hand-clock.ts';
import { hotline, policy, step } from '../../domain/escalation/call-fixture.ts';
import { FRANCE } from '../../planning/plan.ts';
import { extension, played, someone } from './played.ts';

const CROWD = ['201', '202', '203', '204'].map((name) => someone(name, extension(name)));
const CHAIN = policy({
  steps: [
    step({
      strategy: 'all-at-once',
      targets: CROWD.map(({ id }) => ({ kind: 'person' as const, personId: id })),
    }),
  ],
});

/** The phones that a live call rings, on a PBX that does all it is asked. */
async function dialledByLiveCall(maxOutboundLegs: number, otherLegs = 0): Promise<string[]> {
  const dialled: string[] = [];
  const told: { listener: (event: TelephonyEvent) => void } = { listener: () => undefined };
  const done: Done = { ok: true, value: undefined };
  const telephony = new Proxy({} as Telephony, {
    get: (_, request: string) => {
      if (request === 'listen')
        return (listener: typeof told.listener) => void Object.assign(told, { listener });
      return async (asked: DialRequest) => {
        if (request === 'dial') dialled.push(describeTarget(asked.target));
        return done;
      };
    },
  });
  let refused = 0;
  const later = () => new Promise<void>((resolve) => setTimeout(resolve, 2));
  const outboundLegs = createOutboundLegs(maxOutboundLegs);
  outboundLegs.count(() => otherLegs);
  const calls = new LiveCalls({
    soundRule: USUAL_SOUND_RULE,
    isTaken: async () => false,
    telephony,
    copies: { keep: async () => false },
    sources: {
      directory: {
        personOn: async () => null,
        hotlineByNumber: async () => hotline(),
        hotlines: async () => [],
        policy: async () => CHAIN,
        people: async (ids) => CROWD.filter(({ id }) => ids.includes(id)),
        team: async () => null,
        trunks: async () => new Map(),
        lastAcceptedAt: async () => new Map(),
      },
      schedules: { schedule: async () => null },
    },
    callLog: {
      begin: later,
      append: async (_, callEvents) => {
        refused += callEvents.filter(
          (one) => one.kind === 'attempt-ended' && one.why?.code === 'too-many-calls',
        ).length;
        await later();
      },
      keepMessage: later,
      has: async () => false,
      unkeptMessages: async () => [],
      openCalls: async () => [],
    },
    clock: new HandClock(),
    callClock: () => new HandClock(),
    log: createLogger({ level: 'fatal', format: 'json' }),
    numberingPlan: FRANCE,
    outboundLegs,
    crash: (error) => {
      throw error;
    },
  });
  calls.start();
  told.listener({ type: 'call-arrived', leg: '1.1', dialled: '4000', callerNumber: null, callerName: null });
  await expect.poll(() => dialled.length + refused).toBe(CROWD.length);
  return dialled;
}

it.each([1, 2, 3, 4])(
  'with %i legs for the whole service, a dry run rings the phones that a call rings',
  async (most) => {
    const run = await played({
      people: CROWD,
      schedules: [],
      call: { policy: CHAIN },
      maxOutboundLegs: most,
    });
    const assumed = run.timeline.flatMap(({ callEvent, dialled }) =>
      callEvent.kind === 'attempt-ringing' ? [dialled?.address] : [],
    );
    expect(assumed).toEqual(await dialledByLiveCall(most));
  },
);

it('phones that are dialled for a test count among them', async () => {
  expect(await dialledByLiveCall(3, 2)).toHaveLength(1);
  expect(await dialledByLiveCall(3, 3)).toEqual([]);
});
