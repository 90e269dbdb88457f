import { gaps } from '../../domain/schedule/coverage.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import type { Interval } from '../../runtime/instant.ts';
import type { RequestContext } from '../request-context.ts';

const AHEAD_MS = 14 * 24 * 3_600_000;

/** A time to come when somebody must be on duty and nobody is. */
export interface ComingGap extends Interval {
  readonly scheduleId: string;
  readonly name: string;
  readonly timeZone: string;
  readonly day: string;
}

/** Of every schedule in the next 14 days, the earliest first. */
export async function comingGaps({ dependencies, now }: RequestContext): Promise<readonly ComingGap[]> {
  const names = await dependencies.reader.scheduleNames();
  const schedules = await Promise.all(
    [...names.keys()].map((id) => dependencies.schedules.schedule(id, now)),
  );
  return schedules
    .flatMap((schedule) =>
      schedule === null
        ? []
        : gaps(schedule, now, now + AHEAD_MS).map((gap) => ({
            ...gap,
            scheduleId: schedule.id,
            name: schedule.name,
            timeZone: schedule.timeZone,
            day: localOf(gap.startAt, schedule.timeZone).slice(0, 10),
          })),
    )
    .toSorted((a, b) => a.startAt - b.startAt);
}
