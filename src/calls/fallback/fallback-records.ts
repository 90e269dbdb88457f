import type { FallbackReason } from '../../domain/escalation/call-event.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Result } from '../../runtime/result.ts';
import type { Done, LegId, TelephonyProblem } from '../telephony.ts';

/** One call as the dialplan dealt with it, and wrote it down. Its instants are of Asterisk's clock. */
export interface FallbackRecord {
  /** The caller's leg; also what the record is forgotten by. */
  readonly leg: LegId;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly dialled: string;
  /** Null when withheld. */
  readonly callerNumber: string | null;
  readonly why: FallbackReason;
  /** Placed to try the hotline. */
  readonly isTest?: boolean;
  readonly end: FallbackEnd;
}

/** `left`: the caller hung up. `given-up`: nobody answered, and no message could be taken. `cut-off`: nobody knows. */
export type FallbackEnd =
  | { readonly kind: 'answered'; readonly target: string; readonly talkSeconds: number }
  | { readonly kind: 'message'; readonly recording: string }
  | { readonly kind: 'left' | 'given-up' | 'cut-off' };

/** What the fallback left behind. */
export interface FallbackRecords {
  /** Of calls that are over. */
  list(): Promise<Result<readonly FallbackRecord[], TelephonyProblem>>;
  /** True when the fallback has that caller, or had them: what it wrote down tells the rest. */
  has(leg: LegId): Promise<boolean>;
  forget(leg: LegId): Promise<Done>;
}
