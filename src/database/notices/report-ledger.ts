import type { ReportLedger } from '../../notices/report-watch.ts';
import type { Database } from '../database.ts';
import { writeDomainEvent } from './domain-events.ts';

/** Kept in the database, beside what is told. */
export function createReportLedger(db: Database): ReportLedger {
  return {
    async through(hotlineId) {
      const row = await db
        .selectFrom('month_reports')
        .select('through')
        .where('hotline_id', '=', hotlineId)
        .executeTakeFirst();
      return row?.through ?? null;
    },
    advance: (hotlineId, through, domainEvents, at) =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('month_reports')
          .values({ hotline_id: hotlineId, through })
          .onConflict((conflict) => conflict.column('hotline_id').doUpdateSet({ through }))
          .execute();
        for (const event of domainEvents) await writeDomainEvent(transaction, event, at);
      }),
  };
}
