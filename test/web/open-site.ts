import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Router } from 'express';
import { onTestFinished } from 'vitest';
import { hashPassword } from '../../src/accounts/passwords.ts';
import { createToken, hashToken } from '../../src/accounts/tokens.ts';
import { createCalendarFetcher } from '../../src/calendars/fetch-calendar.ts';
import { readApart } from '../../src/calendars/read-apart.ts';
import type { RecordingState } from '../../src/calls/greetings/sync-recordings.ts';
import { createAddressProofStore } from '../../src/database/accounts/address-proof-store.ts';
import { createEndCall } from '../../src/database/calls/call-ending.ts';
import { createCallHistory } from '../../src/database/calls/call-history.ts';
import { createPhoneTestStore } from '../../src/database/calls/phone-test-store.ts';
import { createSoundStore } from '../../src/database/calls/sound-store.ts';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/database.ts';
import { createNotificationPreferences } from '../../src/database/notices/notification-preferences-store.ts';
import { createOutbox } from '../../src/database/notices/outbox-store.ts';
import { createRecipients } from '../../src/database/notices/recipients-store.ts';
import { createAbsenceCalendarStore } from '../../src/database/planning/absence-calendar-store.ts';
import { createConfirmations } from '../../src/database/planning/confirmation-store.ts';
import type { EndpointState } from '../../src/domain/endpoint/endpoint-state.ts';
import { USUAL_RULE } from '../../src/domain/notice/duty-confirmation.ts';
import { createPageStores } from '../../src/main/page-stores.ts';
import { replayApart } from '../../src/main/replay-apart.ts';
import { createAskForProof } from '../../src/notices/address-proofs.ts';
import { createDirectSending } from '../../src/notices/send-directly.ts';
import { createCalendarsOfPeople } from '../../src/planning/absence-calendars/calendars-of-people.ts';
import { importConfiguration } from '../../src/planning/portable-config/import-configuration.ts';
import { usualRetention } from '../../src/retention-config.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { createLogger } from '../../src/runtime/log.ts';
import { createProposalThreads } from '../../src/solver/proposal-thread.ts';
import { convertApart } from '../../src/sounds/convert-apart.ts';
import type { Health } from '../../src/web/health.ts';
import { createLiveBoard } from '../../src/web/now/live-board.ts';
import { createSite, type Site } from '../../src/web/site.ts';
import type { WebDependencies } from '../../src/web/web-dependencies.ts';
import { describeProblem } from '../../src/words/describe-problem.ts';
import { createQuietTasks, type QuietTasks } from '../../trial/quiet-tasks.ts';
import { HandClock } from '../asterisk/hand-clock.ts';
import { type PhoneEvent, Switchboard, testsOn } from '../calls/switchboard.ts';
import { contentOf, temporaryDatabase } from '../database/temporary-database.ts';
import { ToldSender } from '../notices/outbox-fixture.ts';
import { FRANCE } from '../planning/plan.ts';
import { Visitor } from './visitor.ts';

export const PASSWORD = 'a lantern on the headland';
/** 2026-11-25 12:00 in Paris. */
export const NOON = Date.UTC(2026, 10, 25, 11);

/** People of every role. Sam supervises Mia's team; Otto is in another. */
export const HOUSEHOLD = `
people:
  ada: { name: Ada Morel, role: administrator, languages: [en, fr], contacts: [{ extension: 201 }] }
  sam: { name: Sam Petit, role: supervisor, languages: [en], contacts: [{ phone: 06 12 34 56 78 }] }
  mia: { name: Mia Roux, role: member, languages: [en], skills: [gas], contacts: [{ phone: 06 98 76 54 32 }, { extension: 202, confirm: false }] }
  otto: { name: Otto Blanc, role: member, languages: [en], contacts: [{ extension: 203 }] }
  vic: { name: Vic Leroy, role: viewer, languages: [en] }
teams:
  north: { name: North, members: [sam, mia] }
  south: { name: South, members: [otto] }
schedules:
  primary:
    name: Primary duty
    timeZone: Europe/Paris
    shifts: [{ person: mia, start: 2026-11-23 08:00, end: 2026-11-30 08:00 }, { person: otto, start: 2026-11-30 08:00, end: 2026-12-07 08:00 }]
policies:
  chain: { name: Day and night, steps: [{ ring: [{ schedule: primary }] }, { ring: [{ team: south }], ringSeconds: 20 }] }
hotlines:
  support: { name: Support, language: en, numbers: ["01 99 00 12 01", "4000"], policy: chain, trunk: operator, callerId: 01 99 00 12 01 }
`;

