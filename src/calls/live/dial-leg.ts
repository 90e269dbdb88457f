import type { LegCause } from '../../domain/call.ts';
import type { Command } from '../../domain/escalation/command.ts';
import type { EndReason, NotDialled } from '../../domain/escalation/reasons.ts';
import type { Hotline } from '../../domain/hotline.ts';
import {
  comparableNumber,
  type DialTarget,
  describeTarget,
  type NumberingPlan,
  parseExtension,
  parsePhoneNumber,
} from '../../domain/phone-number.ts';
import type { TelephonyProblem } from '../telephony.ts';
import { legId } from './call-ids.ts';
import type { CommandContext } from './command-context.ts';

type Dial = Extract<Command, { type: 'dial' }>;

/** Rings one contact method, after the last checks that belong to the moment of dialling. */
export async function dialLeg(context: CommandContext, { attempt, who }: Dial): Promise<void> {
  const { hotline, callId, caller } = context.facts;
  const cannot = (cause: LegCause, why: EndReason) => {
    context.outboundLegs.release(attempt);
    context.emit({ type: 'leg-ended', attempt, cause, why });
  };

  if (who.personId !== null && !context.engagements.claim(who.personId, callId, hotline.ringEngagedPeople))
    return cannot('engaged', { code: 'on-another-call' });
  if (context.outboundLegs.inUse() > context.outboundLegs.max)
    return cannot('unreachable', { code: 'too-many-calls' });
  const forbidden = whyNotDialled(who.target, hotline, context.numberingPlan);
  if (forbidden !== null) return cannot('unreachable', forbidden);
  if ((who.forwards ?? 0) > 0 && (await isOurs(context, who.target)))
    return cannot('unreachable', { code: 'forwarded-back' });

  const done = await context.telephony.dial({
    leg: legId(callId, attempt),
    target: who.target,
    trunk: hotline.trunk,
    // Carriers refuse a stranger's number on an outgoing leg; on a desk phone the caller's own is what helps, or the
    // hotline's: a phone that shows "anonymous" may be set to let it ring in vain.
    callerId:
      who.target.kind === 'phone'
        ? { number: hotline.callerId, name: null }
        : {
            number: caller.number ?? hotline.callerId ?? hotline.numbers[0] ?? null,
            name: caller.name ?? hotline.name,
          },
    behalfOf: caller.number,
    ringSeconds: who.ringSeconds,
    callerLeg: context.callerLeg,
  });
  if (!done.ok) cannot('unreachable', refusalOf(done.error));
}

/** A phone that is forwarded to a hotline would be a caller of ours. */
async function isOurs({ sources, numberingPlan }: CommandContext, target: DialTarget): Promise<boolean> {
  const dialled = comparableNumber(describeTarget(target), numberingPlan.homeCountry);
  return dialled !== null && (await sources.directory.hotlineByNumber(dialled)) !== null;
}

/** What Asterisk's refusal of a request is to the attempt that it was made for. */
export function refusalOf({ kind, detail }: TelephonyProblem): NotDialled {
  return { code: kind === 'unavailable' ? 'asterisk-unavailable' : 'asterisk-refused', said: detail };
}

/** Why a hotline must not or cannot ring a target at all; null: it can. */
export function whyNotDialled(target: DialTarget, hotline: Hotline, plan: NumberingPlan): EndReason | null {
  if (!mayBeDialled(target, plan)) return { code: 'number-not-allowed' };
  if (target.kind === 'phone' && hotline.trunk === null) return { code: 'no-trunk' };
  return null;
}

/** Numbers were checked when they were entered; the countries allowed may have changed since. */
export function mayBeDialled(target: DialTarget, plan: NumberingPlan): boolean {
  return target.kind === 'extension'
    ? parseExtension(target.extension).ok
    : parsePhoneNumber(target.number, plan).ok;
}
