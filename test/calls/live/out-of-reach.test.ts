import { describe, expect, it } from 'vitest';
import { LiveCalls } from '../../../src/calls/live/live-calls.ts';
import { CallRecovery } from '../../../src/calls/live/recover-calls.ts';
import type { CallLog } from '../../../src/calls/log/call-log.ts';
import { createOutboundLegs } from '../../../src/calls/outbound-legs.ts';
import { besideOwnCalls } from '../../../src/calls/own/own-calls.ts';
import type {
  Arrival,
  AsteriskSnapshot,
  Done,
  Telephony,
  TelephonyEvent,
} from '../../../src/calls/telephony.ts';
import type { CallEvent } from '../../../src/domain/escalation/call-event.ts';
import { USUAL_SOUND_RULE } from '../../../src/domain/sound/loudness.ts';
import { createLogger } from '../../../src/runtime/log.ts';
import { ok } from '../../../src/runtime/result.ts';
import { HandClock } from '../../asterisk/hand-clock.ts';
import { hotline, person, policy, step } from '../../domain/escalation/call-fixture.ts';

const CALLER = '1790000000.1';
const UNREACHABLE: Done = { ok: false, error: { kind: 'unavailable', detail: 'no connection' } };

const arrival = (leg: string): Arrival => ({
  type: 'call-arrived',
  leg,
  dialled: '4000',
  callerNumber: null,
  callerName: null,
});

/** A call to a policy of three steps, one extension each, on a PBX that can be out of reach. */
function calling() {
  const asked: string[] = [];
  const happened: CallEvent['kind'][] = [];
  const known = new Set<string>();
  let reachable = true;
  let held: AsteriskSnapshot = { legs: [], bridges: [], arrivals: [] };
  let tell: (event: TelephonyEvent) => void = () => undefined;
  const seen = besideOwnCalls({ snapshot: async () => ok(held) } as unknown as Telephony, [
    {
      take: () => false,
      owns: (id) => ['try1at0', 'callback1at0'].includes(id),
      dialled: () => [],
      cutOff: async () => undefined,
    },
  ]);
  const telephony = new Proxy({} as Telephony, {
    get: (_, request: string) => {
      if (request === 'listen')
        return (listener: typeof tell) => {
          tell = listener;
        };
      if (request === 'snapshot') return seen.snapshot;
      return async (about: { leg: string } | string) => {
        asked.push(`${request} ${typeof about === 'string' ? about : about.leg}`);
        return reachable ? ok(undefined) : UNREACHABLE;
      };
    },
  });
  const callLog: CallLog = {
    begin: async () => undefined,
    append: async (_, callEvents) => void happened.push(...callEvents.map(({ kind }) => kind)),
    keepMessage: async () => undefined,
    has: async (id) => known.has(id),
    unkeptMessages: async () => [],
    openCalls: async () => [],
  };
  const clock = new HandClock();
  const crash = (error: unknown) => {
    throw error;
  };
  const log = createLogger({ level: 'fatal', format: 'json' });
  const target = (personId: string) => ({ kind: 'person' as const, personId });
  const calls = new LiveCalls({
    soundRule: USUAL_SOUND_RULE,
    isTaken: async () => false,
    telephony,
    copies: { keep: async () => false },
    sources: {
      directory: {
        personOn: async () => null,
        hotlineByNumber: async () => hotline(),
        hotlines: async () => [hotline()],
        policy: async () =>
          policy({ steps: ['201', '202', '203'].map((id) => step({ targets: [target(id)] })) }),
        people: async (ids) =>
          ids.map((id) => {
            const { personId: _, lastAcceptedAt: __, reason: ___, dutyUntil: ____, ...who } = person(id);
            return { id, role: 'member', ...who, languages: ['en'], joinsAt: null, leavesAt: null };
          }) as never,
        team: async () => null,
        trunks: async () => new Map(),
        lastAcceptedAt: async () => new Map(),
      },
      schedules: { schedule: async () => null },
    },
    callLog,
    clock,
    callClock: () => clock,
    log,
    numberingPlan: { homeCountry: 'FR', allowedCountries: ['FR'] },
    outboundLegs: createOutboundLegs(5),
    crash,
  });
  calls.start();
  const recovery = new CallRecovery({
    soundRule: USUAL_SOUND_RULE,
    isTaken: async () => false,
    telephony,
    copies: { keep: async () => false },
    callLog,
    messages: callLog,
    calls,
    clock,
    log,
    crash,
  });
  tell(arrival(CALLER));
  return {
    asked,
    happened,
    known,
    clock,
    calls,
    tell: (event: TelephonyEvent) => tell(event),
    dialled: () => asked.filter((request) => request.startsWith('dial ')).length,
    lose() {
      reachable = false;
      recovery.disconnected();
      calls.away();
    },
    comeBack(snapshot: AsteriskSnapshot) {
      reachable = true;
      held = snapshot;
      recovery.connected();
    },
  };
}