export interface OpenSite {
  readonly db: Database;
  /** The file of the database. */
  readonly path: string;
  readonly dependencies: WebDependencies;
  readonly taskPages: QuietTasks;
  readonly site: Site;
  readonly clock: HandClock;
  /** the senders, that do as they are told. */
  readonly mail: ToldSender;
  readonly sms: ToldSender;
  /** Rings the phones that are tried. */
  readonly pbx: Switchboard;
  /** What the phone dialled last does. */
  phoneDoes(event: PhoneEvent): Promise<void>;
  readonly url: string;
  /** What the service logged, a JSON object a line. */
  readonly log: () => string;
  /** Someone with no session. */
  anybody(): Visitor;
  /** Someone logged in, as if they had been through the log-in page. */
  as(personId: string): Promise<Visitor>;
}

export interface SiteOptions {
  readonly household?: string;
  /** People who can log in; by default everybody of the household. */
  readonly accounts?: readonly string[];
  readonly publicUrl?: string | null | ((port: number) => string);
  readonly mailLink?: WebDependencies['mailLink'];
  readonly mailAccountChange?: WebDependencies['mailAccountChange'];
  readonly health?: Partial<Health>;
  readonly installation?: WebDependencies['installation'];
  readonly testCalls?: WebDependencies['testCalls'];
  readonly trustedProxies?: number;
  readonly monitoringToken?: string;
  readonly hstsSubdomains?: boolean;
  readonly supervisorsHear?: WebDependencies['supervisorsHear'];
  readonly secondFactorFor?: WebDependencies['secondFactorFor'];
  /** What Asterisk has of recorded greetings, by id; it has the others. */
  readonly recordings?: Readonly<Record<string, RecordingState>>;
  /** Ends a call that is going on; false: it had ended. Usually it had not. */
  readonly endLive?: (callId: string, by: string) => boolean;
  /** How phones and trunks stand; those not named are unknown. */
  readonly endpoints?: Readonly<Record<string, EndpointState>>;
  readonly now?: number;
  /** What is served for those who have a link and no log-in. */
  readonly open?: (db: Database) => readonly Router[];
}

