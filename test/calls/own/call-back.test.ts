import { describe, expect, it } from 'vitest';
import { createOutboundLegs } from '../../../src/calls/outbound-legs.ts';
import { type CallBackRequest, createCallBacks } from '../../../src/calls/own/call-back.ts';
import { besideOwnCalls } from '../../../src/calls/own/own-calls.ts';
import type { DialRequest, Done, Telephony } from '../../../src/calls/telephony.ts';
import type { Hotline } from '../../../src/domain/hotline.ts';
import { parsePhoneNumber, parseTrunk } from '../../../src/domain/phone-number.ts';
import type { CallBackProgress } from '../../../src/domain/task/call-back-call.ts';
import { createLogger } from '../../../src/runtime/log.ts';
import { HandClock } from '../../asterisk/hand-clock.ts';
import { FRANCE } from '../../planning/plan.ts';

const OK: Done = { ok: true, value: undefined };
const MOBILE = number('+33612345678');
const HOTLINE = {
  name: 'Support',
  callerId: number('+33199001200'),
  trunk: trunk('trunk'),
} as Hotline;

/** A switchboard that does all it is asked and notes it. */
function taskPages(outboundLegs = createOutboundLegs(20)) {
  const asked: string[] = [];
  const dialled: DialRequest[] = [];
  const note = (what: string) => async (leg: string) => {
    asked.push(`${what} ${leg.replace(/^.*-/, '')}`);
    return OK;
  };
  const telephony = {
    dial: async (request: DialRequest) => {
      dialled.push(request);
      return note('dial')(request.leg);
    },
    play: note('play'),
    stopPlay: async () => OK,
    startRinging: note('ringback'),
    stopRinging: note('silence'),
    bridge: note('bridge'),
    endBridge: note('end'),
    hangUp: note('hang up'),
  } as unknown as Telephony;
  const clock = new HandClock();
  const callBacks = createCallBacks({
    telephony,
    outboundLegs,
    numberingPlan: FRANCE,
    clock,
    log: createLogger({ level: 'fatal', format: 'json' }),
    crash: (error) => {
      throw error;
    },
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const tell = async (type: 'leg-answered' | 'leg-ended' | 'key', attempt: 1 | 2, key = '1') => {
    const leg = dialled[attempt - 1]?.leg ?? '';
    if (type === 'key') callBacks.take({ type, leg, key });
    else if (type === 'leg-ended') callBacks.take({ type, leg, cause: 'hung-up', why: { code: 'no-cause' } });
    else callBacks.take({ type, leg });
    await settled();
  };
  return { asked, dialled, clock, callBacks, tell, settled };
}

function request(callerNumber = '+33199001234', mustAccept = true): CallBackRequest {
  const target = { kind: 'phone', number: MOBILE } as const;
  return {
    hotline: HOTLINE,
    responder: { contactMethods: [{ target, mustAccept }], language: 'fr' },
    callerNumber,
  };
}

describe('calling back', () => {
  it('rings the caller only when the responder has pressed 1, and shows both the hotline’s number', async () => {
    const at = taskPages();
    await at.callBacks.start(request());
    await at.tell('leg-answered', 1);
    expect(at.dialled).toHaveLength(1);
    await at.tell('key', 1);
    expect(at.dialled.map(({ callerId }) => callerId.number)).toEqual(['+33199001200', '+33199001200']);
    await at.tell('leg-answered', 2);
    expect(at.asked).toEqual(['dial 1', 'play 1', 'ringback 1', 'dial 2', 'silence 1', 'bridge b1']);
  });

  it('tells how far it is, and how it ended', async () => {
    const at = taskPages();
    const told: string[] = [];
    const report = (progress: CallBackProgress) => {
      const { stage } = progress;
      if (stage === 'failed') told.push(`${progress.who} ${progress.why}`);
      else told.push(stage === 'talked' ? `talked ${progress.seconds}` : stage);
    };
    await at.callBacks.start({ ...request('+33199001234', false), report });
    await at.tell('leg-answered', 1);
    await at.tell('leg-answered', 2);
    at.clock.pass(65_000);
    await at.tell('leg-ended', 2);
    expect(told).toEqual(['responder', 'caller', 'talking', 'talked 65']);
  });

  it.each([
    ['the responder presses 2', ['leg-answered 1', 'key 1 2'], 'responder declined'],
    ['the responder hangs up before the key', ['leg-answered 1', 'leg-ended 1'], 'responder not-accepted'],
    [
      'the responder leaves while the caller is called',
      ['leg-answered 1', 'key 1', 'leg-ended 1'],
      'responder given-up',
    ],
    ['the caller hangs up unheard', ['leg-answered 1', 'key 1', 'leg-ended 2'], 'caller no-answer'],
  ] as const)('says why it failed: %s', async (_what, events, why) => {
    const at = taskPages();
    let last = '';
    const report = (progress: CallBackProgress) => {
      last = progress.stage === 'failed' ? `${progress.who} ${progress.why}` : progress.stage;
    };
    await at.callBacks.start({ ...request(), report });
    for (const event of events) {
      const [type, attempt, key] = event.split(' ');
      await at.tell(type as 'key', Number(attempt) as 1 | 2, key ?? '1');
    }
    expect(last).toBe(why);
  });

  it('a mailbox that answers for the responder is never joined with the caller', async () => {
    const at = taskPages();
    await at.callBacks.start(request());
    await at.tell('leg-answered', 1);
    at.clock.pass(15_000);
    await at.settled();
    expect(at.dialled).toHaveLength(1);
    expect(at.asked).toContain('hang up 1');
  });

  it('when either side leaves, the other is let go and nothing is left', async () => {
    for (const who of [1, 2] as const) {
      const at = taskPages();
      await at.callBacks.start(request('+33199001234', false));
      await at.tell('leg-answered', 1);
      await at.tell('leg-answered', 2);
      const callId = at.dialled[0]?.leg.replace(/^vigie-|-1$/g, '') ?? '';
      expect(at.callBacks.owns(callId)).toBe(true);
      await at.tell('leg-ended', who);
      expect(at.asked.slice(-2)).toEqual(['end b1', `hang up ${who === 1 ? 2 : 1}`]);
      expect(at.callBacks.owns(callId)).toBe(false);
    }
  });

  it.each([
    ['+33899123456', 'number-not-allowed'], // costs extra
    ['+12025550123', 'number-not-allowed'],
    ['nonsense@evil', 'no-number'],
    // Names on the PBX, which anybody outside may present: they are no number to ring.
    ['trial-trunk', 'no-number'],
    ['201', 'no-number'],
    ['operator', 'no-number'],
  ])('a caller’s number may be forged: %s is not dialled', async (callerNumber, error) => {
    const at = taskPages();
    expect(await at.callBacks.start(request(callerNumber))).toEqual({ ok: false, error });
    expect(at.dialled).toEqual([]);
  });

  it('five at once are enough', async () => {
    const at = taskPages();
    for (let n = 0; n < 5; n += 1) await at.callBacks.start(request());
    expect(await at.callBacks.start(request())).toEqual({ ok: false, error: 'too-many' });
  });

  it('takes both its lines when it begins, or does not begin', async () => {
    const outboundLegs = createOutboundLegs(3);
    const at = taskPages(outboundLegs);
    await at.callBacks.start(request());
    expect(outboundLegs.free()).toBe(1);
    expect(await at.callBacks.start(request())).toEqual({ ok: false, error: 'too-many' });
    await at.tell('leg-ended', 1);
    expect(outboundLegs.free()).toBe(3);
  });

  it('whose sides left while Asterisk was out of reach is over once it shows what there is', async () => {
    const at = taskPages();
    const told: string[] = [];
    const report = ({ stage }: CallBackProgress) => void told.push(stage);
    await at.callBacks.start({ ...request('+33199001234', false), report });
    await at.tell('leg-answered', 1);
    await at.tell('leg-answered', 2);
    await at.callBacks.cutOff();
    const legs = at.dialled.map(({ leg }) => ({ leg, answered: true }));
    const shows = (held: typeof legs) =>
      besideOwnCalls(
        {
          snapshot: async () => ({ ok: true, value: { legs: held, bridges: [], arrivals: [] } }),
        } as unknown as Telephony,
        [at.callBacks],
      ).snapshot();
    expect(await shows(legs)).toMatchObject({ value: { legs: [] } });
    expect(told.at(-1)).toBe('talking');
    await shows(legs.slice(0, 1));
    await at.settled();
    expect(told.at(-1)).toBe('talked');
    expect(at.asked.slice(-2)).toEqual(['end b1', 'hang up 1']);
  });
});

function number(text: string) {
  const parsed = parsePhoneNumber(text, FRANCE);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

function trunk(text: string) {
  const parsed = parseTrunk(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}