const callId = CALLER.replace('.', '-');
const leg = (attempt: number, answered = false) => ({ leg: `vigie-${callId}-${attempt}`, answered });
const caller = { leg: CALLER, answered: true };

describe('Asterisk is out of reach for a while', () => {
  it('nobody on duty is given up: who rang rings on, and nothing was decided meanwhile', async () => {
    const now = calling();
    await expect.poll(now.dialled).toBe(1);
    now.tell({ type: 'leg-ringing', leg: leg(1).leg });
    await expect.poll(() => now.happened).toContain('attempt-ringing');
    now.lose();
    now.clock.pass(60_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(now.dialled()).toBe(1);
    expect(now.happened).not.toContain('attempt-ended');
    now.comeBack({ legs: [caller, leg(1, true)], bridges: [], arrivals: [] });
    await expect.poll(() => now.happened).toContain('attempt-answered');
    expect(now.happened).toContain('reconciled');
    expect(now.dialled()).toBe(1);
  });

  it('what failed because of it is forgotten', async () => {
    const now = calling();
    await expect.poll(now.dialled).toBe(1);
    now.lose();
    now.tell({ type: 'leg-ended', leg: leg(1).leg, cause: 'unreachable', why: { code: 'no-cause' } });
    now.comeBack({ legs: [caller, leg(1)], bridges: [], arrivals: [] });
    await expect.poll(() => now.happened).toContain('reconciled');
    expect(now.happened).not.toContain('attempt-ended');
    expect(now.dialled()).toBe(1);
  });

  it('what is heard after the connection, but before the snapshot is dealt with, counts', async () => {
    const now = calling();
    await expect.poll(now.dialled).toBe(1);
    now.lose();
    now.comeBack({ legs: [caller, leg(1)], bridges: [], arrivals: [] });
    now.tell({ type: 'leg-ended', leg: leg(1).leg, cause: 'busy', why: { code: 'no-cause' } });
    await expect.poll(now.dialled).toBe(2);
    expect(now.happened.indexOf('reconciled')).toBeLessThan(now.happened.indexOf('attempt-ended'));
  });

  it('a call that comes in with the connection is newer than the snapshot, and goes on', async () => {
    const now = calling();
    await expect.poll(now.dialled).toBe(1);
    now.comeBack({ legs: [], bridges: [], arrivals: [] });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(now.happened).not.toContain('call-ended');
    expect(now.calls.count).toBe(1);
  });

  it('a caller of whom nothing was heard is taken in; one whose call is closed goes to the fallback', async () => {
    const now = calling();
    await expect.poll(now.dialled).toBe(1);
    now.lose();
    const unheard = '1790000000.7';
    const closed = '1790000000.8';
    now.known.add('1790000000-8');
    const arrivals = [unheard, closed].map((id) => arrival(id));
    const present = [caller, leg(1), ...[unheard, closed].map((id) => ({ leg: id, answered: false }))];
    now.comeBack({ legs: present, bridges: [], arrivals });
    await expect.poll(() => now.asked).toContain(`answer ${unheard}`);
    expect(now.calls.count).toBe(2);
    now.clock.pass(5_000);
    await expect.poll(() => now.asked).toContain(`leaveToDialplan ${closed}`);
    expect(now.asked).not.toContain(`answer ${closed}`);
    // Nobody knows how long the switch has run.
    expect(now.asked).toContain(`arm ${unheard}`);
  });

  it('what belongs to no call is cleared away, but not a phone that is tried, nor a call that is called back', async () => {
    const now = calling();
    await expect.poll(now.dialled).toBe(1);
    now.lose();
    const others = ['vigie-try1at0-1', 'vigie-callback1at0-2', 'vigie-nobody-1'];
    const present = [caller, leg(1), ...others.map((id) => ({ leg: id, answered: true }))];
    now.comeBack({ legs: present, bridges: [], arrivals: [] });
    await expect.poll(() => now.happened).toContain('reconciled');
    now.clock.pass(5_000);
    await expect.poll(() => now.asked).toContain('hangUp vigie-nobody-1');
    expect(now.asked.filter((one) => one.startsWith('hangUp'))).toEqual(['hangUp vigie-nobody-1']);
  });

  it('stopped meanwhile, it leaves the call as it is for the next start', async () => {
    const now = calling();
    await expect.poll(now.dialled).toBe(1);
    now.lose();
    await now.calls.leaveAllToFallback({ code: 'service-stops' });
    expect(now.happened).not.toContain('call-ended');
  });
});
