import { describe, expect, it } from 'vitest';
import type { CallRecord } from '../../src/calls/log/call-history.ts';
import type { Outcome } from '../../src/domain/call.ts';
import { seededChance } from '../../trial/chaos/chance.ts';
import { FAULTS } from '../../trial/chaos/faults.ts';
import { planRun } from '../../trial/chaos/plan.ts';
import { judge, type PlacedCall } from '../../trial/chaos/tally.ts';
import type { SipCall } from '../../trial/phones/sip-trace.ts';

const NUMBER = '+33612000001';
const IN_THE_DIALPLAN = `NoOp("PJSIP/trial-carrier-1", "Carrier: call to 4001 from ${NUMBER}")`;
const record = (outcome: Outcome | null) =>
  ({ caller: { number: NUMBER, name: null }, outcome }) as CallRecord;
const placed = (sip: Partial<SipCall> | null = null): PlacedCall => ({
  planned: { atMs: 0, number: NUMBER, hotline: '4001', staysMs: 1_000 },
  placedAt: 1_000_000,
  sip: sip as SipCall | null,
});
const cancelled = (afterMs: number) =>
  placed({
    invitedAt: 1_000_000,
    upAt: null,
    end: { how: 'cancelled', by: 'self', at: 1_000_000 + afterMs, status: null, reason: null },
  });

describe('the plan of a run', () => {
  it('is the same for the same seed, and another for another', () => {
    const plan = (seed: number) => planRun(seededChance(seed), 300_000);
    expect(plan(7)).toEqual(plan(7));
    expect(plan(7)).not.toEqual(plan(8));
  });

  it('has every kind of fault before any comes again, and no number twice', () => {
    const { faults, calls } = planRun(seededChance(3), 600_000);
    const names = faults.map(({ fault }) => fault.name);
    expect(new Set(names.slice(0, FAULTS.length)).size).toBe(FAULTS.length);
    expect(new Set(calls.map(({ number }) => number)).size).toBe(calls.length);
  });
});

describe('a call of a run', () => {
  it.each<[string, PlacedCall, CallRecord[], string, number[], string]>([
    ['is what the log says', placed(), [record('voicemail')], IN_THE_DIALPLAN, [], 'voicemail'],
    ['that is still open is lost', placed(), [record(null)], IN_THE_DIALPLAN, [], 'lost'],
    [
      'may be in the log once',
      placed(),
      [record('fallback'), record('accepted')],
      IN_THE_DIALPLAN,
      [],
      'in the log twice',
    ],
    ['that the dialplan never had is no loss', placed(), [], '', [], 'not let in'],
    ['that the dialplan had is lost without a record', placed(), [], IN_THE_DIALPLAN, [], 'lost'],
    [
      'died with Asterisk when it had just come',
      placed(),
      [],
      IN_THE_DIALPLAN,
      [1_002_000],
      'died with Asterisk',
    ],
    ['is lost when it had been there for long', placed(), [], IN_THE_DIALPLAN, [1_009_000], 'lost'],
    [
      'left unheard when a deaf service could not know',
      cancelled(4_000),
      [],
      IN_THE_DIALPLAN,
      [],
      'left unheard',
    ],
    ['is lost when it waited for longer than that', cancelled(20_000), [], IN_THE_DIALPLAN, [], 'lost'],
  ])('%s', (_, call, log, asteriskLog, deaths, verdict) => {
    expect(judge(call, log, asteriskLog, deaths)).toBe(verdict);
  });
});
