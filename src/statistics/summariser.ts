import { dayNumber, type LocalDate, localDate } from '../domain/schedule/calendar.ts';
import { dayOf } from '../domain/schedule/wall-clock.ts';
import {
  daysOfMonth,
  eachDay,
  monthOf,
  monthsOfYear,
  type Period,
  yearOf,
} from '../domain/statistics/periods.ts';
import { Tally } from '../domain/statistics/sums.ts';
import { type Clock, createBreather } from '../runtime/clock.ts';
import type { Instant } from '../runtime/instant.ts';
import type { CallSource, Uncounted } from './call-source.ts';
import { countDay, type HotlineDay } from './count-day.ts';
import { ALL_HOTLINES, ANY_SCHEDULE, type KeptSums, type PeriodSums, type SumStore } from './sum-store.ts';

export interface SummariserDependencies {
  readonly source: CallSource;
  readonly store: SumStore;
  readonly clock: Pick<Clock, 'now'>;
  /** Of hotlines that are gone. */
  readonly homeZone: string;
  readonly shortAbandonSeconds: number;
}

const DAY_MS = 24 * 3_600_000;
/** A call is looked for so long after its end; the dialplan may tell of one days late. */
const LATE_MS = 7 * DAY_MS;
/** Tasks are changed at times that are told a little later. */
const OVERLAP_MS = 60_000;
/** Sums of a year are long: calls have their turn between two. */
const LONGEST_TURN_MS = 5;

/**
 * Keeps the sums in step with the calls. Days are counted as wholes, so that counting one again changes nothing:
 * those of new calls, and of tasks that changed. Past calls are counted month by month, on from where it was left.
 */
export class Summariser {
  readonly #dependencies: SummariserDependencies;
  #tasksSeenAt: Instant | null = null;

  constructor(dependencies: SummariserDependencies) {
    this.#dependencies = dependencies;
  }

  /** Does one piece of work; true: there is more to do now. */
  async step(): Promise<boolean> {
    const hotlines = await this.#hotlines();
    for (const { id, timeZone } of hotlines) if (await this.#countPast(id, timeZone)) return true;
    await this.#countNew(new Map(hotlines.map(({ id, timeZone }) => [id, timeZone])));
    return false;
  }

  /** Counts everything anew. */
  async rebuild(): Promise<void> {
    await this.#dependencies.store.forgetProgress();
    while (await this.step());
  }

  /** Counts the latest days again: whatever was changed by hand, or came very late. */
  async recount(days: number): Promise<void> {
    const { clock } = this.#dependencies;
    for (const { id, timeZone } of await this.#hotlines()) {
      const today = dayOf(clock.now(), timeZone);
      const dates = eachDay({ from: localDate(today - days), to: localDate(today) });
      await this.#refresh(dates.map((date) => ({ hotlineId: id, timeZone, date })));
    }
  }

  async #hotlines(): Promise<readonly { readonly id: string; readonly timeZone: string }[]> {
    const { source, homeZone } = this.#dependencies;
    return (await source.hotlines()).map(({ id, timeZone }) => ({ id, timeZone: timeZone ?? homeZone }));
  }

