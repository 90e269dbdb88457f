import { describe, expect, it, test } from 'vitest';
import { LiveCalls, type LiveCallsDependencies } from '../../../src/calls/live/live-calls.ts';
import type { CallLog } from '../../../src/calls/log/call-log.ts';
import { createOutboundLegs } from '../../../src/calls/outbound-legs.ts';
import type { Done, Telephony, TelephonyEvent } from '../../../src/calls/telephony.ts';
import type { Hotline, OpeningBranch } from '../../../src/domain/hotline.ts';
import type { WindowPart } from '../../../src/domain/schedule/duty-window.ts';
import { USUAL_SOUND_RULE } from '../../../src/domain/sound/loudness.ts';
import { createLogger } from '../../../src/runtime/log.ts';
import { HandClock } from '../../asterisk/hand-clock.ts';
import { hotline, policy, step } from '../../domain/escalation/call-fixture.ts';

const DONE: Done = { ok: true, value: undefined };
const arrival = (leg: string, dialled = '4000'): TelephonyEvent => ({
  type: 'call-arrived',
  leg,
  dialled,
  callerNumber: null,
  callerName: null,
});

/** Live calls on a PBX that does all it is asked, noting each request; `begin` of the log may fail. */
function liveCalls({
  begin = async () => undefined,
  line = hotline(),
  happened = () => undefined,
}: {
  begin?: CallLog['begin'];
  line?: Hotline;
  happened?: LiveCallsDependencies['onCallEvent'];
} = {}) {
  const asked: string[] = [];
  const crashes: unknown[] = [];
  const begun: string[] = [];
  let tell: (event: TelephonyEvent) => void = () => undefined;
  const telephony = new Proxy({} as Telephony, {
    get: (_, request: string) =>
      request === 'listen'
        ? (listener: typeof tell) => {
            tell = listener;
          }
        : async (leg: string) => {
            asked.push(`${request} ${typeof leg === 'string' ? leg : ''}`.trim());
            return DONE;
          },
  });
  const callLog: CallLog = {
    begin: async (header, leg) => {
      await begin(header, leg);
      begun.push(header.id);
    },
    append: async () => undefined,
    keepMessage: async () => undefined,
    has: async (id) => begun.includes(id),
    unkeptMessages: async () => [],
    openCalls: async () => [],
  };
  const calls = new LiveCalls({
    soundRule: USUAL_SOUND_RULE,
    isTaken: async () => false,
    telephony,
    copies: { keep: async () => false },
    sources: {
      directory: {
        personOn: async () => null,
        hotlineByNumber: async (number) => (number === '4000' ? line : null),
        hotlines: async () => [line],
        policy: async (id) => (id === 'missing' ? null : policy({ id, steps: [step()] })),
        people: async () => [],
        team: async () => null,
        trunks: async () => new Map(),
        lastAcceptedAt: async () => new Map(),
      },
      schedules: { schedule: async () => null },
    },
    callLog,
    clock: new HandClock(),
    callClock: () => new HandClock(),
    log: createLogger({ level: 'fatal', format: 'json' }),
    numberingPlan: { homeCountry: 'FR', allowedCountries: ['FR'] },
    outboundLegs: createOutboundLegs(5),
    onCallEvent: happened,
    crash: (error) => crashes.push(error),
  });
  calls.start();
  return { calls, asked, crashes, begun, tell: (event: TelephonyEvent) => tell(event) };
}

describe('a caller who comes again on the same channel', () => {
  it('after they left, as after a transfer, is a new call', async () => {
    const { tell, begun, crashes } = liveCalls();
    tell(arrival('1790000000.1'));
    await expect.poll(() => begun).toEqual(['1790000000-1']);
    tell({ type: 'leg-ended', leg: '1790000000.1', cause: 'hung-up', why: { code: 'no-cause' } });
    tell(arrival('1790000000.1'));
    await expect.poll(() => begun.length).toBe(2);
    expect(new Set(begun).size).toBe(2);
    expect(crashes).toEqual([]);
  });

  it('while they are here, as by an event told twice, is the same call', async () => {
    const { tell, begun, asked } = liveCalls();
    tell(arrival('1790000000.1'));
    tell(arrival('1790000000.1'));
    await expect.poll(() => asked.some((request) => request.startsWith('play'))).toBe(true);
    expect(begun).toHaveLength(1);
  });
});

describe('a call that is told of something that is nothing to it', () => {
  it('goes on with what comes next', async () => {
    const { calls, tell, asked } = liveCalls();
    tell(arrival('1790000000.1'));
    await expect.poll(() => asked.filter((request) => request.startsWith('play'))).toHaveLength(1);
    for (const session of calls.sessions()) session.take({ type: 'person-freed' });
    tell({ type: 'play-finished', play: '1790000000-1-p1', played: true });
    await expect.poll(() => asked.some((request) => request.startsWith('record'))).toBe(true);
  });
});

describe('the service stops', () => {
  it('every caller goes to the dialplan, also the one whose call a bug has broken', async () => {
    let broken = true;
    const begin = async () => {
      if (!broken) return;
      broken = false;
      throw new Error('a bug');
    };
    const { calls, tell, asked, crashes } = liveCalls({ begin });
    tell(arrival('1790000000.1'));
    await expect.poll(() => crashes).toHaveLength(1);
    tell(arrival('1790000000.2'));
    await expect.poll(() => asked.some((request) => request.startsWith('answer 1790000000.2'))).toBe(true);
    await calls.leaveAllToFallback({ code: 'service-stops' });
    expect(asked).toContain('leaveToDialplan 1790000000.1');
    expect(asked).toContain('leaveToDialplan 1790000000.2');
  });

  it('a caller who arrives meanwhile goes straight back, unanswered', async () => {
    const { calls, tell, asked } = liveCalls();
    await calls.leaveAllToFallback({ code: 'service-stops' });
    tell(arrival('1790000000.3'));
    await expect.poll(() => asked).toEqual(['leaveToDialplan 1790000000.3']);
  });
});

describe('the policy of a call', () => {
  /** The clock stands at 2026-01-01 01:00 in Paris. */
  const line = (...branches: OpeningBranch[]) =>
    hotline({
      timeZone: 'Europe/Paris',
      holidays: { country: 'FR', region: null, closedDays: [] },
      branches,
    });
  const everyDay = (from: string, to: string): WindowPart => ({
    hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      from: { weekday, time: from },
      to: { weekday, time: to },
    })),
    holidays: 'like-other-days',
    dates: null,
  });
  const night: OpeningBranch = { name: 'night', policyId: 'nights', window: [everyDay('00:30', '06:00')] };
  const day: OpeningBranch = { name: 'day', policyId: 'days', window: [everyDay('06:00', '22:00')] };
  const newYear: OpeningBranch = {
    name: 'holiday',
    policyId: null,
    window: [{ hours: null, holidays: 'only', dates: null }],
  };

  test.each<[string, Hotline, string]>([
    ['is that of the branch that holds, on the clocks of the hotline', line(day, night), 'night nights'],
    ['is that of the first when several hold', line(newYear, night), 'holiday'],
    ['is the usual one when none holds', line(day), 'null p'],
    ['is the usual one without branches', line(), 'null p'],
  ])('%s', async (_, called, expected) => {
    const seen: string[] = [];
    const { tell } = liveCalls({
      line: called,
      happened: ({ branch, policy: { id, steps } }) =>
        seen.push(steps.length === 0 ? String(branch) : `${branch} ${id}`),
    });
    tell(arrival('1790000000.1'));
    await expect.poll(() => seen.length).toBeGreaterThan(0);
    expect(seen[0]).toBe(expected);
  });
});
