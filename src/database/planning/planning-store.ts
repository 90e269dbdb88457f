import type { PlanningReader, PlanningStore, PlanningTransaction } from '../../planning/planning-store.ts';
import { createConfigurationDraft } from '../configuration/configuration-store.ts';
import type { Database, Queryable } from '../database.ts';
import { createDraftStore } from './draft-store.ts';
import { createPublicationLog } from './publication-store.ts';
import { createSwapStore } from './swap-store.ts';

/** The planning kept in the database: `edit` by the writer's connection, `read` by that of the pages. */
export function createPlanningStore(db: Database, reading: Database = db): PlanningStore & PlanningReader {
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