/** The whole site on a database of the test's own, listening on a port of its own. */
export async function openSite(options: SiteOptions = {}): Promise<OpenSite> {
  const { household = HOUSEHOLD, accounts = ['ada', 'sam', 'mia', 'otto', 'vic'] } = options;
  const settled = settledHouses.get(houseKey(options));
  const { db, path } = await temporaryDatabase(settled);
  // As in the service: what only reads does so through a connection that cannot write.
  const reading = openDatabase(path, { readOnly: true });
  onTestFinished(() => reading.destroy());
  const clock = new HandClock();
  clock.pass((options.now ?? NOON) - clock.now());
  let logged = '';
  const write = (line: string) => {
    logged += line;
  };
  const log = createLogger({ level: 'debug', format: 'json' }, { write } as unknown as NodeJS.WritableStream);
  const taskPages = createQuietTasks({ db, reading, clock, log, numberingPlan: FRANCE });
  const [mail, sms] = [new ToldSender('email'), new ToldSender('sms')] as const;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const publicUrl =
    typeof options.publicUrl === 'function' ? options.publicUrl(port) : (options.publicUrl ?? null);
  const directly = (sender: ToldSender) =>
    createDirectSending({
      ...{ sender, clock, log, chance: () => 0 },
      crash: (error) => {
        throw error;
      },
    });
  const endpoints = options.endpoints ?? { 201: 'online', 202: 'offline', 203: 'online', trunk: 'unknown' };
  const pbx = new Switchboard();
  const store = createPhoneTestStore(db);
  const { tests, tell } = testsOn(pbx, { clock, onOutcome: async (test) => void (await store.keep(test)) });
  const dependencies: WebDependencies = {
    clock,
    log,
    timeZone: 'Europe/Paris',
    numberingPlan: FRANCE,
    publicUrl,
    trustedProxies: options.trustedProxies ?? 0,
    retention: usualRetention(),
    monitoringToken: options.monitoringToken ?? null,
    hstsSubdomains: options.hstsSubdomains ?? false,
    secondFactorFor: options.secondFactorFor ?? [],
    supervisorsHear: options.supervisorsHear ?? 'teams',
    asteriskUrl: 'http://127.0.0.1:8088',
    health: () => ({
      asterisk: 'connected',
      lastProofAt: new Date(clock.now() - 2000).toISOString(),
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
      ...options.health,
    }),
    installation: options.installation ?? { latest: () => null, examine: async () => undefined },
    testCalls: options.testCalls ?? { latest: () => [], ask: async () => undefined },
    messagesNumber: '888',
    mailLink: options.mailLink ?? null,
    mailAccountChange: options.mailAccountChange ?? null,
    proposals: createProposalThreads(),
    maxOutboundLegs: 20,
    whatIf: replayApart(
      { database: path, numberingPlan: FRANCE, maxOutboundLegs: 20, shortAbandonSeconds: 5 },
      systemClock,
      log,
    ),
    notices: {
      outbox: {
        ...createOutbox(reading),
        sendAgain: createOutbox(db).sendAgain,
        noteTest: createOutbox(db).noteTest,
      },
      notificationPreferences: createNotificationPreferences(db, reading),
      addressProofs: createAddressProofStore(db),
      askForProof: createAskForProof({
        store: createAddressProofStore(db),
        send: { email: directly(mail), sms: directly(sms) },
        publicUrl,
        clock,
      }),
      recipients: createRecipients(reading, () => clock.now()),
      confirmations: {
        ...createConfirmations(reading),
        answerShift: createConfirmations(db).answerShift,
      },
      senders: [mail, sms],
      onQueued: () => undefined,
      mailFrom: 'Vigie <vigie@example.org>',
      useOtherMedium: true,
      confirmation: USUAL_RULE,
    },
    board: createLiveBoard(clock, createCallHistory(reading), log),
    endpoints: {
      stateOf: (name) => endpoints[name] ?? 'unknown',
      all: () => Object.entries(endpoints).map(([name, state]) => ({ name, state })),
      readAt: () => clock.now() - 3000,
      version: () => '22.10.1',
    },
    absenceCalendars: createCalendarsOfPeople(
      {
        store: createAbsenceCalendarStore(db),
        read: readApart(systemClock),
        fetch: createCalendarFetcher(systemClock, ['127.0.0.1']),
        now: () => clock.now(),
      },
      'Europe/Paris',
    ),
    phoneTests: tests,
    endCall: createEndCall(db, options.endLive ?? (() => true)),
    ...createPageStores(db, reading, clock),
    ...taskPages.dependencies,
    open: options.open?.(db) ?? [],
    setupToken: 'the-set-up-code',
    greetings: {
      sounds: createSoundStore(db),
      convert: convertApart(systemClock),
      stateOf: (id) => options.recordings?.[id] ?? { kind: 'there' },
      changed: () => undefined,
    },
  };
  if (settled === undefined) {
    await settle(dependencies, household, accounts);
    settledHouses.set(houseKey(options), await contentOf({ db, path }));
  }
  const site = createSite(dependencies);
  server.on('request', site.app);
  onTestFinished(() => {
    site.close();
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    db,
    path,
    dependencies,
    taskPages,
    mail,
    sms,
    site,
    clock,
    url,
    pbx,
    phoneDoes: tell,
    log: () => logged,
    anybody: () => new Visitor(url),
    as: async (personId) => new Visitor(url, `vigie=${await sessionOf(dependencies, personId)}`),
  };
}

/** Databases with a household in them: reading its file takes longer than most tests. */
const settledHouses = new Map<string, Buffer>();

function houseKey({ household, accounts, now }: SiteOptions): string {
  return JSON.stringify([household, accounts, now]);
}

/** The hash of PASSWORD, made once: argon2 is slow on purpose. */
let hashed: Promise<string> | null = null;

async function settle(
  dependencies: WebDependencies,
  household: string,
  accounts: readonly string[],
): Promise<void> {
  const author = { actor: 'test', at: dependencies.clock.now() };
  if (household !== '') {
    const options = { plan: FRANCE, homeTimeZone: 'Europe/Paris', prune: false, dryRun: false, author };
    const imported = await importConfiguration(dependencies.configuration, household, options);
    if (!imported.ok) throw new Error(imported.error.map(describeProblem).join('\n'));
  }
  hashed ??= hashPassword(PASSWORD);
  for (const personId of household === '' ? [] : accounts) {
    await dependencies.accounts.setEmail(personId, `${personId}@example.org`, author);
    await dependencies.accounts.setPassword(personId, await hashed, author, null);
  }
}

async function sessionOf(dependencies: WebDependencies, personId: string): Promise<string> {
  const token = createToken();
  const now = dependencies.clock.now();
  await dependencies.accounts.openSession({
    id: createToken().slice(0, 12),
    tokenHash: hashToken(token),
    personId,
    halfOpen: false,
    createdAt: now,
    seenAt: now,
    expiresAt: now + 14 * 24 * 3_600_000,
    address: '127.0.0.1',
    browser: 'A test',
  });
  return token;
}
