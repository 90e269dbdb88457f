import type { FallbackReason } from '../domain/escalation/call-event.ts';
import type { ReceivedCall } from '../domain/statistics/received-call.ts';
import type { OpenedTask } from '../domain/statistics/sum-day.ts';
import type { Instant, Interval } from '../runtime/instant.ts';

/** A call as the log has it, with what the dialplan did with it. */
export interface LoggedCall {
  readonly call: ReceivedCall;
  /** Why the dialplan dealt with it; null: it did not. */
  readonly fallback: FallbackReason | null;
}

/** A call or task that is not counted as it stands. */
export interface Uncounted {
  readonly hotlineId: string;
  readonly at: Instant;
}

/** Where calls and what came of them are read, a part at a time. */
export interface CallSource {
  /** Every hotline that there is, or that calls are of, with its zone; null: it is gone. */
  hotlines(): Promise<readonly { readonly id: string; readonly timeZone: string | null }[]>;
  /** When the hotline's first call came; null: none has. */
  firstCallAt(hotlineId: string): Promise<Instant | null>;
  /** Calls that have ended, in the order in which they came, part by part. */
  calls(hotlineId: string, interval: Interval): AsyncIterable<readonly LoggedCall[]>;
  tasks(hotlineId: string, interval: Interval): Promise<readonly OpenedTask[]>;
  /** Calls that ended since and are not counted yet. */
  uncountedCalls(since: Instant): Promise<readonly Uncounted[]>;
  /** Tasks opened, taken or closed since, and the calls that they are of. */
  changedTasks(since: Instant): Promise<readonly Uncounted[]>;
}
