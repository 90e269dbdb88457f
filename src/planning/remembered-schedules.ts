import type { ScheduleInForce } from '../domain/schedule/schedule.ts';
import type { Instant } from '../runtime/instant.ts';
import type { ScheduleStore } from './schedule-store.ts';

interface Remembered {
  /** Undefined: all of it. */
  readonly since: Instant | undefined;
  readonly schedule: Promise<ScheduleInForce | null>;
}

/**
 * The same reading for one question after another about one moment, such as a page: each schedule is read once. What was
 * read from an earlier time on answers for a later one.
 */
export function rememberSchedules(store: ScheduleStore): ScheduleStore {
  const known = new Map<string, Remembered>();
  return {
    schedule(id, since) {
      const found = known.get(id);
      if (found && (found.since === undefined || (since !== undefined && found.since <= since)))
        return found.schedule;
      const schedule = store.schedule(id, since);
      known.set(id, { since, schedule });
      return schedule;
    },
  };
}
