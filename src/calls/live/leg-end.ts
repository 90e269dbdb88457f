import type { CallInput } from '../../domain/escalation/call-input.ts';
import { type NumberingPlan, readTarget } from '../../domain/phone-number.ts';
import type { TelephonyEvent } from '../telephony.ts';

/** The end of a leg as the call hears it. Where the phone is forwarded to, it is named only when that may be dialled. */
export function legEnd(
  { cause, why }: Extract<TelephonyEvent, { type: 'leg-ended' }>,
  attempt: number,
  plan: NumberingPlan,
): Extract<CallInput, { type: 'leg-ended' }> {
  const text = why.code === 'forwarded-elsewhere' ? why.to : undefined;
  const forwardedTo = text === undefined ? null : readTarget(text, plan);
  return { type: 'leg-ended', attempt, cause, why, ...(forwardedTo === null ? {} : { forwardedTo }) };
}
