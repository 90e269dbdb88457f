import type { Instant } from '../../runtime/instant.ts';
import type { Language } from '../person.ts';

/** A caller's message as it is announced. */
export interface MailboxMessage {
  readonly recording: string;
  readonly at: Instant;
  /** By whose clocks the moment is said. */
  readonly timeZone: string;
  /** Null: withheld. */
  readonly callerNumber: string | null;
}

/** A moment as it is said: by whose clocks. */
export interface SpokenTime {
  readonly at: Instant;
  readonly timeZone: string;
}

export type MailboxStage =
  /** Something is asked of the database; keys pressed meanwhile are kept. */
  | 'looking-up'
  | 'checking'
  | 'fetching'
  | 'erasing'
  | 'looking-at-work'
  | 'entering-work'
  | 'entering-travel'
  | 'asking-number'
  | 'asking-pin'
  /** How many messages there are. */
  | 'counting'
  /** A message: who and when, then its sound, then what can be done. */
  | 'announcing'
  | 'playing'
  | 'choosing'
  | 'deleting'
  /** Work on call: whether it goes on, and how long the way was. */
  | 'at-work'
  | 'asking-travel'
  | 'calling'
  | 'talking'
  | 'goodbye'
  | 'over';

/** Somebody who rings to hear the messages of callers. */
export interface MailboxCall {
  readonly stage: MailboxStage;
  readonly language: Language;
  /** Keys pressed towards a number or a PIN. */
  readonly digits: string;
  /** Keys pressed while nothing could be made of them yet. */
  readonly ahead: string;
  /** Whose number it may be. Nobody's is asked for a PIN as well: who has one is told to nobody. */
  readonly candidates: readonly string[];
  /** Null until the PIN was right. */
  readonly personId: string | null;
  readonly wrongPins: number;
  /** Questions in a row that nobody answered. */
  readonly silences: number;
  readonly messages: readonly MailboxMessage[];
  readonly position: number;
  /** Since when their work on call goes on; null: it does not. */
  readonly workSince: SpokenTime | null;
  /** The intervention that they finished. */
  readonly workId: string | null;
  /** What is being said or played; the end of anything earlier is no news. */
  readonly play: number;
  /** The next moment at which time itself is news; null: never. */
  readonly deadlineAt: Instant | null;
  /** Nobody keeps a line for ever. */
  readonly endsAt: Instant;
}

export type MailboxWords =
  | { readonly kind: 'ask-number' }
  | { readonly kind: 'ask-pin'; readonly wrong: boolean }
  | { readonly kind: 'too-many-tries' }
  | { readonly kind: 'count'; readonly count: number }
  | {
      readonly kind: 'announce';
      readonly number: number;
      readonly message: MailboxMessage;
      readonly after: 'deleted' | null;
    }
  | { readonly kind: 'choices'; readonly after: 'sorry' | 'nobody-there' | 'no-number' | null }
  | { readonly kind: 'sure' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'no-more'; readonly after: 'deleted' | null }
  | { readonly kind: 'work'; readonly since: SpokenTime | null }
  | { readonly kind: 'work-begun'; readonly moment: SpokenTime }
  | { readonly kind: 'ask-travel'; readonly finished: SpokenTime | null }
  | { readonly kind: 'work-described' | 'work-refused' }
  | { readonly kind: 'goodbye' };

export type MailboxEvent =
  | { readonly type: 'key'; readonly key: string }
  | { readonly type: 'said'; readonly play: number; readonly played: boolean }
  | { readonly type: 'found'; readonly candidates: readonly string[]; readonly language: Language }
  | {
      readonly type: 'checked';
      readonly result: 'wrong' | 'locked' | { readonly personId: string; readonly language: Language };
    }
  | { readonly type: 'fetched'; readonly messages: readonly MailboxMessage[] }
  | { readonly type: 'deleted'; readonly good: boolean }
  | { readonly type: 'work-found'; readonly since: SpokenTime | null }
  | ({ readonly type: 'work-entered' } & (
      | { readonly what: 'begun'; readonly moment: SpokenTime }
      | { readonly what: 'finished'; readonly moment: SpokenTime; readonly workId: string }
      | { readonly what: 'refused' }
    ))
  | { readonly type: 'travel-entered'; readonly good: boolean }
  | { readonly type: 'callee-answered' }
  | { readonly type: 'callee-gone' }
  | { readonly type: 'caller-left' }
  /** Asterisk is out of reach, the service stops, or nothing can be read now. */
  | { readonly type: 'cut-off' }
  | { readonly type: 'time-passed' };

export type MailboxCommand =
  /** Whatever was said before is cut short. */
  | { readonly type: 'say'; readonly play: number; readonly words: MailboxWords }
  | { readonly type: 'play'; readonly play: number; readonly recording: string }
  | { readonly type: 'stop-playback' }
  /** Null: by the number they call from. */
  | { readonly type: 'look-up'; readonly number: string | null }
  | { readonly type: 'check'; readonly candidates: readonly string[]; readonly pin: string }
  | { readonly type: 'fetch'; readonly personId: string }
  | { readonly type: 'note-heard'; readonly personId: string; readonly recording: string }
  | { readonly type: 'delete'; readonly personId: string; readonly recording: string }
  | { readonly type: 'call-back'; readonly personId: string; readonly recording: string }
  | { readonly type: 'look-at-work' | 'begin-work' | 'finish-work'; readonly personId: string }
  | {
      readonly type: 'describe-work';
      readonly personId: string;
      readonly workId: string;
      readonly travelMinutes: number;
    }
  /** The words are over, and the callee's telephone still rings. */
  | { readonly type: 'ring-back' }
  | { readonly type: 'join' }
  | { readonly type: 'end-call-back' }
  /** Back to the dialplan, which says that messages cannot be heard now. */
  | { readonly type: 'leave' }
  | { readonly type: 'hang-up' }
  | { readonly type: 'finish' };

export interface MailboxTransition {
  readonly state: MailboxCall;
  readonly commands: readonly MailboxCommand[];
}
