import type { LocalDate } from '../domain/schedule/calendar.ts';
import type { CountedCall } from '../domain/statistics/counted-call.ts';
import type { Period } from '../domain/statistics/periods.ts';
import type { Sums } from '../domain/statistics/sums.ts';
import type { TrunkFact } from '../domain/statistics/trunk-tries.ts';

/** Stands for all hotlines together. */
export const ALL_HOTLINES = '';
/** Stands for calls whatever schedule they rang, if any. */
export const ANY_SCHEDULE = '';

export interface KeptSums {
  /** How many calls were counted. */
  readonly calls: number;
  readonly sums: Sums;
}

/** Sums of one hotline and period, of all its calls or of those that rang somebody on duty on a schedule. */
export interface PeriodSums extends KeptSums {
  readonly hotlineId: string;
  readonly scheduleId: string;
  readonly period: Period;
}

/** How far a hotline's past calls are counted. */
export interface CountingProgress {
  readonly timeZone: string;
  /** The first day that is not. */
  readonly nextDay: LocalDate;
}

export interface CountedRow {
  readonly counted: CountedCall;
  readonly hourOfWeek: string;
  /** What each trunk did for it. */
  readonly trunks: readonly TrunkFact[];
}

/** What is drawn of a period, without the rest of its sums. */
export interface PeriodCounts {
  readonly offered: number;
  readonly taken: number;
}

/** Where sums are read, without the event loop being held for more than a short turn. */
export interface SumReader {
  /** What is told of calls, of these periods together. */
  ofCalls(hotlineId: string, periods: readonly Period[], scheduleId?: string): Promise<Sums>;
  /** What is told of people, likewise. */
  ofPeople(hotlineId: string, periods: readonly Period[], scheduleId?: string): Promise<Sums>;
  /** Those that there are of these periods, one by one. */
  counts(
    hotlineId: string,
    periods: readonly Period[],
    scheduleId?: string,
  ): Promise<ReadonlyMap<Period, PeriodCounts>>;
}

/** Where sums are kept. Each method that writes is one short local transaction. */
export interface SumStore extends SumReader {
  /** Those that there are of these periods, and of each schedule too; in no order. */
  readEach(hotlineId: string, periods: readonly Period[]): Promise<readonly PeriodSums[]>;
  /** Of every hotline and of each schedule, not of all hotlines together. */
  ofHotlines(period: Period): Promise<readonly PeriodSums[]>;
  keep(sums: readonly PeriodSums[]): Promise<void>;
  keepCounted(
    day: { readonly hotlineId: string; readonly date: LocalDate },
    rows: readonly CountedRow[],
  ): Promise<void>;
  progress(hotlineId: string): Promise<CountingProgress | null>;
  setProgress(hotlineId: string, progress: CountingProgress): Promise<void>;
  /** Days of a hotline of which no call was erased since they were counted: they will be other days. */
  forgetWholeDays(hotlineId: string): Promise<void>;
  /** All are counted anew from the first call on. */
  forgetProgress(): Promise<void>;
}
