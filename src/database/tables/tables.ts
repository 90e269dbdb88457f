import type { AccountTables } from './account-tables.ts';
import type { CallTables } from './call-tables.ts';
import type { HotlineTables } from './hotline-tables.ts';
import type { LabourTables } from './labour-tables.ts';
import type { NoticeTables } from './notice-tables.ts';
import type { PeopleTables } from './people-tables.ts';
import type { PlanningTables } from './planning-tables.ts';
import type { StatisticsTables } from './statistics-tables.ts';
import type { TaskTables } from './task-tables.ts';

/**
 * Rows as they lie in the database, a file a subject; the stores turn them into the domain's words. Instants are
 * milliseconds (UTC), booleans 0 or 1. `kind` and `address` together are a DialTarget.
 */
export interface Tables
  extends PeopleTables,
    PlanningTables,
    HotlineTables,
    CallTables,
    TaskTables,
    AccountTables,
    NoticeTables,
    StatisticsTables,
    LabourTables {
  installation: { id: string };
}
