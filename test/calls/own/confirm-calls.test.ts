import { describe, expect, it } from 'vitest';
import { createOutboundLegs } from '../../../src/calls/outbound-legs.ts';
import { type ConfirmCallRequest, createConfirmCalls } from '../../../src/calls/own/confirm-calls.ts';
import type { DialRequest, Done, Media, Telephony } from '../../../src/calls/telephony.ts';
import type { Hotline } from '../../../src/domain/hotline.ts';
import { storedPhoneNumber, type Trunk } from '../../../src/domain/phone-number.ts';
import { createLogger } from '../../../src/runtime/log.ts';
import { HandClock } from '../../asterisk/hand-clock.ts';
import { FRANCE } from '../../planning/plan.ts';

const OK: Done = { ok: true, value: undefined };
const HOTLINE = {
  name: 'Support',
  numbers: ['+33199001200'],
  callerId: storedPhoneNumber('+33199001200'),
  trunk: 'trunk' as Trunk,
} as unknown as Hotline;

/** A switchboard that does all it is asked; `counts` is whether an answer still counts. */
function taskPages({
  counts = true,
  sound = null as string | null,
  outboundLegs = createOutboundLegs(20),
} = {}) {
  const dialled: DialRequest[] = [];
  const said: string[] = [];
  const hungUp: string[] = [];
  const answers: string[] = [];
  const outcomes: string[] = [];
  const telephony = {
    dial: async (request: DialRequest) => {
      dialled.push(request);
      return OK;
    },
    play: async (_leg: string, play: string, media: readonly Media[], language: string) => {
      said.push(
        `${language}: ${media.map((one) => ('name' in one ? one.name : 'digits' in one ? one.digits : 'id' in one ? one.id : one.kind)).join(' ')}`,
      );
      plays.push(play);
      return OK;
    },
    stopPlay: async () => OK,
    hangUp: async (leg: string) => {
      hungUp.push(leg.replace(/^.*-/, ''));
      return OK;
    },
  } as unknown as Telephony;
  const plays: string[] = [];
  const clock = new HandClock();
  const calls = createConfirmCalls({
    telephony,
    store: {
      answer: async (id, answer) => {
        answers.push(`${id} ${answer}`);
        return counts;
      },
      ended: async (id, outcome) => void outcomes.push(`${id} ${outcome}`),
    },
    outboundLegs,
    numberingPlan: FRANCE,
    sound,
    clock,
    log: createLogger({ level: 'fatal', format: 'json' }),
    crash: (error) => {
      throw error;
    },
  });
  const settled = async () => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  const leg = () => dialled.at(-1)?.leg ?? '';
  return {
    ...{ dialled, said, hungUp, answers, outcomes, clock, calls, settled },
    answer: async () => {
      calls.take({ type: 'leg-answered', leg: leg() });
      await settled();
    },
    press: async (key: string) => {
      calls.take({ type: 'key', leg: leg(), key });
      await settled();
    },
    heardOut: async () => {
      calls.take({ type: 'play-finished', play: plays.at(-1) ?? '', played: true });
      await settled();
    },
  };
}

const phone = (number: string) =>
  ({ target: { kind: 'phone', number: storedPhoneNumber(number) }, mustAccept: false }) as const;

function request(now: number, ...numbers: string[]): ConfirmCallRequest {
  return {
    confirmation: 7,
    hotline: HOTLINE,
    person: { contactMethods: numbers.map(phone), language: 'fr' },
    startAt: Math.ceil(now / 86_400_000) * 86_400_000 + 19.5 * 3_600_000,
    timeZone: 'UTC',
  };
}

describe('ringing somebody up to confirm', () => {
  it('shows the hotline’s number, says in their language when duty begins, and which keys; also where an answer is a person', async () => {
    const at = taskPages();
    at.calls.ring(request(at.clock.now(), '+33612345678'));
    await at.settled();
    expect(at.dialled[0]?.callerId).toEqual({ number: '+33199001200', name: 'Support' });
    await at.answer();
    expect(at.said[0]).toMatch(
      /^fr: call-forwarding is-set-to your telephone-number digits\/\S+ digits\/19 digits\/oclock digits\/30 followme\/options$/,
    );
    expect(at.answers).toEqual([]);
    await at.press('1');
    expect(at.answers).toEqual(['7 confirmed']);
    await at.heardOut();
    expect(at.outcomes).toEqual(['7 confirmed']);
    expect(at.hungUp).toEqual(['1']);
  });

  it('may ask with a sound of one’s own', async () => {
    const at = taskPages({ sound: 'custom/duty' });
    at.calls.ring(request(at.clock.now(), '+33612345678'));
    await at.answer();
    expect(at.said[0]).toMatch(/^fr: custom\/duty digits/);
  });

  it('never dials what may not be dialled; without any other telephone it is not possible', async () => {
    const at = taskPages();
    at.calls.ring(request(at.clock.now(), '+33899123456', '+12025550123'));
    await at.settled();
    expect(at.dialled).toEqual([]);
    expect(at.outcomes).toEqual(['7 not-possible']);
    at.calls.ring({ ...request(at.clock.now(), '+33612345678'), hotline: { ...HOTLINE, trunk: null } });
    await at.settled();
    expect(at.dialled).toEqual([]);
  });

  it('an answer that does not count any more is said to be so', async () => {
    const at = taskPages({ counts: false });
    at.calls.ring(request(at.clock.now(), '+33612345678'));
    await at.answer();
    await at.press('1');
    expect(at.said.at(-1)).toBe('fr: im-sorry cancelled goodbye');
  });

  it('five at once are enough, and all are let go of when the service stops', async () => {
    const at = taskPages();
    for (let n = 0; n < 5; n += 1) at.calls.ring(request(at.clock.now(), '+33612345678'));
    expect(at.calls.room()).toBe(0);
    await at.calls.cutOff();
    expect(at.outcomes).toEqual(Array.from({ length: 5 }, () => '7 interrupted'));
    expect(at.calls.room()).toBe(5);
  });

  it('leaves callers their lines: no more are dialled than the cap has room for', async () => {
    const outboundLegs = createOutboundLegs(3);
    outboundLegs.count(() => 1);
    const at = taskPages({ outboundLegs });
    expect(at.calls.room()).toBe(2);
    at.calls.ring(request(at.clock.now(), '+33612345678', '+33612345679'));
    expect(at.calls.room()).toBe(1);
    await at.calls.cutOff();
    expect(at.calls.room()).toBe(2);
  });

  it('events of other calls are left to them', () => {
    const at = taskPages();
    at.calls.ring(request(at.clock.now(), '+33612345678'));
    expect(at.calls.take({ type: 'key', leg: 'vigie-other-1', key: '1' })).toBe(false);
    expect(at.calls.take({ type: 'play-finished', play: 'other-p1', played: true })).toBe(false);
  });
});
