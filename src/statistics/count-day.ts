import { dayNumber, type LocalDate } from '../domain/schedule/calendar.ts';
import { instantOfMinute } from '../domain/schedule/wall-clock.ts';
import { countCall } from '../domain/statistics/counted-call.ts';
import { hourOfWeek } from '../domain/statistics/local-hours.ts';
import type { ReceivedCall } from '../domain/statistics/received-call.ts';
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

export interface CountedDay extends KeptSums {
  /** Of the calls that rang somebody on duty on each schedule. Tasks are the hotline's, and in none of these. */
  readonly schedules: ReadonlyMap<string, KeptSums>;
}

/** Counts a day anew, writes down what each of its calls counts as, and gives the sums. */
export async function countDay(
  source: CallSource,
  store: Pick<SumStore, 'keepCounted'>,
  { hotlineId, timeZone, date }: HotlineDay,
  shortAbandonSeconds: number,
): Promise<CountedDay> {
  const day = dayOfDate(date, timeZone);
  const whole = new DayTally(timeZone);
  const schedules = new Map<string, DayTally>();
  for await (const part of source.calls(hotlineId, day)) {
    const rows = part.map(({ call, fallback }) => {
      const counted = countCall(call, shortAbandonSeconds);
      for (const tally of [whole, ...talliesOf(call, schedules, timeZone)]) {
        tally.addCall(call, counted);
        if (fallback !== null) tally.addFallback(fallback);
      }
      return {
        ...{ counted, hourOfWeek: hourOfWeek(call.startedAt, timeZone) },
        trunks: trunkFacts(call.attempts),
      };
    });
    await store.keepCounted({ hotlineId, date }, rows);
  }
  for (const task of await source.tasks(hotlineId, day)) whole.addTask(task);
  const kept = ({ calls, sums }: DayTally): KeptSums => ({ calls, sums });
  return { ...kept(whole), schedules: new Map([...schedules].map(([id, tally]) => [id, kept(tally)])) };
}

function talliesOf(
  { attempts }: ReceivedCall,
  tallies: Map<string, DayTally>,
  timeZone: string,
): readonly DayTally[] {
  return [...new Set(attempts.flatMap(({ scheduleId }) => scheduleId ?? []))].map((id) => {
    const tally = tallies.get(id) ?? new DayTally(timeZone);
    tallies.set(id, tally);
    return tally;
  });
}

/** From its midnight to the next one's: 23 or 25 hours when clocks change. */
export function dayOfDate(date: LocalDate, timeZone: string): Interval {
  const day = dayNumber(date);
  return { startAt: instantOfMinute(day, 0, timeZone), endAt: instantOfMinute(day + 1, 0, timeZone) };
}
