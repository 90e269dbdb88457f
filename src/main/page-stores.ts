import { createChallenges } from '../accounts/challenges.ts';
import { readDutyFileApart } from '../calendars/read-duty-file.ts';
import { outboundRoute } from '../calls/own/outbound-route.ts';
import { createAccountStore } from '../database/accounts/account-store.ts';
import { createAuditLog } from '../database/accounts/audit-store.ts';
import { createCardStore } from '../database/accounts/card-store.ts';
import { createPasskeyStore } from '../database/accounts/passkey-store.ts';
import { createPinStore } from '../database/accounts/pin-store.ts';
import { createSavedViews } from '../database/accounts/saved-view-store.ts';
import { createCallHistory } from '../database/calls/call-history.ts';
import { createCallSearch } from '../database/calls/call-search.ts';
import { createConfigurationReader } from '../database/configuration/configuration-reader.ts';
import { createConfigurationStore } from '../database/configuration/configuration-store.ts';
import { createDirectory } from '../database/configuration/directory.ts';
import type { Database } from '../database/database.ts';
import {
  createDutySources,
  createEventLedger,
  createFeedStore,
} from '../database/planning/calendar-feed-store.ts';
import { createPlanningStore } from '../database/planning/planning-store.ts';
import { createScheduleStore } from '../database/planning/schedule-store.ts';
import { createWallLinkStore } from '../database/planning/wall-link-store.ts';
import { createWishStore } from '../database/planning/wish-store.ts';
import { createPersonalRecord } from '../database/privacy/personal-record-store.ts';
import { createConfirmationReader } from '../database/statistics/confirmation-figures.ts';
import { createSumReader } from '../database/statistics/statistics-store.ts';
import { readFeed } from '../planning/calendar-feed/read-feed.ts';
import { type Clock, systemClock } from '../runtime/clock.ts';
import type { WebDependencies } from '../web/web-dependencies.ts';
import { createLabourPages } from './labour.ts';

/** What pages need of the databases alone: `db` where they change something, `reading` where they look. */
export function createPageStores(db: Database, reading: Database, clock: Clock = systemClock) {
  const pages = { directory: createDirectory(reading), schedules: createScheduleStore(reading) };
  const feeds = createFeedStore(db, reading);
  const feedNeeds = {
    feeds,
    sources: createDutySources(reading),
    ledger: createEventLedger(db, reading),
    now: () => clock.now(),
  };
  return {
    ...pages,
    accounts: createAccountStore(db, reading),
    passkeys: createPasskeyStore(db, reading),
    passkeyChallenges: createChallenges(),
    pins: createPinStore(db),
    configuration: createConfigurationStore(db),
    planning: createPlanningStore(db, reading),
    feeds,
    wallLinks: createWallLinkStore(db, reading),
    readDutyFile: readDutyFileApart(systemClock),
    wishes: createWishStore(db, reading),
    reader: createConfigurationReader(reading),
    history: createCallHistory(reading),
    search: createCallSearch(reading),
    statistics: createSumReader(reading),
    savedViews: createSavedViews(db, reading),
    confirmationFigures: createConfirmationReader(reading),
    audit: createAuditLog(reading),
    cards: createCardStore(db, reading),
    calendar: (token: string) => readFeed(feedNeeds, token),
    outboundRoute: (personId: string) => outboundRoute(pages, personId, clock.now()),
    personalRecord: createPersonalRecord(db, reading),
    ...createLabourPages(db, reading),
  } satisfies Partial<WebDependencies>;
}
