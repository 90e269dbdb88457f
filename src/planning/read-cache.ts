import type { Instant } from '../runtime/instant.ts';
import type { Version } from './configuration.ts';
import type { ConfigurationReader } from './configuration-reader.ts';
import { rememberSchedules } from './remembered-schedules.ts';
import type { ScheduleStore } from './schedule-store.ts';

/** What pages read of the configuration and of the planning. */
export interface CachedReaders {
  readonly reader: ConfigurationReader;
  readonly schedules: ScheduleStore;
}

/** Schedules are kept from so long ago: what this month's page shows began by then. */
const KEPT_BACK_MS = 45 * 24 * 3_600_000;

/** The answer that was given under a version. */
interface Kept<T> {
  readonly version: Version;
  readonly answer: Promise<T>;
}

/**
 * Keeps what was read until anything is changed: reading and preparing years of planning costs more than all else on a
 * page, and hardly ever brings anything new. Nothing changes without an audit entry, written in the same transaction;
 * the last one's number is asked for once for each page, before anything is read. So what is kept is at least as new as
 * its version, and a change is seen by the next page.
 *
 * Gives, for one page at `now`, what it reads with.
 */
export function createReadCache(
  { reader, schedules }: CachedReaders,
  latest: () => Promise<Version>,
): (now: Instant) => CachedReaders {
  const kept = new Map<string, Kept<unknown>>();
  return (now) => {
    let asked: Promise<Version> | null = null;
    const readOnce = async <T>(name: string, read: () => Promise<T>): Promise<T> => {
      asked ??= latest();
      const version = await asked;
      const found = kept.get(name) as Kept<T> | undefined;
      if (found && found.version >= version) return found.answer;
      const answer = read();
      kept.set(name, { version, answer });
      // What failed is asked for again.
      answer.catch(() => kept.get(name)?.answer === answer && kept.delete(name));
      return answer;
    };
    const anyTime = rememberSchedules(schedules);
    const keptFrom = now - KEPT_BACK_MS;
    return {
      reader: {
        ...reader,
        people: () => readOnce('people', reader.people),
        teams: () => readOnce('teams', reader.teams),
        policies: () => readOnce('policies', reader.policies),
        hotlines: () => readOnce('hotlines', reader.hotlines),
        scheduleTeams: () => readOnce('schedule teams', reader.scheduleTeams),
        scheduleNames: () => readOnce('schedule names', reader.scheduleNames),
      },
      schedules: {
        async schedule(id, since) {
          if (since === undefined || since < keptFrom) return anyTime.schedule(id, since);
          const name = `schedule ${id}`;
          const { from, schedule } = await readOnce(name, async () => ({
            from: keptFrom,
            schedule: await schedules.schedule(id, keptFrom),
          }));
          // Anybody can ask for schedules that do not exist.
          if (schedule === null) kept.delete(name);
          // Since it was read, the clock has been put back.
          return since < from ? anyTime.schedule(id, since) : schedule;
        },
      },
    };
  };
}
