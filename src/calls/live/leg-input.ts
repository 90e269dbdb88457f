import type { CallInput } from '../../domain/escalation/call-input.ts';
import { type NumberingPlan, readTarget } from '../../domain/phone-number.ts';
import type { TelephonyEvent } from '../telephony.ts';

/** The end of a leg as the call hears it. Where the phone is forwarded to, it is named only when that may be dialled. */
function legEnd(
  { cause, why }: Extract<TelephonyEvent, { type: 'leg-ended' }>,
  attempt: number,
  plan: NumberingPlan,
): Extract<CallInput, { type: 'leg-ended' }> {
  const text = why.code === 'forwarded-elsewhere' ? why.to : undefined;
  const forwardedTo = text === undefined ? null : readTarget(text, plan);
  return { type: 'leg-ended', attempt, cause, why, ...(forwardedTo === null ? {} : { forwardedTo }) };
}

export type LegEvent = Extract<TelephonyEvent, { type: `leg-${string}` | 'trunk-changed' | 'key' }>;

/** What happened on a leg that we dialled, as its call takes it. */
export function legInput(event: LegEvent, attempt: number, plan: NumberingPlan): CallInput {
  switch (event.type) {
    case 'leg-ringing':
    case 'leg-answered': {
      const { leg: _, ...seen } = event;
      return { ...seen, attempt };
    }
    case 'leg-ended':
      return legEnd(event, attempt, plan);
    case 'leg-transferred':
      return { type: 'leg-transferred', attempt, to: event.to };
    case 'trunk-changed': {
      const { from, to, why } = event;
      return { type: 'trunk-changed', attempt, from, to, why };
    }
    case 'key':
      return { type: 'leg-key', attempt, key: event.key };
  }
}