  /** One month of a hotline; true: there was one to count. Days are other days once the hotline's clocks are others. */
  async #countPast(hotlineId: string, timeZone: string): Promise<boolean> {
    const { source, store, clock } = this.#dependencies;
    const today = localDate(dayOf(clock.now(), timeZone));
    const known = await store.progress(hotlineId);
    const isBegun = known?.timeZone === timeZone;
    let nextDay = isBegun ? known.nextDay : null;
    if (nextDay === null) {
      const first = await source.firstCallAt(hotlineId);
      const wasOnOtherClocks = known !== null;
      // Nothing may be left where a call used to be: on other clocks it may have been a day earlier.
      if (wasOnOtherClocks) await store.forgetWholeDays(hotlineId);
      nextDay = first === null ? today : localDate(dayOf(first, timeZone) - (wasOnOtherClocks ? 1 : 0));
      await store.setProgress(hotlineId, { timeZone, nextDay });
    }
    // Begun today, today too is counted anew: its calls may be known from before.
    if (nextDay > today || (nextDay === today && isBegun)) return false;
    const monthEnd = daysOfMonth(monthOf(nextDay)).to;
    const to = monthEnd < today ? monthEnd : today;
    await this.#refresh(eachDay({ from: nextDay, to }).map((date) => ({ hotlineId, timeZone, date })));
    const after = to === today ? today : localDate(dayNumber(to) + 1);
    await store.setProgress(hotlineId, { timeZone, nextDay: after });
    return after < today;
  }

  async #countNew(zones: ReadonlyMap<string, string>): Promise<void> {
    const { source, clock, homeZone } = this.#dependencies;
    const now = clock.now();
    const changed = [
      ...(await source.uncountedCalls(now - LATE_MS)),
      ...(await source.changedTasks((this.#tasksSeenAt ?? now - 2 * DAY_MS) - OVERLAP_MS)),
    ];
    await this.#refresh(daysOf(changed, (hotlineId) => zones.get(hotlineId) ?? homeZone));
    this.#tasksSeenAt = now;
  }

  /** Counts these days, and sums up the months and years that they are of. */
  async #refresh(days: readonly HotlineDay[]): Promise<void> {
    const { source, store, shortAbandonSeconds } = this.#dependencies;
    for (const day of days) {
      const { schedules, ...whole } = await countDay(source, store, day, shortAbandonSeconds);
      await this.#keepDay(day, new Map([[ANY_SCHEDULE, whole], ...schedules]));
    }
    for (const hotlineId of new Set(days.map((day) => day.hotlineId)))
      await this.#sumUp(
        hotlineId,
        days.filter((day) => day.hotlineId === hotlineId).map(({ date }) => date),
      );
    await this.#sumAll(days.map(({ date }) => date));
  }

  async #keepDay({ hotlineId, date }: HotlineDay, counted: ReadonlyMap<string, KeptSums>): Promise<void> {
    const { store } = this.#dependencies;
    const kept = new Map((await store.readEach(hotlineId, [date])).map((one) => [one.scheduleId, one]));
    await store.keep(
      [...counted].flatMap(([scheduleId, sums]) => {
        const before = kept.get(scheduleId);
        // Calls of that day were erased since they were counted: what they were stays in the sums.
        if (before && before.calls > sums.calls) return [];
        const isNothing = sums.calls === 0 && Object.keys(sums.sums).length === 0;
        return before || !isNothing ? [{ hotlineId, scheduleId, period: date, ...sums }] : [];
      }),
    );
  }

  async #sumUp(hotlineId: string, dates: readonly LocalDate[]): Promise<void> {
    const { store } = this.#dependencies;
    for (const month of new Set(dates.map(monthOf)))
      await this.#keepSum(hotlineId, month, await store.readEach(hotlineId, eachDay(daysOfMonth(month))));
    for (const year of new Set(dates.map(yearOf)))
      await this.#keepSum(hotlineId, year, await store.readEach(hotlineId, monthsOfYear(year)));
  }

  /** All hotlines together. */
  async #sumAll(dates: readonly LocalDate[]): Promise<void> {
    const periods = new Set(dates.flatMap((date) => [date, monthOf(date), yearOf(date)]));
    for (const period of periods)
      await this.#keepSum(ALL_HOTLINES, period, await this.#dependencies.store.ofHotlines(period));
  }

  /** Of a period that has nothing any more, nothing is kept. */
  async #keepSum(hotlineId: string, period: Period, parts: readonly PeriodSums[]): Promise<void> {
    const { store } = this.#dependencies;
    const kept = await store.readEach(hotlineId, [period]);
    const schedules = new Set([...parts, ...kept].map(({ scheduleId }) => scheduleId));
    const sums: PeriodSums[] = [];
    for (const scheduleId of schedules)
      sums.push(
        await summed(
          { hotlineId, scheduleId, period },
          parts.filter((part) => part.scheduleId === scheduleId),
        ),
      );
    await store.keep(sums);
  }
}

async function summed(
  of: Pick<PeriodSums, 'hotlineId' | 'scheduleId' | 'period'>,
  parts: readonly PeriodSums[],
): Promise<PeriodSums> {
  const breathe = createBreather(LONGEST_TURN_MS);
  const tally = new Tally();
  for (const { sums } of parts) {
    await breathe();
    tally.addAll(sums);
  }
  return { ...of, calls: parts.reduce((total, { calls }) => total + calls, 0), sums: tally.sums };
}

function daysOf(changed: readonly Uncounted[], zoneOf: (hotlineId: string) => string): readonly HotlineDay[] {
  const days = new Map<string, HotlineDay>();
  for (const { hotlineId, at } of changed) {
    const timeZone = zoneOf(hotlineId);
    const date = localDate(dayOf(at, timeZone));
    days.set(`${hotlineId} ${date}`, { hotlineId, timeZone, date });
  }
  return [...days.values()];
}
