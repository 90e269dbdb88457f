import type { PlanningBook } from '../planning/planning-book.ts';
import { createConfigurationDraft } from './configuration-book.ts';
import type { Database } from './database.ts';
import { createDraftStore } from './draft-store.ts';
import { createPublicationLog } from './publication-store.ts';
import { createSwapStore } from './swap-store.ts';

/** The planning kept in the database. */
export function createPlanningBook(db: Database): PlanningBook {
  return {
    edit: (work) =>
      db.transaction().execute((transaction) =>
        work({
          configuration: createConfigurationDraft(transaction),
          drafts: createDraftStore(transaction),
          publications: createPublicationLog(transaction),
          swaps: createSwapStore(transaction),
        }),
      ),
  };
}
