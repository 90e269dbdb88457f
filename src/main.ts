import { createToken } from './accounts/tokens.ts';
import { createAriLink } from './asterisk/ari-link.ts';
import { createAstDb } from './asterisk/ast-db.ts';
import { watchDialplan } from './asterisk/dialplan-version.ts';
import { createFallbackRecords } from './asterisk/fallback-records.ts';
import { createProofOfLife } from './asterisk/proof-of-life.ts';
import { servedByRival } from './asterisk/rival.ts';
import { keepSources } from './calls/live/kept-sources.ts';
import { LiveCalls } from './calls/live/live-calls.ts';
import { CallRecovery } from './calls/live/recover-calls.ts';
import { patientCallLog } from './calls/log/patient-call-log.ts';
import { createExpectedCalls } from './calls/own/expected-call.ts';
import { createAuditLog } from './database/accounts/audit-store.ts';
import { createEndCall } from './database/calls/call-ending.ts';
import { createCallHistory } from './database/calls/call-history.ts';
import { createCallLog } from './database/calls/call-store.ts';
import { createSoundStore } from './database/calls/sound-store.ts';
import { createDirectory } from './database/configuration/directory.ts';
import { createOutbox } from './database/notices/outbox-store.ts';
import { createConfirmations } from './database/planning/confirmation-store.ts';
import { createScheduleStore } from './database/planning/schedule-store.ts';
import { createMessageCopies } from './database/upkeep/copy-store.ts';
import { createAbsenceRefresh } from './main/absence-refresh.ts';
import { createBackups } from './main/backups.ts';
import { createFallback } from './main/fallback.ts';
import { createHealth } from './main/health.ts';
import { createLabourWork } from './main/labour.ts';
import { createLinkState } from './main/link-state.ts';
import { createNoticeModule } from './main/notice-module.ts';
import { createNoticePages } from './main/notice-pages.ts';
import { createFigures, createObserveRouter } from './main/observing.ts';
import { createOpenRouters } from './main/open-routes.ts';
import { createCappedLegs, createOwnCalls } from './main/own-calls.ts';
import { createPageStores } from './main/page-stores.ts';
import { notifyParts, type Part, whileProved } from './main/parts.ts';
import { createPbx } from './main/pbx.ts';
import { createEndpointWatch, createOutsideLines, createTests } from './main/phones.ts';
import { createRecordedGreetings } from './main/recordings.ts';
import { replayApart } from './main/replay-apart.ts';
import type { Service, ServiceDependencies } from './main/service.ts';
import { createSignal } from './main/signal.ts';
import { createCounting } from './main/statistics.ts';
import { openStore } from './main/store.ts';
import { createTaskPages } from './main/task-pages.ts';
import { createTestCallWork } from './main/test-calls.ts';
import { createUpkeep } from './main/upkeep.ts';
import { createMetrics } from './metrics/service-metrics.ts';
import { evenClock, systemClock } from './runtime/clock.ts';
import { fail, ok, type Result } from './runtime/result.ts';
import { createProposalThreads } from './solver/proposal-thread.ts';
import { VERSION } from './version.ts';
import { createLiveBoard } from './web/now/live-board.ts';
import { startWebServer } from './web/server.ts';

/** How long a stopping service waits for Asterisk to take its callers back, and for what it began otherwise. */
const STOP_SECONDS = 8;

/** A call says many times a second that it may have to be told of. Nobody reads a notice this fast. */
const NOTICE_DELAY_MS = 200;

