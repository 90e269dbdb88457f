import type { LegCause } from '../../domain/call.ts';
import type { Command } from '../../domain/escalation/command.ts';
import type { Hotline } from '../../domain/hotline.ts';
import {
  type DialTarget,
  type NumberingPlan,
  parseExtension,
  parsePhoneNumber,
} from '../../domain/phone-number.ts';
import { legId } from './call-ids.ts';
import type { CommandContext } from './command-context.ts';

type Dial = Extract<Command, { type: 'dial' }>;

export const ON_ANOTHER_CALL = 'on another call';
export const TOO_MANY_LEGS = 'too many calls at once';

/** Rings one contact method, after the last checks that belong to the moment of dialling. */
export async function dialLeg(context: CommandContext, { attempt, who }: Dial): Promise<void> {
  const { hotline, callId, caller } = context.facts;
  const cannot = (cause: LegCause, detail: string) => {
    context.outboundLegs.release(attempt);
    context.emit({ type: 'leg-ended', attempt, cause, detail });
  };

  if (who.personId !== null && !context.engagements.claim(who.personId, callId, hotline.ringEngagedPeople))
    return cannot('engaged', ON_ANOTHER_CALL);
  if (context.outboundLegs.inUse() > context.outboundLegs.max) return cannot('unreachable', TOO_MANY_LEGS);
  const forbidden = whyNotDialled(who.target, hotline, context.numberingPlan);
  if (forbidden !== null) return cannot('unreachable', forbidden);

  const done = await context.telephony.dial({
    leg: legId(callId, attempt),
    target: who.target,
    trunk: hotline.trunk,
    // Carriers refuse a stranger's number on an outgoing leg; on a desk phone the caller's own is what helps.
    callerId:
      who.target.kind === 'phone'
        ? { number: hotline.callerId, name: null }
        : { number: caller.number, name: caller.name ?? hotline.name },
    ringSeconds: who.ringSeconds,
    callerLeg: context.callerLeg,
  });
  if (!done.ok) cannot('unreachable', done.error.detail);
}

/** Why a hotline must not or cannot ring a target at all; null: it can. */
export function whyNotDialled(target: DialTarget, hotline: Hotline, plan: NumberingPlan): string | null {
  if (!mayBeDialled(target, plan)) return 'this number may not be dialled';
  if (target.kind === 'phone' && hotline.trunk === null) return 'the hotline has no trunk';
  return null;
}

/** Numbers were checked when they were entered; the countries allowed may have changed since. */
export function mayBeDialled(target: DialTarget, plan: NumberingPlan): boolean {
  return target.kind === 'extension'
    ? parseExtension(target.extension).ok
    : parsePhoneNumber(target.number, plan).ok;
}
