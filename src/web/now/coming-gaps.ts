import { gapsOfHotlines } from '../../calls/hotline-gaps.ts';
import type { HotlineGap } from '../../domain/hotline-gaps.ts';
import { gaps } from '../../domain/schedule/coverage.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import type { Instant, Interval } from '../../runtime/instant.ts';
import type { RequestContext } from '../request-context.ts';

const AHEAD_MS = 14 * 24 * 3_600_000;

/** A time to come when a hotline would reach nobody, or somebody must be on duty on a schedule and nobody is. */
export interface ComingGap extends Interval {
  readonly name: string;
  readonly timeZone: string;
  /** Null: of a schedule. */
  readonly reason: HotlineGap['reason'] | null;
  /** It holds now. */
  readonly begun: boolean;
  /** Where it is looked at, and mended. */
  readonly path: string;
}

/** In the next 14 days: hotlines' first, then those of schedules, each from the earliest on. */
export async function comingGaps(context: RequestContext): Promise<readonly ComingGap[]> {
  const [ofHotlines, ofSchedules] = await Promise.all([
    hotlineGapsFrom(context, context.now),
    gapsOfSchedules(context),
  ]);
  return [...ofHotlines, ...ofSchedules];
}

/** Of every hotline, or of one, in the 14 days from `at` on. */
export async function hotlineGapsFrom(
  { dependencies }: RequestContext,
  at: Instant,
  only: string | null = null,
): Promise<readonly ComingGap[]> {
  const found = await gapsOfHotlines(dependencies, dependencies.numberingPlan, at, at + AHEAD_MS, only);
  return found
    .flatMap(({ hotline: { id, name, timeZone }, gaps: own }) =>
      own.map((gap) => ({
        ...gap,
        name,
        timeZone,
        begun: gap.startAt <= at,
        path: `/hotlines/${id}/dry-run?at=${localOf(gap.startAt, timeZone).slice(0, 16).replace(' ', 'T')}`,
      })),
    )
    .toSorted((a, b) => a.startAt - b.startAt);
}

async function gapsOfSchedules({ dependencies, now }: RequestContext): Promise<readonly ComingGap[]> {
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
            name: schedule.name,
            timeZone: schedule.timeZone,
            reason: null,
            begun: gap.startAt <= now,
            path: `/planning/${schedule.id}?view=week&on=${localOf(gap.startAt, schedule.timeZone).slice(0, 10)}`,
          })),
    )
    .toSorted((a, b) => a.startAt - b.startAt);
}
