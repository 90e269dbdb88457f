import { describe, expect, it } from 'vitest';
import { CallSession } from '../../../src/calls/live/call-session.ts';
import { Engagements } from '../../../src/calls/live/engagements.ts';
import type { Telephony } from '../../../src/calls/telephony.ts';
import { createLogger } from '../../../src/runtime/log.ts';
import { HandClock } from '../../asterisk/hand-clock.ts';
import { facts } from '../../domain/escalation/call-fixture.ts';

/** A call whose caller waits, and a dialplan that says whether it has them. */
async function waiting(isTaken: () => Promise<boolean>) {
  const clock = new HandClock();
  const outcomes: string[] = [];
  const session = new CallSession({
    facts: facts(),
    clock,
    isTaken,
    context: {
      callerLeg: 'caller',
      telephony: new Proxy({} as Telephony, { get: () => async () => ({ ok: true, value: undefined }) }),
      callLog: { begin: async () => undefined, append: async () => undefined },
      engagements: new Engagements(),
      sources: { directory: { policy: async () => null } },
      outboundLegs: { max: 5, inUse: () => 0, release: () => undefined },
      numberingPlan: { homeCountry: 'FR', allowedCountries: ['FR'] },
      now: clock.now,
    } as never,
    log: createLogger({ level: 'fatal', format: 'json' }),
    onCallEvent: (_, one) => one.kind === 'call-ended' && outcomes.push(one.outcome),
    onFreed: () => undefined,
    onOver: () => undefined,
    crash: (error) => {
      throw error;
    },
  });
  session.open();
  await expect.poll(() => session.state?.phase.name).toBeDefined();
  return { session, clock, outcomes };
}

describe('a caller who is gone, and nobody said why', () => {
  it.each([
    [true, 'fallback'],
    [false, 'caller-hung-up'],
  ])('is looked for in the dialplan (there: %s): the call ends as "%s"', async (taken, outcome) => {
    const { session, clock, outcomes } = await waiting(async () => taken);
    session.missCaller();
    clock.pass(1_000);
    await expect.poll(() => outcomes).toEqual([outcome]);
  });

  it('is not looked for once they are heard to have hung up', async () => {
    let asked = 0;
    const { session, clock, outcomes } = await waiting(async () => {
      asked += 1;
      return true;
    });
    session.missCaller();
    session.take({ type: 'caller-left' });
    clock.pass(1_000);
    await expect.poll(() => outcomes).toEqual(['caller-hung-up']);
    expect(asked).toBe(0);
  });

  it('nothing is decided for them meanwhile', async () => {
    const { session, clock, outcomes } = await waiting(() => new Promise(() => undefined));
    session.missCaller();
    clock.pass(1_000);
    session.take({ type: 'leave-to-fallback', why: { code: 'service-stops' } });
    await new Promise((resolve) => setImmediate(resolve));
    expect(outcomes).toEqual([]);
  });
});
