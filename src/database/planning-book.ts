import type { PlanningBook, PlanningReader, PlanningTransaction } from '../planning/planning-book.ts';
import { createConfigurationDraft } from './configuration-book.ts';
import type { Database, Queryable } from './database.ts';
import { createDraftStore } from './draft-store.ts';
import { createPublicationLog } from './publication-store.ts';
import { createSwapStore } from './swap-store.ts';

/** The planning kept in the database: `edit` by the writer's connection, `read` by that of the pages. */
export function createPlanningBook(db: Database, reading: Database = db): PlanningBook & PlanningReader {
  return {
    edit: (work) => db.transaction().execute((transaction) => work(planningIn(transaction))),
    read: (work) => reading.transaction().execute((transaction) => work(planningIn(transaction))),
  };
}

function planningIn(transaction: Queryable): PlanningTransaction {
  return {
    configuration: createConfigurationDraft(transaction),
    drafts: createDraftStore(transaction),
    publications: createPublicationLog(transaction),
    swaps: createSwapStore(transaction),
  };
}