/** Builds the house and opens its doors, in order; the only place that wires. */
export async function startService(dependencies: ServiceDependencies): Promise<Result<Service, string>> {
  const { config, log, fatal } = dependencies;
  const common = { clock: systemClock, log, crash: fatal };
  const opened = await openStore(config.database, config.backups.folder, common);
  if (!opened.ok) return opened;
  const { db, reading, closed } = opened.value;
  const board = createLiveBoard(systemClock, createCallHistory(reading), log);
  const domainEvents = createSignal(systemClock, NOTICE_DELAY_MS);
  /** Filled below, before the link is started. */
  const parts: Part[][] = [];
  const all = notifyParts(parts);

  /** Until Asterisk is ours: one that takes it over from us later keeps it. */
  let takesOver = dependencies.takesOver ?? false;
  const metrics = createMetrics(VERSION, () => figures());
  const linkState = createLinkState(dependencies);
  const link = createAriLink({
    address: config.ari,
    clock: systemClock,
    random: systemClock.random,
    isServed: async () =>
      !takesOver && (await servedByRival(config.ari, systemClock, () => proof.lastTold())),
    onAnswer: metrics.onAriAnswer,
    crash: fatal,
    report: (report) => (report.state === 'connected' ? all.connected() : all.lost(report)),
  });
  const proof = createProofOfLife({
    link,
    app: config.ari.app,
    clock: systemClock,
    warn: (reason) => log.warn({ reason }, 'proof of life'),
    onProved: () => {
      takesOver = false;
      all.proved();
    },
  });
  const recordings = createRecordedGreetings({ link, ari: config.ari, db, log, crash: fatal });
  const sources = keepSources(
    { directory: createDirectory(db), schedules: createScheduleStore(db) },
    createAuditLog(db).latest,
  );
  const { directory } = sources;
  const lines = createOutsideLines(config, directory, (name) => endpoints.board.stateOf(name));
  const expected = createExpectedCalls(config.numberingPlan.homeCountry);
  const { find: findRecording } = recordings.pbxRecordings;
  const pbx = createPbx({ link, lines, config, common, findRecording, expected });
  const confirmations = createConfirmations(db);
  const copies = createMessageCopies(db);
  const outboundLegs = createCappedLegs(config, (most) => noticeModule.tooManyOwnCalls(most));
  const tests = createTests({ telephony: pbx, outboundLegs, config, db, calls: () => calls, common });
  const astDb = createAstDb(link, systemClock);
  const testCalls = createTestCallWork({
    ...{ ...common, config, db, telephony: pbx, outboundLegs, expected, sources, astDb },
    calls: () => calls,
    onEnded: () => upkeep.look(),
  });
  const own = createOwnCalls({
    ...{ db, pbx, outboundLegs, config, directory, copies, confirmations, log },
    onDomainEvent: domainEvents.raise,
    others: [tests, testCalls.calls],
    crash: fatal,
  });
  const records = createFallbackRecords(link, astDb, systemClock);
  const ofCalls = {
    ...common,
    isTaken: records.has,
    telephony: own.telephony,
    sources,
    copies,
    numberingPlan: config.numberingPlan,
    soundRule: config.soundRule,
  };
  const storedCalls = createCallLog(db);
  const callLog = patientCallLog(storedCalls, common);
  const noticeModule = await createNoticeModule({
    config,
    db,
    history: createCallHistory(db),
    candidates: ofCalls.sources,
    confirmations,
    confirmCalls: own.confirmCalls,
    isConnected: () => linkState.state() === 'connected',
    events: domainEvents,
    log,
    crash: fatal,
  });
  const endpoints = createEndpointWatch({
    link,
    address: config.ari,
    reading,
    onRead: noticeModule.endpoints,
    common,
  });
  const calls = new LiveCalls({
    ...ofCalls,
    callLog,
    callClock: evenClock,
    silentSeconds: config.silentTalkSeconds,
    outboundLegs,
    onCallEvent: (facts, callEvent) => {
      board.tell(facts, callEvent);
      metrics.onCallEvent(facts, callEvent);
      domainEvents.raise();
      testCalls.calls.onCallEvent(facts, callEvent);
      dependencies.onCallEvent?.(facts, callEvent);
    },
  });
  const recovery = new CallRecovery({ ...ofCalls, callLog, messages: storedCalls, calls });
  const dialplan = watchDialplan({ ...common, db: astDb });
  const fallback = await createFallback({ ...ofCalls, astDb, db, callLog: storedCalls, directory, records });

  const backups = createBackups({ ...common, config });
  const upkeep = createUpkeep({
    ...{ ...common, config, db, backups, testCalls },
    onDomainEvent: domainEvents.raise,
  });
  const absenceRefresh = createAbsenceRefresh(config, db, common);
  const stores = createPageStores(db, reading);
  const setupToken = createToken();
  const taskPages = createTaskPages({
    ...{ db, reading, noticeModule, directory, log },
    callBacks: own.callBacks,
    telephony: pbx,
    crash: fatal,
  });
  const health = createHealth({
    ...{ linkState, proof, calls, callLog, noticeModule, dialplan, upkeep, backups },
    greetingsMissing: recordings.sync.missing,
  });
  const figures = createFigures({ health, outbox: createOutbox(reading), outboundLegs, clock: systemClock });
  const web = await startWebServer({
    ...config.http,
    ...taskPages,
    ...stores,
    ...{ clock: systemClock, log },
    ...{ timeZone: config.timeZone, numberingPlan: config.numberingPlan },
    asteriskUrl: config.ari.url,
    ...{ monitoringToken: config.monitoringToken, retention: config.retention },
    messagesNumber: config.notices.messagesNumber,
    ...{ mailLink: noticeModule.mailLink, mailAccountChange: noticeModule.mailAccountChange },
    proposals: createProposalThreads(),
    maxOutboundLegs: config.maxOutboundLegs,
    whatIf: replayApart(config, systemClock, log),
    notices: createNoticePages(config, { db, reading }, noticeModule),
    board,
    absenceCalendars: absenceRefresh.pages,
    endpoints: endpoints.board,
    phoneTests: tests,
    endCall: createEndCall(db, (callId, by) => calls.end(callId, by)),
    setupToken,
    open: [
      createObserveRouter({ health, metrics, config }),
      ...(await createOpenRouters({ config, db, reading, log, schedules: stores.schedules, noticeModule })),
    ],
    health,
    installation: upkeep.installation,
    testCalls,
    greetings: recordings.forPages(createSoundStore(reading)),
  });
  if (!web.ok) {
    await noticeModule.end();
    await closed();
    return fail(web.error);
  }
  if (!(await stores.accounts.anyone())) {
    const page = `${config.http.publicUrl ?? web.value.url}/set-up?token=${setupToken}`;
    log.warn({ page }, 'nobody can log in yet: make the first administrator on this page');
  }
  const refresh = absenceRefresh.start(noticeModule.domainEvents);
  const counting = createCounting({ db, reading, config }, common);
  const interventions = createLabourWork(db, reading, { ...common, onDomainEvent: domainEvents.raise });

  parts.push(
    [{ stop: closed }],
    [{ stop: web.value.close }],
    [
      {
        start: noticeModule.begin,
        onProved: () => noticeModule.asterisk(null),
        onLost: ({ trouble }) => noticeModule.asterisk(trouble ?? { code: 'link-closed' }),
        stop: noticeModule.end,
      },
      { stop: refresh.stop },
      ...upkeep.parts,
      ...testCalls.parts,
      { start: () => counting.begin(), stop: () => counting.end() },
      { start: interventions.begin, stop: interventions.end },
    ],
    [
      { stop: link.stop },
      {
        onProved: () => linkState.tell({ state: 'connected', detail: config.ari.url }),
        onLost: linkState.tell,
      },
    ],
    [{ stop: callLog.flush }],
    [
      whileProved(endpoints),
      whileProved(own.copySweep),
      ...fallback,
      whileProved(dialplan),
      {
        onConnected: recordings.sync.begin,
        onLost: recordings.sync.end,
        stop: recordings.sync.end,
      },
      // What another client took over with our name is its own business: also our calls, and the proof of life.
      {
        onConnected: () => proof.follow('connected'),
        onLost: ({ state }) => proof.follow(state),
        stop: () => linkState.state() !== 'replaced' && proof.retire(),
      },
      { onLost: own.cutOff, stop: () => linkState.state() !== 'replaced' && own.cutOff() },
      {
        start: () => calls.start(),
        onLost: () => calls.away(),
        stop: () => linkState.state() !== 'replaced' && calls.leaveAllToFallback({ code: 'service-stops' }),
      },
      {
        onConnected: () => recovery.connected(),
        onLost: () => recovery.disconnected(),
        stop: () => recovery.disconnected(),
      },
    ],
  );
  await all.start();
  link.start();
  log.info({ web: web.value.url, database: config.database }, 'Vigie is on watch');

  return ok({
    webUrl: web.value.url,
    callBack: (taskId, personId) => taskPages.taskCallBacks.start(taskId, personId, null),
    async stop() {
      await all.stop(systemClock.wait(STOP_SECONDS));
      log.info('Vigie has stopped');
    },
  });
}
