import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../../src/calls/live/command-context.ts';
import { dialLeg } from '../../../src/calls/live/dial-leg.ts';
import { Engagements } from '../../../src/calls/live/engagements.ts';
import type { DialRequest, Telephony } from '../../../src/calls/telephony.ts';
import type { CallInput } from '../../../src/domain/escalation/call-input.ts';
import type { Dialable } from '../../../src/domain/escalation/call-state.ts';
import type { Hotline } from '../../../src/domain/hotline.ts';
import type { DialTarget, E164, Extension } from '../../../src/domain/phone-number.ts';
import { facts, hotline } from '../../domain/escalation/call-fixture.ts';

const EXTENSION: DialTarget = { kind: 'extension', extension: '201' as Extension };
const phone = (number: string): DialTarget => ({ kind: 'phone', number: number as E164 });

/** Dials once, and gives what was asked of the PBX and what the call was told. */
async function dialled(
  target: DialTarget,
  changes: { hotline?: Partial<Hotline>; engagements?: Engagements; legsInUse?: number } = {},
): Promise<{ requests: DialRequest[]; told: CallInput[] }> {
  const requests: DialRequest[] = [];
  const told: CallInput[] = [];
  const telephony = {
    dial: async (request: DialRequest) => {
      requests.push(request);
      return { ok: true, value: undefined };
    },
  } as unknown as Telephony;
  const context = {
    facts: facts({ hotline: hotline(changes.hotline ?? {}) }),
    callerLeg: 'caller',
    telephony,
    engagements: changes.engagements ?? new Engagements(),
    numberingPlan: { homeCountry: 'FR', allowedCountries: ['FR'] },
    outboundLegs: { max: 2, inUse: () => changes.legsInUse ?? 1, release: () => undefined },
    emit: (event: CallInput) => told.push(event),
  } as unknown as CommandContext;
  const who: Dialable = {
    ...{ personId: 'alice', name: 'Alice', language: 'fr', target, mustAccept: true },
    ...{ ringSeconds: 20, reason: { code: 'named-in-policy' }, round: 0, step: 0 },
  };
  await dialLeg(context, { type: 'dial', attempt: 1, who });
  return { requests, told };
}

describe('at the moment of dialling', () => {
  it('an extension is dialled with the caller shown, a phone with the number of the hotline', async () => {
    expect((await dialled(EXTENSION)).requests[0]?.callerId.number).toBe('+33612345678');
    expect((await dialled(phone('+33612345678'))).requests[0]?.callerId.number).toBe('+33123456789');
  });

  it.each([
    ['abroad', phone('+4915112345678')],
    ['at premium rate', phone('+33899123456')],
    ['that is no number', phone('+33612345678@evil')],
    ['that is no extension', { kind: 'extension', extension: '201&Local/x@y' as Extension } as const],
  ])('a number %s is not dialled, whatever the database says', async (_what, target) => {
    const { requests, told } = await dialled(target);
    expect(requests).toEqual([]);
    expect(told).toMatchObject([{ type: 'leg-ended', cause: 'unreachable' }]);
  });

  it('a phone is not dialled without a trunk', async () => {
    expect((await dialled(phone('+33612345678'), { hotline: { trunk: null } })).requests).toEqual([]);
  });

  it('no more phones ring at once than are allowed', async () => {
    expect((await dialled(EXTENSION, { legsInUse: 2 })).requests).toHaveLength(1);
    expect((await dialled(EXTENSION, { legsInUse: 3 })).requests).toEqual([]);
  });

  it('who is on another call is not called, unless the hotline says so', async () => {
    const engagements = new Engagements();
    engagements.claim('alice', 'another call', false);
    const refused = await dialled(EXTENSION, { engagements });
    expect(refused.requests).toEqual([]);
    expect(refused.told).toMatchObject([{ type: 'leg-ended', cause: 'engaged' }]);
    expect(
      (await dialled(EXTENSION, { engagements, hotline: { ringEngagedPeople: true } })).requests,
    ).toHaveLength(1);
  });

  it('who was on another call is called again once it let go of them', async () => {
    const engagements = new Engagements();
    engagements.claim('alice', 'another call', false);
    expect(engagements.keepOnly('another call', new Set())).toBe(true);
    expect((await dialled(EXTENSION, { engagements })).requests).toHaveLength(1);
  });
});
