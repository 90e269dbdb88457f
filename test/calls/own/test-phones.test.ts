import { describe, expect, it } from 'vitest';
import { parseLegId } from '../../../src/calls/live/call-ids.ts';
import { createOutboundLegs } from '../../../src/calls/outbound-legs.ts';
import type { PhoneTestDependencies, PhoneTestRequest } from '../../../src/calls/own/test-phones.ts';
import type { PhoneTest } from '../../../src/domain/endpoint/phone-test.ts';
import type { Hotline } from '../../../src/domain/hotline.ts';
import {
  type DialTarget,
  parseExtension,
  parsePhoneNumber,
  parseTrunk,
} from '../../../src/domain/phone-number.ts';
import type { Result } from '../../../src/runtime/result.ts';
import { HandClock } from '../../asterisk/hand-clock.ts';
import { FRANCE } from '../../planning/plan.ts';
import { Switchboard, testsOn } from '../switchboard.ts';

function sure<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(String(result.error));
  return result.value;
}

const DESK: DialTarget = { kind: 'extension', extension: sure(parseExtension('202')) };
const MOBILE: DialTarget = { kind: 'phone', number: sure(parsePhoneNumber('06 12 34 56 78', FRANCE)) };
const HOTLINE = {
  name: 'Support',
  callerId: sure(parsePhoneNumber('01 99 00 12 00', FRANCE)),
  trunk: sure(parseTrunk('ovh')),
} as Hotline;

/** The request, or a test that tries `target`. */
function request(target: DialTarget, more: Partial<PhoneTestRequest> = {}): PhoneTestRequest {
  const by = { personId: 'sam', name: 'Sam' };
  return { personId: 'bob', target, language: 'fr', hotline: HOTLINE, by, ...more };
}

function taskPages(dependencies: Partial<PhoneTestDependencies> = {}) {
  const clock = new HandClock();
  const pbx = new Switchboard();
  const told: PhoneTest[] = [];
  const onOutcome = async (test: PhoneTest) => void told.push(test);
  const callId = () => parseLegId(pbx.leg)?.callId ?? '';
  return { clock, pbx, told, callId, ...testsOn(pbx, { clock, onOutcome, ...dependencies }) };
}

const ENDED = { type: 'leg-ended', cause: 'hung-up', why: { code: 'no-cause' } } as const;

