import type { Database } from '../database/database.ts';
import { createCallWork } from '../database/labour/call-work-reader.ts';
import { createInterventionRecord } from '../database/labour/intervention-record-store.ts';
import { createLabourSettings } from '../database/labour/labour-settings-store.ts';
import { createLabourSources } from '../database/labour/labour-sources-store.ts';
import { createLateChanges } from '../database/labour/late-changes-store.ts';
import { createStatementArchive, createStatementReader } from '../database/labour/statement-store.ts';
import { createInterventionCollector } from '../labour/collect-interventions.ts';
import { renderPdfApart } from '../pdf/render-apart.ts';
import { systemClock } from '../runtime/clock.ts';
import type { RecurringWorkDependencies } from '../runtime/recurring-work.ts';

/** What pages need of interventions, rest and pay. */
export function createLabourPages(db: Database, reading: Database) {
  return {
    labour: createLabourSources(reading),
    interventions: createInterventionRecord(db),
    labourSettings: createLabourSettings(db),
    lateChanges: createLateChanges(db),
    statements: createStatementReader(reading),
    statementArchive: createStatementArchive(db),
    renderPdf: renderPdfApart(systemClock),
  };
}

/** What takes work on call into the record, away from the calls. */
export function createLabourWork(
  db: Database,
  reading: Database,
  common: RecurringWorkDependencies & { readonly onDomainEvent: () => void },
) {
  return createInterventionCollector({
    ...common,
    work: createCallWork(reading),
    record: createInterventionRecord(db),
    // What was written a moment ago must be seen: by the connection that wrote it.
    sources: createLabourSources(db),
  });
}
