import type { CallEvent } from '../../domain/escalation/call-event.ts';
import type { Caller } from '../../domain/hotline.ts';
import type { Instant, Interval } from '../../runtime/instant.ts';

/** A call that has ended, with all that happened in it. */
export interface PastCall {
  readonly id: string;
  readonly startedAt: Instant;
  readonly dialled: string;
  readonly caller: Caller;
  readonly timeline: readonly CallEvent[];
}

/** Where past calls are read; those that only tried the hotline are not among them. */
export interface PastCalls {
  /** In the order in which they came, part by part. */
  calls(hotlineId: string, interval: Interval): AsyncIterable<readonly PastCall[]>;
}
