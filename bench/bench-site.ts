import { createToken, hashToken } from '../src/accounts/tokens.ts';
import { createCalendarFetcher } from '../src/calendars/fetch-calendar.ts';
import { readApart } from '../src/calendars/read-apart.ts';
import type { createAccountStore } from '../src/database/accounts/account-store.ts';
import { createAddressProofStore } from '../src/database/accounts/address-proof-store.ts';
import { createCallHistory } from '../src/database/calls/call-history.ts';
import { createSoundStore } from '../src/database/calls/sound-store.ts';
import { createNotificationPreferences } from '../src/database/notices/notification-preferences-store.ts';
import { createOutbox } from '../src/database/notices/outbox-store.ts';
import { createRecipients } from '../src/database/notices/recipients-store.ts';
import { createAbsenceCalendarStore } from '../src/database/planning/absence-calendar-store.ts';
import { createConfirmations } from '../src/database/planning/confirmation-store.ts';
import { USUAL_RULE } from '../src/domain/notice/duty-confirmation.ts';
import { createPageStores } from '../src/main/page-stores.ts';
import { openConnections } from '../src/main/store.ts';
import { createCalendarsOfPeople } from '../src/planning/absence-calendars/calendars-of-people.ts';
import { usualRetention } from '../src/retention-config.ts';
import { systemClock } from '../src/runtime/clock.ts';
import { createLogger } from '../src/runtime/log.ts';
import { fail } from '../src/runtime/result.ts';
import { convertApart } from '../src/sounds/convert-apart.ts';
import { createLiveBoard } from '../src/web/now/live-board.ts';
import { createSite } from '../src/web/site.ts';
import { createQuietTasks } from '../trial/quiet-tasks.ts';
import { PLAN, ZONE } from './busy-years.ts';

/** Every page on a database that was filled, with nothing behind them that rings or sends. */
export function createBenchSite(file: string) {
  const { db, reading } = openConnections(file);
  const log = createLogger({ level: 'error', format: 'json' });
  const board = createLiveBoard(systemClock, createCallHistory(reading), log);
  const stores = createPageStores(db, reading);
  const site = createSite({
    clock: systemClock,
    log,
    timeZone: ZONE,
    numberingPlan: PLAN,
    publicUrl: null,
    mailLink: null,
    mailAccountChange: null,
    trustedProxies: 0,
    retention: usualRetention(),
    monitoringToken: null,
    hstsSubdomains: false,
    secondFactorFor: [],
    supervisorsHear: 'teams',
    asteriskUrl: 'http://127.0.0.1:8088',
    open: [],
    ...stores,
    ...createQuietTasks({ db, reading, clock: systemClock, log, numberingPlan: PLAN }).dependencies,
    installation: { latest: () => null, examine: async () => undefined },
    testCalls: { latest: () => [], ask: async () => undefined },
    health: () => ({
      asterisk: 'connected',
      lastProofAt: new Date(systemClock.now()).toISOString(),
      liveCalls: 0,
      recordsWaiting: 0,
      failingGateways: [],
      trunksDown: [],
      unreachableOnCall: 0,
      untold: 0,
      greetingsMissing: 0,
      dialplan: 'current',
      upkeep: [],
      lastBackupAt: null,
    }),
    greetings: {
      sounds: createSoundStore(reading),
      convert: convertApart(systemClock),
      stateOf: () => ({ kind: 'there' }),
      changed: () => undefined,
    },
    messagesNumber: null,
    // A search takes minutes, in a thread of its own.
    proposals: { propose: async () => fail('nobody searches here') },
    maxOutboundLegs: 20,
    whatIf: async () => fail('failed'),
    endpoints: {
      stateOf: () => 'online',
      all: () => [],
      readAt: () => systemClock.now(),
      version: () => null,
    },
    absenceCalendars: createCalendarsOfPeople(
      {
        store: createAbsenceCalendarStore(db),
        read: readApart(systemClock),
        fetch: createCalendarFetcher(systemClock, []),
        now: systemClock.now,
      },
      ZONE,
    ),
    phoneTests: { start: () => Promise.reject(new Error('nobody tries a phone here')), latest: () => null },
    endCall: () => Promise.reject(new Error('nobody ends a call here')),
    notices: {
      outbox: createOutbox(reading),
      notificationPreferences: createNotificationPreferences(db, reading),
      addressProofs: createAddressProofStore(db),
      askForProof: async () => 'asked',
      recipients: createRecipients(reading, () => systemClock.now()),
      confirmations: createConfirmations(db),
      senders: [],
      onQueued: () => undefined,
      mailFrom: 'Vigie <vigie@localhost>',
      useOtherMedium: true,
      confirmation: USUAL_RULE,
    },
    board,
    setupToken: createToken(),
  });
  return { db, reading, board, stores, site };
}

export type BenchSite = ReturnType<typeof createBenchSite>;

/** A session of somebody's; gives what its cookie holds. */
export async function logInto(
  accounts: ReturnType<typeof createAccountStore>,
  personId: string,
): Promise<string> {
  const now = systemClock.now();
  await accounts.setEmail(personId, `${personId}@example.org`, { actor: 'bench', at: now });
  const token = createToken();
  await accounts.openSession({
    id: createToken().slice(0, 12),
    tokenHash: hashToken(token),
    personId,
    halfOpen: false,
    createdAt: now,
    seenAt: now,
    expiresAt: now + 86_400_000,
    address: '127.0.0.1',
    browser: 'bench',
  });
  return token;
}
