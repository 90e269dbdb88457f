import type { SpokenTime } from '../../domain/mailbox/mailbox-call.ts';
import type { Instant } from '../../runtime/instant.ts';

/** Work on call, as somebody tells of it by telephone. */
export interface PhonedWork {
  /** Since when theirs goes on; null: none does. */
  running(personId: string): Promise<SpokenTime | null>;
  begin(personId: string, now: Instant): Promise<SpokenTime>;
  /** Null: none goes on any more. */
  finish(
    personId: string,
    now: Instant,
  ): Promise<{ readonly workId: string; readonly at: SpokenTime } | null>;
  /** False: that cannot be, as more travel than the whole lasted. */
  describe(personId: string, workId: string, travelMinutes: number, now: Instant): Promise<boolean>;
}
