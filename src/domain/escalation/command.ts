import type { HoldSound } from '../hotline.ts';
import type { CallerEnd, Dialable, Farewell } from './call-state.ts';

/** What the caller is told. */
export type CallerWords =
  /** The hotline's sound, by its name in Asterisk. */
  | 'greeting'
  /** The recording that Vigie keeps for the hotline. */
  | 'recorded-greeting'
  | 'refusal'
  | 'trying-next'
  | 'everyone-busy'
  | 'voicemail-intro'
  | 'voicemail-taken'
  | 'closing';

/** What a responder is told, beside the accept prompt. */
export type LegWords = Farewell | 'transferring';

/** What `advance` wants done. Every wait that a command opens is closed by an event or a deadline. */
export type Command =
  | { readonly type: 'answer-caller' }
  | { readonly type: 'play-to-caller'; readonly play: string; readonly words: CallerWords }
  | { readonly type: 'stop-caller-play'; readonly play: string }
  | { readonly type: 'start-hold'; readonly sound: HoldSound }
  | { readonly type: 'stop-hold'; readonly sound: HoldSound }
  | { readonly type: 'arm-caller'; readonly seconds: number }
  | {
      readonly type: 'resolve-step';
      readonly resolution: number;
      readonly step: number;
      readonly excludedId: string | null;
    }
  | { readonly type: 'dial'; readonly attempt: number; readonly who: Dialable }
  | { readonly type: 'prompt-leg'; readonly attempt: number; readonly who: Dialable; readonly play: string }
  | {
      readonly type: 'inform-leg';
      readonly attempt: number;
      readonly who: Dialable;
      readonly play: string;
      readonly words: LegWords;
    }
  | { readonly type: 'stop-leg-play'; readonly attempt: number; readonly play: string }
  | { readonly type: 'hold-leg'; readonly attempt: number }
  | { readonly type: 'stop-hold-leg'; readonly attempt: number }
  | {
      readonly type: 'hang-up-leg';
      readonly attempt: number;
      readonly reason: 'normal' | 'answered-elsewhere';
    }
  | { readonly type: 'connect'; readonly attempt: number; readonly bridge: number }
  /** `staying`: the attempt whose leg, like the caller, goes on hearing us; null when the call is over. */
  | { readonly type: 'disconnect'; readonly bridge: number; readonly staying: number | null }
  /** Asks what came of both sides of a conversation so far, and whether a phone holds it. */
  | { readonly type: 'listen'; readonly attempt: number; readonly alsoHeld: boolean }
  | { readonly type: 'record'; readonly recording: string; readonly maxSeconds: number }
  /** Asks whose extension a ringing phone was picked up on. */
  | { readonly type: 'find-picker'; readonly attempt: number; readonly extension: string }
  /** Asks whether a key could be heard of this leg. */
  | { readonly type: 'ask-keys'; readonly attempt: number }
  /** Asks how long a recording really is, and whether anything is heard in it. */
  | { readonly type: 'measure-message'; readonly recording: string }
  | {
      readonly type: 'keep-message';
      readonly recording: string;
      readonly seconds: number | null;
      /** Nothing is heard in it: kept apart, and told to nobody as a message. Null: not judged yet. */
      readonly isEmpty?: boolean | null;
    }
  | { readonly type: 'drop-message'; readonly recording: string }
  | CallerEnd;
