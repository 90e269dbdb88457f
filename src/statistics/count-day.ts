import { dayNumber, type LocalDate } from '../domain/schedule/calendar.ts';
import { instantOfMinute } from '../domain/schedule/wall-clock.ts';
import { countCall } from '../domain/statistics/counted-call.ts';
import { hourOfWeek } from '../domain/statistics/local-hours.ts';
import { DayTally } from '../domain/statistics/sum-day.ts';
import { trunkFacts } from '../domain/statistics/trunk-tries.ts';
import type { Interval } from '../runtime/instant.ts';
import type { CallSource } from './call-source.ts';
import type { KeptSums, SumStore } from './sum-store.ts';

/** A day of a hotline, on the clocks that it lives by. */
export interface HotlineDay {
  readonly hotlineId: string;
  readonly timeZone: string;
  readonly date: LocalDate;
}

/** Counts a day anew, writes down what each of its calls counts as, and gives the sums. */
export async function countDay(
  source: CallSource,
  store: Pick<SumStore, 'keepCounted'>,
  { hotlineId, timeZone, date }: HotlineDay,
  shortAbandonSeconds: number,
): Promise<KeptSums> {
  const day = dayOfDate(date, timeZone);
  const tally = new DayTally(timeZone);
  let calls = 0;
  for await (const part of source.calls(hotlineId, day)) {
    const rows = part.map(({ call, fallback }) => {
      const counted = countCall(call, shortAbandonSeconds);
      tally.addCall(call, counted);
      if (fallback !== null) tally.addFallback(fallback);
      return {
        ...{ counted, hourOfWeek: hourOfWeek(call.startedAt, timeZone) },
        trunks: trunkFacts(call.attempts),
      };
    });
    await store.keepCounted({ hotlineId, date }, rows);
    calls += part.length;
  }
  for (const task of await source.tasks(hotlineId, day)) tally.addTask(task);
  return { calls, sums: tally.sums };
}

/** From its midnight to the next one's: 23 or 25 hours when clocks change. */
export function dayOfDate(date: LocalDate, timeZone: string): Interval {
  const day = dayNumber(date);
  return { startAt: instantOfMinute(day, 0, timeZone), endAt: instantOfMinute(day + 1, 0, timeZone) };
}
