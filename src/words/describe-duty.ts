import type { Language } from '../domain/person.ts';
import { dutyReason } from '../domain/schedule/duty-reason.ts';
import type { OnCallReason } from '../domain/schedule/schedule.ts';
import { ringReasonInWords } from './reason-words.ts';

type NameOf = (personId: string) => string;

/** Why someone is on duty: "replaces Bob, override by Claire". */
export function describeReason(reason: OnCallReason, nameOf: NameOf, language: Language = 'en'): string {
  return ringReasonInWords(dutyReason({ reason, until: null }, 'UTC', nameOf), language);
}
