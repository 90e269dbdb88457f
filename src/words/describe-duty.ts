import type { Language } from '../domain/person.ts';
import { dutyReason } from '../domain/schedule/duty-reason.ts';
import type { OnCall, OnCallReason } from '../domain/schedule/schedule.ts';
import { ringReasonInWords } from './reason-words.ts';

type NameOf = (personId: string) => string;

/** Why someone is on duty and until when: "replaces Bob, override by Claire, until 2026-11-25 23:00". */
export function describeDuty(
  onCall: Pick<OnCall, 'reason' | 'until'>,
  timeZone: string,
  nameOf: NameOf,
  language: Language = 'en',
): string {
  return ringReasonInWords(dutyReason(onCall, timeZone, nameOf), language);
}

/** Why alone. */
export function describeReason(reason: OnCallReason, nameOf: NameOf, language: Language = 'en'): string {
  return ringReasonInWords(dutyReason({ reason, until: null }, 'UTC', nameOf), language);
}
