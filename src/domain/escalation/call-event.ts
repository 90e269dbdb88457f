import type { Instant } from '../../runtime/instant.ts';
import type { AttemptOutcome, Outcome } from '../call.ts';
import type { DialTarget } from '../phone-number.ts';
import type { EndReason, RingReason, Trouble } from './reasons.ts';

/**
 * Why the dialplan dealt with a call itself. `no-proof`: Vigie had shown no sign of life. `not-connected`: it was not
 * there. `dead-man`: the call was with it, and it did nothing for too long. `handed-back`: it gave the call back.
 */
export const FALLBACK_REASONS = ['no-proof', 'not-connected', 'dead-man', 'handed-back'] as const;
export type FallbackReason = (typeof FALLBACK_REASONS)[number];

/**
 * What happened in a call, as a person would tell it: the call's timeline, its attempts and its outcome are
 * saved from these alone. `advance` emits them; nothing else writes a call's history.
 */
export type CallEvent = { readonly at: Instant } & (
  | { readonly kind: 'greeting-started' }
  | { readonly kind: 'greeting-failed' }
  | { readonly kind: 'refused' }
  /** The hotline was in one of its opening branches when the call came in. */
  | { readonly kind: 'branch-applied'; readonly branch: string; readonly ringsNobody: boolean }
  | {
      readonly kind: 'step-started';
      readonly round: number;
      readonly step: number;
      readonly names: readonly string[];
    }
  | {
      readonly kind: 'attempt-started';
      readonly attempt: number;
      readonly round: number;
      readonly step: number;
      readonly personId: string | null;
      readonly name: string;
      readonly target: DialTarget;
      readonly reason: RingReason;
      /** That the hotline names, for an outside number; null: an extension; missing in calls of before. */
      readonly trunk?: string | null;
      /** On which they are on duty; missing: dialled for another reason, or in a call of before. */
      readonly schedule?: string;
    }
  | { readonly kind: 'attempt-ringing'; readonly attempt: number }
  /** A trunk could not carry it, or was known to be down, and the next one is tried, within the same attempt. */
  | {
      readonly kind: 'trunk-changed';
      readonly attempt: number;
      readonly from: string;
      readonly to: string;
      readonly why: EndReason;
    }
  /** `pickedUpBy`: by somebody on another phone, as Asterisk names them; empty: not known. */
  | { readonly kind: 'attempt-answered'; readonly attempt: number; readonly pickedUpBy?: string }
  /** Who picked it up on another phone: from then on the attempt is theirs. */
  | {
      readonly kind: 'picker-known';
      readonly attempt: number;
      readonly personId: string;
      readonly name: string;
    }
  | { readonly kind: 'attempt-accepted'; readonly attempt: number; readonly by: 'key' | 'answer' }
  | {
      readonly kind: 'attempt-ended';
      readonly attempt: number;
      readonly outcome: AttemptOutcome;
      /** Null: the outcome says it all. */
      readonly why: EndReason | null;
    }
  | { readonly kind: 'everyone-busy' }
  | { readonly kind: 'talking-started'; readonly attempt: number }
  | { readonly kind: 'transfer-by-key'; readonly attempt: number }
  | { readonly kind: 'returned'; readonly attempt: number }
  /** By the responder's own phone. `to`: what it dialled; null: not known. */
  | { readonly kind: 'transferred'; readonly attempt: number; readonly to: string | null }
  | { readonly kind: 'transfer-answered'; readonly attempt: number }
  /** The caller is somebody else from now on, whom `by` sent on from another call; their name then. */
  | { readonly kind: 'caller-transferred'; readonly by: string | null }
  /** From the call's page; `by`: their name then. */
  | { readonly kind: 'ended-by-hand'; readonly by: string }
  | { readonly kind: 'nobody-took-it' }
  | { readonly kind: 'last-resort-started' }
  | { readonly kind: 'voicemail-started' }
  | { readonly kind: 'voicemail-kept'; readonly recording: string; readonly seconds: number | null }
  /** Nothing is heard in it. `nothing-came`: the caller's line sent no sound at all. */
  | {
      readonly kind: 'voicemail-empty';
      readonly recording: string;
      readonly seconds: number | null;
      readonly why: 'silence' | 'nothing-came';
    }
  | { readonly kind: 'voicemail-dropped'; readonly reason: 'too-short' | 'failed' }
  | { readonly kind: 'closing-announced' }
  /** Told afterwards, from what the dialplan wrote down while it had the call. */
  | { readonly kind: 'fallback-entered'; readonly why: FallbackReason }
  | { readonly kind: 'fallback-answered'; readonly target: string }
  /** After a time without connection, or a new start of the service. */
  | { readonly kind: 'reconciled' }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }
  | { readonly kind: 'call-ended'; readonly outcome: Outcome }
);
