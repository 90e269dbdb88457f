import { wayOut } from '../calls/own/outbound-route.ts';
import { createAccountBook } from '../database/account-store.ts';
import { createAuditLog } from '../database/audit-store.ts';
import { createDutySources, createEventLedger, createFeedBook } from '../database/calendar-feed-store.ts';
import { createCallHistory } from '../database/call-history.ts';
import { createCallSearch } from '../database/call-search.ts';
import { createConfigurationBook } from '../database/configuration-book.ts';
import { createConfigurationReader } from '../database/configuration-reader.ts';
import type { Database } from '../database/database.ts';
import { createDirectory } from '../database/directory.ts';
import { createPinBook } from '../database/pin-store.ts';
import { createPlanningBook } from '../database/planning-book.ts';
import { createScheduleBook } from '../database/schedule-store.ts';
import { readFeed } from '../planning/calendar-feed/read-feed.ts';
import { type Clock, systemClock } from '../runtime/clock.ts';
import type { WebNeeds } from '../web/web-needs.ts';

/** What pages need of the databases alone: `db` where they change something, `reading` where they look. */
export function createPageStores(db: Database, reading: Database, clock: Clock = systemClock) {
  const pages = { directory: createDirectory(reading), schedules: createScheduleBook(reading) };
  const feeds = createFeedBook(db);
  const feedNeeds = {
    feeds,
    sources: createDutySources(db),
    ledger: createEventLedger(db),
    now: () => clock.now(),
  };
  return {
    ...pages,
    accounts: createAccountBook(db, reading),
    pins: createPinBook(db),
    configuration: createConfigurationBook(db),
    planning: createPlanningBook(db, reading),
    feeds,
    reader: createConfigurationReader(reading),
    history: createCallHistory(reading),
    search: createCallSearch(reading),
    audit: createAuditLog(reading),
    calendar: (token: string) => readFeed(feedNeeds, token),
    wayOut: (personId: string) => wayOut(pages, personId, clock.now()),
  } satisfies Partial<WebNeeds>;
}
