import type { Config } from '../config.ts';
import { readHotlines } from '../database/configuration/hotline-store.ts';
import type { Database } from '../database/database.ts';
import { createReportLedger } from '../database/notices/report-ledger.ts';
import { createSumReader, createSumStore } from '../database/statistics/statistics-store.ts';
import type { MonthReport } from '../notices/attachment-of.ts';
import { createReportWatch } from '../notices/report-watch.ts';
import { layOutApart } from '../pdf/render-apart.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/log.ts';
import type { RecurringWork } from '../runtime/recurring-work.ts';
import { MESSAGES } from '../web/messages/messages.ts';
import { readReport } from '../web/statistics/read-report.ts';

interface MonthReportNeeds {
  readonly db: Database;
  readonly config: Pick<Config, 'numberingPlan'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Makes the reports that are mailed: as on the page, on the hotline's clocks. */
export function createMonthReport({ db, config, clock, log }: MonthReportNeeds): MonthReport {
  const statistics = createSumReader(db);
  return async (hotlineId, month, language) => {
    const hotline = (await readHotlines(db, hotlineId)).get(hotlineId);
    if (!hotline) return null;
    const { name, timeZone } = hotline;
    const needs = { statistics, timeZone, numberingPlan: config.numberingPlan, now: clock.now(), language };
    const report = await readReport({ ...needs, t: MESSAGES[language] }, { hotlineId, name, month });
    const done = await layOutApart(report, clock);
    if (done.ok) return Buffer.from(done.value);
    log.error({ failure: done.error, hotline: hotlineId, month }, 'a report was not laid out');
    return 'later';
  };
}

/** Has the reports told on the 1st, as soon as the month is counted. */
export function createMonthReports(
  { db, clock, log }: MonthReportNeeds,
  more: { readonly onDomainEvent: () => void; readonly crash: (error: unknown) => void },
): RecurringWork {
  const sums = createSumStore(db);
  return createReportWatch({
    ...{ clock, log, ...more },
    hotlines: async () => [...(await readHotlines(db)).values()],
    ledger: createReportLedger(db),
    countedTo: async (hotlineId) => (await sums.progress(hotlineId))?.nextDay ?? null,
  });
}
