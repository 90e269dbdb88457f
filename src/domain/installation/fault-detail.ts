import type { Outcome } from '../call.ts';
import type { EndReason, NotDialled } from '../escalation/reasons.ts';

/** Why a test call left no message: nothing is heard in it, it was dropped, or its call ended as something else. */
export type NoMessage = 'silence' | 'too-short' | 'failed' | Outcome;

/** What there is to add to a fault that names its subject. */
export type FaultDetail =
  /** In the words of whoever refused: the system, Asterisk, a server. */
  | { readonly code: 'said'; readonly said: string }
  /** How the network refused a call, or why it was not placed at all. */
  | Extract<EndReason, { code: 'network' }>
  | NotDialled
  /** Of sound, that came all the same. */
  | { readonly code: 'packets'; readonly packets: number }
  | { readonly code: 'no-message'; readonly why: NoMessage };
