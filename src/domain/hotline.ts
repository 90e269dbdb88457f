import type { Language } from './person.ts';
import type { DialTarget, E164, Trunk } from './phone-number.ts';
import type { DutyWindow, HolidayRule } from './schedule/duty-window.ts';

/** A number people call, and its behaviour. */
export interface Hotline {
  readonly id: string;
  readonly name: string;
  readonly language: Language;
  /** Dialled numbers in the form of `comparableNumber`. Each belongs to one hotline only. */
  readonly numbers: readonly string[];
  /** In force when no branch is. */
  readonly policyId: string;
  /** IANA name of the clocks by which the branches are read. */
  readonly timeZone: string;
  readonly holidays: HolidayRule;
  /** The first whose window holds when a call comes in. */
  readonly branches: readonly OpeningBranch[];
  readonly answer: AnswerMode;
  /** Sound played first, as Asterisk names it (`custom/welcome`), or none. */
  readonly greetingSound: string | null;
  /** Id of a recording that Vigie keeps, played in its place; `greetingSound` is heard when it cannot be. */
  readonly recordedGreeting: string | null;
  /** Sound with the hotline's name, told to the responder; without one they hear the hotline's number. */
  readonly nameSound: string | null;
  readonly hold: HoldSound;
  /** Number shown on phones that Vigie rings through the trunk. */
  readonly callerId: E164 | null;
  /** Trunk for phones; null: this hotline can ring extensions only. */
  readonly trunk: Trunk | null;
  /** Seconds a responder has to press 1 after they answer. */
  readonly acceptWindowSeconds: number;
  /** True: someone already on a Vigie call may be dialled for another. */
  readonly ringEngagedPeople: boolean;
  /** A phone that is forwarded (SIP 302) is not dialled where it is forwarded to, which is done otherwise. */
  readonly refuseForwards: boolean;
  readonly blocked: BlockList;
  readonly noAnswer: NoAnswer;
  /** Who is mailed the report of each month: ids of people, and e-mail addresses of others. */
  readonly reportTo: readonly string[];
}

/** How a hotline behaves at certain times: office hours, holidays, an exceptional closure. */
export interface OpeningBranch {
  readonly name: string;
  readonly window: DutyWindow;
  /** Null: nobody is dialled, the hotline's `noAnswer` at once. */
  readonly policyId: string | null;
}

/** At entry: the caller hears a greeting and pays. When accepted: they hear ringing until somebody took the call. */
export const ANSWER_MODES = ['at-entry', 'when-accepted'] as const;
export type AnswerMode = (typeof ANSWER_MODES)[number];

export type HoldSound =
  | { readonly kind: 'ringback' }
  | { readonly kind: 'music'; readonly musicClass: string };

export interface BlockList {
  /** Callers' numbers in the form of `comparableNumber`; a final `*` makes one a prefix. */
  readonly numbers: readonly string[];
  readonly anonymous: boolean;
  readonly treatment: RefusalTreatment;
}

/** What a blocked caller gets: a busy signal, "rejected", or a spoken refusal. */
export const REFUSAL_TREATMENTS = ['busy', 'reject', 'announcement'] as const;
export type RefusalTreatment = (typeof REFUSAL_TREATMENTS)[number];

/** What happens when the policy is exhausted. */
export type NoAnswer =
  | { readonly kind: 'voicemail'; readonly voicemail: VoicemailRule }
  | {
      readonly kind: 'last-resort';
      readonly target: DialTarget;
      readonly mustAccept: boolean;
      readonly ringSeconds: number;
      readonly voicemail: VoicemailRule;
    }
  | { readonly kind: 'announcement' };

export interface VoicemailRule {
  readonly maxSeconds: number;
  /** Shorter messages are a caller hanging up at the beep: not kept. */
  readonly minSeconds: number;
}

/** Caller as the network presented them. Forgeable: shown and compared, never trusted. */
export interface Caller {
  /** `comparableNumber` form, or null when withheld. */
  readonly number: string | null;
  readonly name: string | null;
}

export function isBlocked(list: BlockList, caller: Caller): boolean {
  const number = caller.number;
  if (number === null) return list.anonymous;
  return list.numbers.some((entry) =>
    entry.endsWith('*') ? number.startsWith(entry.slice(0, -1)) : number === entry,
  );
}
