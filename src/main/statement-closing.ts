import type { Config } from '../config.ts';
import { readPeople } from '../database/configuration/people-store.ts';
import type { Database } from '../database/database.ts';
import { createStatementReader } from '../database/labour/statement-store.ts';
import { localOf } from '../domain/schedule/wall-clock.ts';
import { type Month, monthAfter } from '../labour/month.ts';
import type { Instant } from '../runtime/instant.ts';
import { closeStatements } from '../web/labour/close-month.ts';
import { createLabourPages } from './labour.ts';

/** The month that is to be closed by itself at that time; null: none yet. */
export function monthToClose(now: Instant, dayOfMonth: number | null, timeZone: string): Month | null {
  const today = localOf(now, timeZone);
  if (dayOfMonth === null || Number(today.slice(8, 10)) < dayOfMonth) return null;
  return monthAfter(today.slice(0, 7), -1);
}

/**
 * Closes last month's statements, of everybody who has none yet: later changes are for somebody to look at, who closes
 * them by hand. What it misses while the service is away it does on the next day.
 */
export async function closeLastMonth(
  db: Database,
  config: Pick<Config, 'timeZone' | 'numberingPlan' | 'closeStatementsOn'>,
  now: Instant,
): Promise<number> {
  const month = monthToClose(now, config.closeStatementsOn, config.timeZone);
  if (month === null) return 0;
  const [people, closed] = await Promise.all([readPeople(db), createStatementReader(db).ofMonth(month)]);
  const done = new Set(closed.map(({ statement }) => statement.personId));
  const open = [...people.values()].filter(({ id }) => !done.has(id));
  const needs = { ...createLabourPages(db, db), numberingPlan: config.numberingPlan };
  return closeStatements(needs, month, open, { at: now, by: null });
}
