import { createToken } from './accounts/tokens.ts';
import { createAriLink, type LinkReport } from './asterisk/ari-link.ts';
import { createAriTelephony } from './asterisk/ari-telephony.ts';
import { createAstDb } from './asterisk/ast-db.ts';
import { createFallbackBook } from './asterisk/fallback-book.ts';
import { createFallbackRecords } from './asterisk/fallback-records.ts';
import { createProofOfLife } from './asterisk/proof-of-life.ts';
import { createFallbackCollector } from './calls/fallback/collect-fallback-calls.ts';
import { createBookKeeper } from './calls/fallback/refresh-duty-list.ts';
import { LiveCalls } from './calls/live/live-calls.ts';
import { CallRecovery } from './calls/live/recover-calls.ts';
import { patientCallLog } from './calls/log/patient-call-log.ts';
import { createOutboundLegs } from './calls/outbound-legs.ts';
import type { ServiceConfig } from './config.ts';
import { createCallHistory } from './database/call-history.ts';
import { createCallLog } from './database/call-store.ts';
import { createConfirmations } from './database/confirmation-store.ts';
import { createMessageCopies } from './database/copy-store.ts';
import { openDatabase } from './database/database.ts';
import { createDirectory } from './database/directory.ts';
import { migrate } from './database/migrate.ts';
import { createScheduleBook } from './database/schedule-store.ts';
import { createSoundBook } from './database/sound-store.ts';
import { tryOpening } from './database/try-opening.ts';
import type { CallFacts } from './domain/escalation/call-state.ts';
import type { Happening } from './domain/escalation/happening.ts';
import { MEDIUMS } from './domain/notice/notice.ts';
import { startAbsenceRefresh } from './main/absence-refresh.ts';
import { createNoticeDesk } from './main/notice-desk.ts';
import { createNoticeOffice, type NoticeOffice } from './main/notice-office.ts';
import { createOpenRouters } from './main/open-routes.ts';
import { createOwnCalls } from './main/own-calls.ts';
import { createPageStores } from './main/page-stores.ts';
import { createEndpointWatch, createTests } from './main/phones.ts';
import { createReach } from './main/reach.ts';
import { createRecordings } from './main/recordings.ts';
import { createTaskDesk } from './main/task-desk.ts';
import { createBreather, evenClock, systemClock } from './runtime/clock.ts';
import type { Instant } from './runtime/instant.ts';
import type { Logger } from './runtime/log.ts';
import { fail, ok, type Result } from './runtime/result.ts';
import { createProposalThreads } from './solver/proposal-thread.ts';
import type { TaskCallBacks } from './tasks/call-back-task.ts';
import { createLiveBoard } from './web/now/live-board.ts';
import { startWebServer } from './web/server.ts';

/** The call path may wait this long for another process that writes; then the call goes on, and is written later. */
const BUSY_MS = 50;

/** When many calls come at once, Asterisk's answers and the next callers are heard at least this often. */
const LONGEST_TURN_MS = 10;

/** How long a stopping service waits for Asterisk to take its callers back, and then for what it began otherwise. */
const STOP_SECONDS = 8;

export interface ServiceNeeds {
  readonly config: ServiceConfig;
  readonly log: Logger;
  /** Told of everything that happens to a call, once it is saved. */
  readonly onHappening?: (facts: CallFacts, happening: Happening) => void;
  /** `connected` is told when calls can come in: the dialplan has seen a proof of life. */
  readonly onLink?: (report: LinkReport) => void;
  /** A bug, or an end that another start would not mend: the process must end. */
  readonly fatal: (error: unknown) => void;
}

export interface Service {
  readonly webUrl: string;
  /** Rings the person, then the caller of the task, who sees the hotline's number. */
  callBack(taskId: number, personId: string): ReturnType<TaskCallBacks['start']>;
  /** Waiting callers go to the dialplan, conversations go on without us. */
  stop(): Promise<void>;
}

