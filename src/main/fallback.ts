import type { AstDb } from '../asterisk/ast-db.ts';
import { createFallbackDutyList } from '../asterisk/fallback-duty-list.ts';
import {
  type CollectorDependencies,
  createFallbackCollector,
} from '../calls/fallback/collect-fallback-calls.ts';
import {
  createDutyListRefresh,
  type DutyListRefreshDependencies,
} from '../calls/fallback/refresh-duty-list.ts';
import { createCallHistory } from '../database/calls/call-history.ts';
import type { Database } from '../database/database.ts';
import { readInstallationId } from '../database/installation.ts';
import { type Part, whileProved } from './parts.ts';

type FallbackDependencies = Omit<CollectorDependencies, 'history'> &
  Omit<DutyListRefreshDependencies, 'store'> & { readonly astDb: AstDb; readonly db: Database };

/** Keeps the list by which the dialplan dials while we cannot, and collects the calls that it took meanwhile. */
export async function createFallback(dependencies: FallbackDependencies): Promise<readonly Part[]> {
  const { astDb, db, numberingPlan, clock } = dependencies;
  const installation = await readInstallationId(db);
  const store = createFallbackDutyList(astDb, installation, numberingPlan.homeCountry, clock);
  return [
    whileProved(createFallbackCollector({ ...dependencies, history: createCallHistory(db) })),
    whileProved(createDutyListRefresh({ ...dependencies, store })),
  ];
}