describe('a phone that is tried', () => {
  it('rings, is answered, and works when 1 is pressed; then it is thanked and let go', async () => {
    const at = taskPages();
    await at.tests.start(request(DESK));
    at.clock.pass(400);
    await at.tell({ type: 'leg-ringing' });
    at.clock.pass(2600);
    await at.tell({ type: 'leg-answered' });
    await at.tell({ type: 'key', key: '5' });
    expect(at.told).toEqual([]);
    await at.tell({ type: 'key', key: '1' });
    const test = at.told[0];
    expect(test).toMatchObject({ personId: 'bob', by: 'Sam', outcome: 'works', trunk: null });
    expect((test?.ringingAt ?? 0) - (test?.startedAt ?? 0)).toBe(400);
    expect((test?.answeredAt ?? 0) - (test?.startedAt ?? 0)).toBe(3000);
    expect(at.pbx.asked).toEqual(['arm', 'play', 'stop playing', 'play']);
    at.tests.take({ type: 'play-finished', play: `${at.callId()}-p2`, played: true });
    expect(at.pbx.asked.at(-1)).toBe('hang up');
    await at.tell(ENDED);
    expect(at.tests.legs()).toBe(0);
    expect(at.told).toHaveLength(1);
    expect(at.tests.latest('bob', DESK)?.outcome).toBe('works');
  });

  it('shows the hotline’s number on a mobile, and rings it by the hotline’s trunk', async () => {
    const at = taskPages();
    await at.tests.start(request(MOBILE));
    expect(at.pbx.dialled[0]).toMatchObject({
      target: MOBILE,
      trunk: 'ovh',
      callerId: { number: '+33199001200', name: null },
      callerLeg: null,
    });
  });

  it('a mailbox answers and presses nothing: that is not "works", and it is let go', async () => {
    const at = taskPages();
    await at.tests.start(request(MOBILE));
    await at.tell({ type: 'leg-answered' });
    at.clock.pass(20_000);
    await at.settled();
    expect(at.pbx.asked).toContain('hang up');
    await at.tell(ENDED);
    expect(at.told).toMatchObject([{ outcome: 'no-key' }]);
  });

  it.each([
    ['busy', 'busy'],
    ['declined', 'declined'],
    ['no-answer', 'no-answer'],
    ['unreachable', 'unreachable'],
  ] as const)('%s is told as %s, with what the network said', async (cause, outcome) => {
    const at = taskPages();
    await at.tests.start(request(MOBILE));
    await at.tell({
      type: 'leg-ended',
      cause,
      why: { code: 'network', q850: 34, sip: 503, said: 'congestion' },
    });
    expect(at.told[0]).toMatchObject({ outcome, why: { code: 'network', q850: 34, sip: 503 } });
  });

  it.each([
    [DESK, 'refused', 'not-registered'],
    [MOBILE, 'refused', 'trunk-refused'],
    [DESK, 'unavailable', 'lost'],
  ] as const)('what Asterisk cannot ring at all is told at once: %o, %s', async (target, kind, outcome) => {
    const at = taskPages();
    at.pbx.answer = { ok: false, error: { kind, detail: 'Allocation failed (500)' } };
    await at.tests.start(request(target));
    await at.settled();
    await at.tell(ENDED);
    const code = kind === 'refused' ? 'asterisk-refused' : 'asterisk-unavailable';
    expect(at.told).toMatchObject([{ outcome, why: { code, said: 'Allocation failed (500)' } }]);
    expect(at.tests.legs()).toBe(0);
  });

  it('is no worse for it that our own calls have called enough phones within the hour', async () => {
    const at = taskPages({ outboundLegs: { ...createOutboundLegs(20), claimOwn: () => false } });
    await at.tests.start(request(DESK));
    await at.settled();
    expect(at.told).toMatchObject([{ outcome: 'not-dialled', why: { code: 'too-many-own-calls' } }]);
    expect(at.pbx.dialled).toEqual([]);
  });

  it('is not known to work when Asterisk goes out of reach meanwhile', async () => {
    const at = taskPages();
    await at.tests.start(request(DESK));
    await at.tests.cutOff();
    await at.tell(ENDED);
    expect(at.told).toMatchObject([{ outcome: 'lost' }]);
    expect(at.tests.owns(at.callId())).toBe(false);
  });

  it('whose end was never told can be tried again all the same', async () => {
    const at = taskPages();
    await at.tests.start(request(DESK));
    at.clock.pass(75_000);
    await at.tell(ENDED);
    expect(at.told).toMatchObject([{ outcome: 'lost' }]);
    expect(await at.tests.start(request(DESK))).toMatchObject({ ok: true });
  });

  it('is let go when the service stops', async () => {
    const at = taskPages();
    await at.tests.start(request(DESK));
    await at.tests.cutOff();
    expect(at.pbx.asked).toEqual(['hang up']);
  });
});

describe('a phone is not dialled', () => {
  const target = (number: string): DialTarget => ({ kind: 'phone', number: number as never });

  it.each([
    ['whose country may not be dialled', target('+12025550123'), {}, {}, 'not-allowed'],
    ['that costs extra', target('+33899123456'), {}, {}, 'not-allowed'],
    [
      'that would be something else in a dial string',
      { kind: 'extension', extension: '1@evil' as never },
      {},
      {},
      'not-allowed',
    ],
    ['that no trunk leads to', MOBILE, { hotline: null }, {}, 'no-trunk'],
    ['whose owner is on a call', DESK, {}, { isEngaged: () => true }, 'engaged'],
    ['while callers need every line', DESK, {}, { outboundLegs: createOutboundLegs(0) }, 'too-many-legs'],
  ] as const)('%s', async (_name, which, more, dependencies, problem) => {
    const at = taskPages(dependencies);
    expect(await at.tests.start(request(which as DialTarget, more))).toEqual({ ok: false, error: problem });
    expect(at.pbx.dialled).toEqual([]);
  });

  it('twice at once', async () => {
    const at = taskPages();
    await at.tests.start(request(DESK));
    const again = await at.tests.start(
      request(DESK, { personId: 'dora', by: { personId: 'ada', name: 'Ada' } }),
    );
    expect(again).toEqual({ ok: false, error: 'being-tested' });
  });

  it('more often than four times in five minutes', async () => {
    const at = taskPages();
    const once = async () => {
      const started = await at.tests.start(request(DESK));
      await at.tell(ENDED);
      return started.ok || started.error;
    };
    for (let n = 0; n < 4; n += 1) expect(await once()).toBe(true);
    expect(await once()).toBe('too-often');
    at.clock.pass(300_000);
    expect(await once()).toBe(true);
  });

  it('by the same person more than twenty times in ten minutes, whatever the number', async () => {
    const at = taskPages();
    for (let n = 0; n < 21; n += 1) {
      const extension = sure(parseExtension(String(300 + n)));
      const started = await at.tests.start(request({ kind: 'extension', extension }));
      expect(started.ok || started.error).toBe(n < 20 ? true : 'too-often');
      await at.tell(ENDED);
    }
  });
});