/** Builds the house and opens its doors, in order; the only place that wires. */
export async function startService(needs: ServiceNeeds): Promise<Result<Service, string>> {
  const { config, log, fatal } = needs;
  const migrated = await bringUpToDate(config.database);
  if (!migrated.ok) return migrated;
  if (migrated.value.length > 0)
    log.info({ migrations: migrated.value }, 'the database was brought up to date');
  const breathe = createBreather(LONGEST_TURN_MS);
  const db = openDatabase(config.database, { busyMilliseconds: BUSY_MS, breathe });
  // What pages read waits for no call, and no call for it.
  const reading = openDatabase(config.database, { busyMilliseconds: BUSY_MS, breathe });
  const closeDatabases = () => Promise.all([db.destroy(), reading.destroy()]);
  const board = createLiveBoard(systemClock, createCallHistory(reading), log);

  const reach = createReach(needs);
  const link = createAriLink({
    address: config.ari,
    clock: systemClock,
    random: systemClock.random,
    crash: fatal,
    report: (report) => {
      proof.follow(report.state);
      if (report.state === 'connected') {
        recovery.connected();
        recordings.keeper.begin();
      } else {
        recovery.disconnected();
        calls.away();
        own.cutOff().catch(fatal);
        bookKeeper.end();
        collector.end();
        recordings.keeper.end();
        own.copySweep.end();
        endpoints.end();
        reach.tell(report);
        office.asterisk(false, report.detail);
      }
    },
  });
  const proof = createProofOfLife({
    link,
    app: config.ari.app,
    clock: systemClock,
    warn: (reason) => log.warn({ reason }, 'proof of life'),
    onProved: () => {
      bookKeeper.begin();
      collector.begin();
      own.copySweep.begin();
      endpoints.begin();
      reach.tell({ state: 'connected', detail: config.ari.url });
      office.asterisk(true, config.ari.url);
    },
  });
  const recordings = createRecordings({ link, ari: config.ari, db, log, crash: fatal });
  const pbx = createAriTelephony(link, config.ari.app, fatal, recordings.shelf.find);
  const directory = createDirectory(db);
  const confirmations = createConfirmations(db);
  const onCause = () => office.poke();
  const copies = createMessageCopies(db);
  const outboundLegs = createOutboundLegs(config.maxOutboundLegs);
  const tests = createTests({
    telephony: pbx,
    outboundLegs,
    config,
    db,
    calls: () => calls,
    common: { log, crash: fatal },
  });
  const own = createOwnCalls({
    ...{ db, pbx, outboundLegs, config, directory, copies, confirmations, log, onCause },
    others: [tests],
    crash: fatal,
  });
  const common = {
    telephony: own.telephony,
    sources: { directory, schedules: createScheduleBook(db) },
    callLog: createCallLog(db),
    copies,
    clock: systemClock,
    log,
    numberingPlan: config.numberingPlan,
    crash: fatal,
  };
  const callLog = patientCallLog(common.callLog, common);
  const office = await createNoticeOffice({
    config,
    db,
    history: createCallHistory(db),
    candidates: common.sources,
    confirmations,
    confirmCalls: own.confirmCalls,
    isConnected: () => reach.state() === 'connected',
    log,
    crash: fatal,
  });
  const endpoints = createEndpointWatch({
    link,
    address: config.ari,
    reading,
    onRead: office.endpoints,
    common: { log, crash: fatal },
  });
  const calls = new LiveCalls({
    ...common,
    callLog,
    callClock: evenClock,
    outboundLegs,
    onHappening: (facts, happening) => {
      board.tell(facts, happening);
      office.poke();
      needs.onHappening?.(facts, happening);
    },
  });
  const recovery = new CallRecovery({ ...common, callLog, messages: common.callLog, calls });
  const astDb = createAstDb(link, systemClock);
  const bookKeeper = createBookKeeper({ ...common, book: createFallbackBook(astDb) });
  const collector = createFallbackCollector({
    ...common,
    directory,
    records: createFallbackRecords(link, astDb),
    history: createCallHistory(db),
  });

  const stores = createPageStores(db, reading);
  const setupToken = createToken();
  const desk = createTaskDesk({
    db,
    reading,
    office,
    directory,
    callBacks: own.callBacks,
    telephony: pbx,
    log,
    crash: fatal,
  });
  const web = await startWebServer({
    ...config.http,
    ...desk,
    ...stores,
    clock: systemClock,
    log,
    timeZone: config.timeZone,
    numberingPlan: config.numberingPlan,
    asteriskUrl: config.ari.url,
    messagesNumber: config.notices.messagesNumber,
    mailLink: office.mailLink,
    proposals: createProposalThreads(),
    maxOutboundLegs: config.maxOutboundLegs,
    notices: createNoticeDesk(config, { db, reading }, office),
    board,
    endpoints: endpoints.board,
    phoneTests: tests,
    setupToken,
    open: await createOpenRouters({ config, db, log, schedules: common.sources.schedules, office }),
    health: async () => ({
      asterisk: reach.state(),
      lastProofAt: isoTime(proof.lastProofAt()),
      liveCalls: calls.count,
      recordsWaiting: callLog.waiting,
      failingGateways: await failingGateways(office),
      ...(await office.standingAlarms()),
      untold: await office.causes.aside(),
      greetingsMissing: recordings.keeper.missing(),
    }),
    greetings: recordings.forPages(createSoundBook(reading)),
  });
  if (!web.ok) {
    await office.end();
    await closeDatabases();
    return fail(web.error);
  }
  if (!(await stores.accounts.anyone())) {
    const page = `${config.http.publicUrl ?? web.value.url}/set-up?token=${setupToken}`;
    log.warn({ page }, 'nobody can log in yet: make the first administrator on this page');
  }
  const refresh = startAbsenceRefresh(config, db, log, fatal);
  calls.start();
  await office.begin();
  link.start();
  log.info({ web: web.value.url, database: config.database }, 'Vigie is on watch');

  return ok({
    webUrl: web.value.url,
    callBack: (taskId, personId) => desk.taskCallBacks.start(taskId, personId, null),
    stop: async () => {
      bookKeeper.end();
      collector.end();
      recordings.keeper.end();
      own.copySweep.end();
      endpoints.end();
      recovery.disconnected();
      // What another client took over with our name is its own business: also our calls, and the proof of life.
      if (reach.state() !== 'replaced') {
        await proof.retire();
        const left = [calls.leaveAllToFallback('the service is stopping'), own.cutOff()];
        await Promise.race([Promise.all(left), systemClock.wait(STOP_SECONDS)]);
      }
      await callLog.flush();
      link.stop();
      await Promise.race([Promise.all([refresh.stop(), office.end()]), systemClock.wait(STOP_SECONDS)]);
      await web.value.close();
      await closeDatabases();
      log.info('Vigie has stopped');
    },
  });
}

/** With all the patience that a start can have. */
async function bringUpToDate(file: string): Promise<Result<readonly string[], string>> {
  const opened = tryOpening(file);
  if (!opened.ok) return opened;
  try {
    return await migrate(opened.value);
  } finally {
    await opened.value.destroy();
  }
}

async function failingGateways(office: NoticeOffice): Promise<readonly string[]> {
  const health = await office.health();
  return MEDIUMS.filter((medium) => health[medium].alarmed);
}

function isoTime(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
