import type { Migration } from 'kysely';
import * as firstHouse from './0001-first-house.ts';
import * as openCalls from './0002-open-calls.ts';
import * as planning from './0003-planning.ts';
import * as draftsAndSwaps from './0004-drafts-and-swaps.ts';
import * as accounts from './0005-accounts.ts';
import * as calendars from './0006-calendars.ts';
import * as notices from './0007-notices.ts';
import * as tasks from './0008-tasks.ts';
import * as planningByTeam from './0009-planning-by-team.ts';
import * as recordedGreetings from './0010-recorded-greetings.ts';
import * as tasksOnPages from './0011-tasks-on-pages.ts';
import * as noticePages from './0012-notice-pages.ts';
import * as byTelephone from './0013-by-telephone.ts';
import * as alarms from './0014-alarms.ts';
import * as peopleInTime from './0015-people-in-time.ts';
import * as noTaskOpenedNotices from './0016-no-task-opened-notices.ts';
import * as skippedEvents from './0017-skipped-events.ts';
import * as reasonsAsCodes from './0018-reasons-as-codes.ts';
import * as refuseForwards from './0020-refuse-forwards.ts';
import * as trunksAndInstallation from './0021-trunks-and-installation.ts';
import * as accountsAndAudit from './0022-accounts-and-audit.ts';
import * as provedAddresses from './0024-proved-addresses.ts';
import * as knownDuty from './0025-known-duty.ts';
import * as takenCards from './0026-taken-cards.ts';
import * as statistics from './0027-statistics.ts';
import * as interventions from './0029-interventions.ts';
import * as standardTerms from './0030-standard-terms.ts';
import * as passkeys from './0033-passkeys.ts';
import * as linksWithoutTokens from './0034-links-without-tokens.ts';
import * as workedHolidays from './0035-worked-holidays.ts';
import * as sharedTurns from './0036-shared-turns.ts';
import * as wishesAndExchanges from './0037-wishes-and-exchanges.ts';
import * as testCalls from './0039-test-calls.ts';
import * as auditAnchor from './0042-audit-anchor.ts';
import * as domainEvents from './0043-domain-events.ts';
import * as emptyMessages from './0045-empty-messages.ts';
import * as deadAddresses from './0048-dead-addresses.ts';
import * as wallLinks from './0049-wall-links.ts';
import * as monthReports from './0053-month-reports.ts';
import * as savedViews from './0054-saved-views.ts';
import * as lateChanges from './0055-late-changes.ts';
import * as ownTestCalls from './0058-own-test-calls.ts';
import * as dialled from './0059-dialled.ts';
import * as lateAcknowledgements from './0060-late-acknowledgements.ts';
import * as trunksOfTries from './0066-trunks-of-tries.ts';
import * as sumsOfSchedules from './0067-sums-of-schedules.ts';
import * as sumsOfPeopleApart from './0068-sums-of-people-apart.ts';

/**
 * Every migration, by the name under which databases remember it. Listed rather than read from the folder, so that
 * the same list holds in TypeScript, in the build and in tests. Never rename, reorder or edit a released one.
 */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first-house': firstHouse,
  '0002-open-calls': openCalls,
  '0003-planning': planning,
  '0004-drafts-and-swaps': draftsAndSwaps,
  '0005-accounts': accounts,
  '0006-calendars': calendars,
  '0007-notices': notices,
  '0008-tasks': tasks,
  '0009-planning-by-team': planningByTeam,
  '0010-recorded-greetings': recordedGreetings,
  '0011-tasks-on-pages': tasksOnPages,
  '0012-notice-pages': noticePages,
  '0013-by-telephone': byTelephone,
  '0014-alarms': alarms,
  '0015-people-in-time': peopleInTime,
  '0016-no-task-opened-notices': noTaskOpenedNotices,
  '0017-skipped-events': skippedEvents,
  '0018-reasons-as-codes': reasonsAsCodes,
  '0020-refuse-forwards': refuseForwards,
  '0021-trunks-and-installation': trunksAndInstallation,
  '0022-accounts-and-audit': accountsAndAudit,
  '0024-proved-addresses': provedAddresses,
  '0025-known-duty': knownDuty,
  '0026-taken-cards': takenCards,
  '0027-statistics': statistics,
  '0029-interventions': interventions,
  '0030-standard-terms': standardTerms,
  '0033-passkeys': passkeys,
  '0034-links-without-tokens': linksWithoutTokens,
  '0035-worked-holidays': workedHolidays,
  '0036-shared-turns': sharedTurns,
  '0037-wishes-and-exchanges': wishesAndExchanges,
  '0039-test-calls': testCalls,
  '0042-audit-anchor': auditAnchor,
  '0043-domain-events': domainEvents,
  '0045-empty-messages': emptyMessages,
  '0048-dead-addresses': deadAddresses,
  '0049-wall-links': wallLinks,
  '0053-month-reports': monthReports,
  '0054-saved-views': savedViews,
  '0055-late-changes': lateChanges,
  '0058-own-test-calls': ownTestCalls,
  '0059-dialled': dialled,
  '0060-late-acknowledgements': lateAcknowledgements,
  '0066-trunks-of-tries': trunksOfTries,
  '0067-sums-of-schedules': sumsOfSchedules,
  '0068-sums-of-people-apart': sumsOfPeopleApart,
};
