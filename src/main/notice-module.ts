import type { CandidateSources } from '../calls/live/candidates.ts';
import type { CallHistory } from '../calls/log/call-history.ts';
import type { ConfirmCalls } from '../calls/own/confirm-calls.ts';
import type { Config } from '../config.ts';
import { createAddressProofStore } from '../database/accounts/address-proof-store.ts';
import { createPrivateLinks } from '../database/accounts/private-links.ts';
import { createCallLog } from '../database/calls/call-store.ts';
import { createMessageSounds } from '../database/calls/message-store.ts';
import { createConfigurationReader } from '../database/configuration/configuration-reader.ts';
import type { Database } from '../database/database.ts';
import { statementPdfOf } from '../database/labour/statement-store.ts';
import { createAlarmStore } from '../database/notices/alarm-store.ts';
import { createDomainEventStore } from '../database/notices/domain-event-store.ts';
import { createNotificationPreferences } from '../database/notices/notification-preferences-store.ts';
import { createOutbox } from '../database/notices/outbox-store.ts';
import { createRecipients } from '../database/notices/recipients-store.ts';
import { createKnownDutyStore } from '../database/planning/known-duty-store.ts';
import { createWishStore } from '../database/planning/wish-store.ts';
import { createTaskStore } from '../database/tasks/task-store.ts';
import type { LinkTrouble } from '../domain/notice/alarm-detail.ts';
import type { GatewayHealth } from '../domain/notice/gateway-health.ts';
import type { Medium } from '../domain/notice/notice.ts';
import { createMailAccountChange } from '../notices/account-change.ts';
import { createAskForProof } from '../notices/address-proofs.ts';
import { createAttachmentOf } from '../notices/attachment-of.ts';
import { createConfirmRinging } from '../notices/confirm-ringing.ts';
import type { Confirmations } from '../notices/confirmations.ts';
import { createDispatcher } from '../notices/dispatcher.ts';
import { createDutyChangeWatch } from '../notices/duty-change-watch.ts';
import { createDutyWatch } from '../notices/duty-watch.ts';
import { createEndpointWatch } from '../notices/endpoint-watch.ts';
import { createLinkWatch } from '../notices/link-watch.ts';
import { createMailLink } from '../notices/log-in-link.ts';
import { createMessageWatch } from '../notices/message-watch.ts';
import { createNotifier } from '../notices/notifier.ts';
import { createDirectSending } from '../notices/send-directly.ts';
import type { Sender } from '../notices/sender.ts';
import { createWishWatch } from '../notices/wish-watch.ts';
import { systemClock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/log.ts';
import { onceStored } from '../runtime/once-stored.ts';
import { createTaskWatch } from '../tasks/task-watch.ts';
import { startCalendarJobs } from './calendar-jobs.ts';
import { createMonthReport, createMonthReports } from './month-reports.ts';
import { createSenders } from './senders.ts';
import type { Signal } from './signal.ts';

export interface NoticeModuleDependencies {
  readonly config: Pick<
    Config,
    'notices' | 'numberingPlan' | 'timeZone' | 'http' | 'retention' | 'closeStatementsOn'
  >;
  readonly db: Database;
  readonly history: CallHistory;
  readonly candidates: CandidateSources;
  readonly confirmations: Confirmations;
  readonly confirmCalls: ConfirmCalls;
  readonly isConnected: () => boolean;
  /** Raised when something has happened that may have to be told. */
  readonly events: Signal;
  readonly log: Logger;
  readonly crash: (error: unknown) => void;
}

/** Builds what tells people, and starts and stops it; calls never wait for any of it. */
export async function createNoticeModule(dependencies: NoticeModuleDependencies) {
  const { config, db, log, crash, confirmations, candidates } = dependencies;
  const rule = { takeWithinSeconds: config.notices.takeTaskSeconds };
  const outbox = createOutbox(db);
  const domainEvents = createDomainEventStore(db, rule);
  const tasks = createTaskStore(db, rule);
  const recordings = createMessageSounds(db);
  const links = createPrivateLinks(db);
  const wishes = createWishStore(db);
  const notificationPreferences = createNotificationPreferences(db);
  const alarms = createAlarmStore(db);
  const recipients = createRecipients(db, () => systemClock.now());
  const senders = await createSenders(config.notices, config.http.publicUrl);
  const common = { clock: systemClock, log, crash };
  const reportNeeds = { ...common, db, config };
  const attachmentOf = createAttachmentOf({
    recordings,
    report: createMonthReport(reportNeeds),
    statement: (personId, month) => statementPdfOf(db, personId, month),
  });

  const dispatchers = senders.map((sender) =>
    createDispatcher({ ...common, outbox, sender, links, attachmentOf, chance: systemClock.random }),
  );
  const notifier = createNotifier({
    ...common,
    domainEvents,
    sources: {
      history: dependencies.history,
      candidates,
      reader: createConfigurationReader(db),
      recipients,
      notificationPreferences,
      tasks,
      outbox,
      confirmations,
      wishes,
      numberingPlan: config.numberingPlan,
      publicUrl: config.http.publicUrl,
      timeZone: config.timeZone,
      takesSmsAnswers: config.notices.smsAnswers !== null,
      useOtherMedium: config.notices.useOtherMedium,
    },
    onTold: () => {
      if (open) for (const dispatcher of dispatchers) dispatcher.begin();
    },
  });
  let open = false;
  const poke = dependencies.events.raise;
  dependencies.events.listen(() => {
    if (open) notifier.begin();
  });
  const { confirmCall } = config.notices;
  const dutyWatch = createDutyWatch({
    ...common,
    candidates,
    confirmations,
    domainEvents,
    rule: config.notices.confirmation,
    ringing:
      confirmCall &&
      createConfirmRinging({
        ...common,
        candidates,
        recipients,
        confirmations,
        calls: dependencies.confirmCalls,
        isConnected: dependencies.isConnected,
        rule: confirmCall,
      }),
    gapDays: config.notices.gapDays,
    numberingPlan: config.numberingPlan,
    onDomainEvent: poke,
  });
  const dutyChanges = createDutyChangeWatch({
    ...common,
    known: createKnownDutyStore(db),
    scheduleNames: createConfigurationReader(db).scheduleNames,
    schedules: candidates.schedules,
    confirmations,
    rule: config.notices.confirmation,
    onDomainEvent: poke,
  });
  const messageWatch = createMessageWatch({
    ...common,
    messages: createCallLog(db),
    domainEvents,
    onDomainEvent: poke,
  });
  const endpointWatch = createEndpointWatch({
    ...common,
    candidates,
    alarms,
    patience: config.notices.endpointPatience,
    numberingPlan: config.numberingPlan,
    onDomainEvent: poke,
  });
  const taskWatch = createTaskWatch({ ...common, tasks, onDomainEvent: poke });
  const wishWatch = createWishWatch({ ...common, wishes, onDomainEvent: poke });
  const linkWatch = createLinkWatch({ ...common, domainEvents, onDomainEvent: poke });
  const monthReports = createMonthReports(reportNeeds, { onDomainEvent: poke, crash });
  const recurring = [
    notifier,
    dutyWatch,
    dutyChanges,
    endpointWatch,
    taskWatch,
    messageWatch,
    monthReports,
    wishWatch,
  ];
  const calendarJobs = startCalendarJobs({ ...common, db, config, domainEvents, onDomainEvent: poke });

  const [mailSender, smsSender] = senders;
  const direct = (sender: Sender) => createDirectSending({ ...common, sender, chance: systemClock.random });
  const addressProofs = createAddressProofStore(db);

  return {
    addressProofs,
    askForProof: createAskForProof({
      store: addressProofs,
      send: { email: direct(mailSender), sms: direct(smsSender) },
      publicUrl: config.http.publicUrl,
      clock: systemClock,
    }),
    outbox,
    tasks,
    confirmations,
    recordings,
    notificationPreferences,
    domainEvents,
    recipients,
    senders,
    poke,
    /** Something has entered the outbox at a person's request. */
    sendNow(): void {
      if (open) for (const dispatcher of dispatchers) dispatcher.begin();
      poke();
    },
    mailLink:
      config.notices.smtp && config.http.publicUrl
        ? createMailLink({ ...common, sender: senders[0], chance: systemClock.random })
        : null,
    mailAccountChange: config.notices.smtp
      ? createMailAccountChange({ ...common, sender: senders[0], chance: systemClock.random })
      : null,
    /** The connection to Asterisk is there (null), or is not, and why. */
    asterisk(trouble: LinkTrouble | null): void {
      linkWatch.asterisk(trouble);
      // Somebody may be waiting to be dialled.
      if (trouble === null && open) dutyWatch.begin();
    },
    /** Calls of our own are refused until the hour is over. */
    tooManyOwnCalls(most: number): void {
      const trouble = {
        kind: 'trouble',
        subject: 'own-calls',
        name: String(most),
        said: 'down',
        detail: null,
      } as const;
      onceStored(common, 'alarm of too many own calls', () => domainEvents.write(trouble, systemClock.now()))
        .then(poke)
        .catch(crash);
    },
    /** What was read of the phones and trunks. */
    endpoints: endpointWatch.take,
    async begin(): Promise<void> {
      open = true;
      await onceStored(common, 'start of the notices', async () => {
        await outbox.releaseClaims(systemClock.now());
        await domainEvents.retryDeadLetters();
        await confirmations.endInterruptedCalls(systemClock.now());
      });
      for (const dispatcher of dispatchers) dispatcher.begin();
      for (const work of recurring) work.begin();
    },
    async end(): Promise<void> {
      open = false;
      await Promise.all([linkWatch.end(), calendarJobs.stop(), ...recurring.map((work) => work.end())]);
      // Last: what was told meanwhile is on its way.
      await Promise.all(dispatchers.map((dispatcher) => dispatcher.end()));
      for (const sender of senders) sender.close();
    },
    /** As they were told, and are not over. */
    async standingAlarms(): Promise<{ trunksDown: readonly string[]; unreachableOnCall: number }> {
      const told = (await alarms.standing()).filter(({ stage }) => stage === 'told');
      return {
        trunksDown: told.filter(({ kind }) => kind === 'trunk').map(({ name }) => name),
        unreachableOnCall: told.filter(({ kind }) => kind === 'phone').length,
      };
    },
    async health(): Promise<Readonly<Record<Medium, GatewayHealth>>> {
      return { email: await outbox.health('email'), sms: await outbox.health('sms') };
    },
  };
}

export type NoticeModule = Awaited<ReturnType<typeof createNoticeModule>>;
