import type { ScheduleInForce } from '../domain/schedule/schedule.ts';
import type { Instant } from '../runtime/instant.ts';

/** Where schedules are kept. */
export interface ScheduleStore {
  /**
   * The schedule with everybody's absences. With `since`, shifts, overrides and absences that ended by then are left
   * out: from `since` on every answer is the same, and a schedule of ten years is read as fast as a young one.
   */
  schedule(id: string, since?: Instant): Promise<ScheduleInForce | null>;
}
