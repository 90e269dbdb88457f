import type { Hotline } from '../domain/hotline.ts';
import type { LocalDate } from '../domain/schedule/calendar.ts';
import { daysOfMonth, type Period } from '../domain/statistics/periods.ts';
import { monthsSince, nextReportAt, reportedMonth } from '../domain/statistics/report-month.ts';
import type { Clock } from '../runtime/clock.ts';
import { type Instant, SECOND } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import { type RecurringWork, recurringWork } from '../runtime/recurring-work.ts';
import type { DomainEvent } from './domain-event.ts';

/** Up to which month each hotline's reports have been told of. */
export interface ReportLedger {
  /** Null: nothing is written of that hotline. */
  through(hotlineId: string): Promise<Period | null>;
  /** In one transaction, so that a report leaves exactly once whatever dies meanwhile. */
  advance(
    hotlineId: string,
    through: Period,
    domainEvents: readonly DomainEvent[],
    at: Instant,
  ): Promise<void>;
}

export interface ReportWatchDependencies {
  readonly hotlines: () => Promise<readonly Hotline[]>;
  readonly ledger: ReportLedger;
  /** The first day of a hotline that is not counted in full. */
  readonly countedTo: (hotlineId: string) => Promise<LocalDate | null>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onDomainEvent: () => void;
  readonly crash: (error: unknown) => void;
}

/** A hotline may be made, or its readers changed, at any time. */
const LOOK_EVERY_MS = 600 * SECOND;
/** Until the month is counted in full. */
const COUNTING_MS = 10 * SECOND;

/**
 * Has the report of each month told on the 1st, or as soon after it as Vigie runs. A hotline that is seen for the first
 * time begins with the month that goes on; one that nobody is told of goes on as if somebody was.
 */
export function createReportWatch(dependencies: ReportWatchDependencies): RecurringWork {
  const { clock, ledger, countedTo } = dependencies;

  async function look(): Promise<Instant> {
    const now = clock.now();
    const nextTimes: Instant[] = [];
    for (const hotline of await dependencies.hotlines()) nextTimes.push(await lookAt(hotline, now));
    return Math.min(now + LOOK_EVERY_MS, ...nextTimes);
  }

  async function lookAt({ id, timeZone, reportTo }: Hotline, now: Instant): Promise<Instant> {
    const last = reportedMonth(now, timeZone);
    const through = await ledger.through(id);
    const months = through === null ? [] : monthsSince(through, last);
    const isTold = months.length > 0 && reportTo.length > 0;
    const counted = isTold ? await countedTo(id) : null;
    if (isTold && (counted === null || counted <= daysOfMonth(last).to)) return now + COUNTING_MS;
    if (through === null || through < last) {
      const domainEvents = months.map((month) => ({ kind: 'month-report', hotlineId: id, month }) as const);
      await ledger.advance(id, last, isTold ? domainEvents : [], now);
      if (isTold) dependencies.onDomainEvent();
    }
    return nextReportAt(now, timeZone);
  }

  return recurringWork(dependencies, 'reports of the month', look);
}
