import type { Candidate, LegCause } from '../call.ts';
import type { Caller } from '../hotline.ts';
import type { DialTarget } from '../phone-number.ts';
import type { Heard } from './ear.ts';
import type { EndReason, KeysUnheard, Trouble } from './reasons.ts';
import type { CallSnapshot } from './reconcile.ts';
import type { MeasuredRecording } from './recording.ts';

/** What can happen to a call, in our words: the adapter and the session translate into these. */
export type CallInput =
  /** `taken`: the dialplan has them, and tells what becomes of the call. */
  | { readonly type: 'caller-left'; readonly taken?: boolean }
  /** `played` false: it could not be heard. */
  | { readonly type: 'play-finished'; readonly play: string; readonly played: boolean }
  | { readonly type: 'candidates'; readonly resolution: number; readonly candidates: readonly Candidate[] }
  | { readonly type: 'leg-ringing'; readonly attempt: number }
  /** `pickedUpBy`: by somebody on another phone, as Asterisk names them; empty: not known. */
  | {
      readonly type: 'leg-answered';
      readonly attempt: number;
      readonly pickedUpBy?: string;
      /** The extension of that phone. */
      readonly pickedUpOn?: string;
    }
  | {
      readonly type: 'picker-known';
      readonly attempt: number;
      readonly personId: string;
      readonly name: string;
    }
  | {
      readonly type: 'leg-ended';
      readonly attempt: number;
      readonly cause: LegCause;
      readonly why: EndReason | null;
      /** The phone is forwarded there, and that may be dialled. */
      readonly forwardedTo?: DialTarget;
    }
  /** The responder's phone sent the caller on. `to`: what it dialled; null: not known. */
  | { readonly type: 'leg-transferred'; readonly attempt: number; readonly to: string | null }
  /** Somebody else is the caller from now on: `by`, who had called, sent them on to us. */
  | { readonly type: 'caller-transferred'; readonly caller: Caller; readonly by: string | null }
  | {
      readonly type: 'trunk-changed';
      readonly attempt: number;
      readonly from: string;
      readonly to: string;
      readonly why: EndReason;
    }
  | { readonly type: 'leg-key'; readonly attempt: number; readonly key: string }
  /** `unheard` null: a key could be heard, or that cannot be told. */
  | { readonly type: 'keys-told'; readonly attempt: number; readonly unheard: KeysUnheard | null }
  | { readonly type: 'connect-failed'; readonly attempt: number; readonly why: EndReason }
  | {
      readonly type: 'recording-finished';
      readonly recording: string;
      readonly seconds: number | null;
      readonly stored: boolean;
    }
  | ({ readonly type: 'recording-measured'; readonly recording: string } & MeasuredRecording)
  | {
      readonly type: 'talk-heard';
      readonly attempt: number;
      readonly caller: Heard;
      readonly responder: Heard;
    }
  /** Somebody ends the call from its page. */
  | { readonly type: 'ended-by-hand'; readonly by: string }
  /** The dead-man switch was not wound. */
  | { readonly type: 'arming-failed' }
  /** Measured after the call was told as one with a message: nothing is heard in it. */
  | { readonly type: 'message-empty'; readonly recording: string; readonly seconds: number }
  /** There is no such recording. */
  | { readonly type: 'recording-missing'; readonly recording: string }
  /** Somebody who was on a Vigie call no longer is. */
  | { readonly type: 'person-freed' }
  /** We were away and are back: what Asterisk holds of the call now. */
  | { readonly type: 'reconcile'; readonly snapshot: CallSnapshot }
  | { readonly type: 'time-passed' }
  /** The service is stopping, or cannot go on with this call: the dialplan takes over. */
  | { readonly type: 'leave-to-fallback'; readonly why: Trouble };
