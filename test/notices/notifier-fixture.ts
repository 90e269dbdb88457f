import { onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import { createPrivateLinks } from '../../src/database/accounts/private-links.ts';
import { createCallHistory } from '../../src/database/calls/call-history.ts';
import { createCallLog } from '../../src/database/calls/call-store.ts';
import { createLogBook } from '../../src/database/calls/log-book-store.ts';
import { createConfigurationReader } from '../../src/database/configuration/configuration-reader.ts';
import { createConfigurationStore } from '../../src/database/configuration/configuration-store.ts';
import { createDirectory } from '../../src/database/configuration/directory.ts';
import { createAlarmStore } from '../../src/database/notices/alarm-store.ts';
import { createDomainEventStore } from '../../src/database/notices/domain-event-store.ts';
import { createNotificationPreferences } from '../../src/database/notices/notification-preferences-store.ts';
import { createOutbox } from '../../src/database/notices/outbox-store.ts';
import { createRecipients } from '../../src/database/notices/recipients-store.ts';
import { createConfirmations } from '../../src/database/planning/confirmation-store.ts';
import { createKnownDutyStore } from '../../src/database/planning/known-duty-store.ts';
import { createScheduleStore } from '../../src/database/planning/schedule-store.ts';
import { createWishStore } from '../../src/database/planning/wish-store.ts';
import { createTaskStore } from '../../src/database/tasks/task-store.ts';
import type { EndpointState } from '../../src/domain/endpoint/endpoint-state.ts';
import type { CallEvent } from '../../src/domain/escalation/call-event.ts';
import { USUAL_RULE } from '../../src/domain/notice/duty-confirmation.ts';
import { parseExtension } from '../../src/domain/phone-number.ts';
import { instantOf, localOf } from '../../src/domain/schedule/wall-clock.ts';
import { createMonthReport } from '../../src/main/month-reports.ts';
import { createAttachmentOf } from '../../src/notices/attachment-of.ts';
import type { ConfirmRinging } from '../../src/notices/confirm-ringing.ts';
import { createDispatcher } from '../../src/notices/dispatcher.ts';
import { createDutyChangeWatch } from '../../src/notices/duty-change-watch.ts';
import { createDutyWatch } from '../../src/notices/duty-watch.ts';
import { createEndpointWatch } from '../../src/notices/endpoint-watch.ts';
import { createMessageWatch } from '../../src/notices/message-watch.ts';
import { createNotifier } from '../../src/notices/notifier.ts';
import { createLogger } from '../../src/runtime/log.ts';
import { createTaskWatch } from '../../src/tasks/task-watch.ts';
import { HandClock } from '../asterisk/hand-clock.ts';
import { temporaryDatabase } from '../database/temporary-database.ts';
import { FRANCE, imported } from '../planning/plan.ts';
import { plainSpaces } from '../words/plain-spaces.ts';
import { ToldSender } from './outbox-fixture.ts';

export const ZONE = 'Europe/Paris';

/** `2026-11-25 17:00` in Paris. */
export function paris(local: string): number {
  const at = instantOf(local, ZONE);
  if (at === null) throw new Error(`${local} is no time`);
  return at;
}

/** Who changes preferences here. */
export const AUTHOR = { actor: 'test', at: 0 };
const RULE = { takeWithinSeconds: 900 };

/**
 * A house with everything but telephones: Bob is on call for Heating from 18:00 to 08:00 on 25 November, Dora is the
 * backup, Sofia their supervisor. What leaves by mail and SMS is kept.
 */
export async function house(
  beginsAt: string,
  {
    publicUrl = 'https://vigie.example.org' as string | null,
    ringing = null as ConfirmRinging | null,
    takesSmsAnswers = false,
    /** Reports are laid out as the service does, which takes seconds. */
    laysOut = false,
  } = {},
) {
  const { db, path } = await temporaryDatabase();
  const clock = new HandClock();
  clock.pass(paris(beginsAt) - clock.now());
  const store = createConfigurationStore(db);
  const plan = async (file: object) => {
    const done = await imported(store, stringify(file));
    if ('problems' in done) throw new Error(done.problems.join('\n'));
  };
  await plan(PLAN);
  const notificationPreferences = createNotificationPreferences(db);
  for (const id of ['bob', 'dora', 'sofia'])
    await notificationPreferences.setAddress(id, 'email', `${id}@example.org`, AUTHOR);
  const mail = new ToldSender('email');
  const sms = new ToldSender('sms');
  const outbox = createOutbox(db);
  const domainEvents = createDomainEventStore(db, RULE);
  const confirmations = createConfirmations(db);
  const tasks = createTaskStore(db, RULE);
  const candidates = { directory: createDirectory(db), schedules: createScheduleStore(db) };
  let logged = '';
  const write = (line: string) => {
    logged += line;
  };
  const log = createLogger({ level: 'info', format: 'json' }, { write } as unknown as NodeJS.WritableStream);
  const crashes: unknown[] = [];
  const common = { clock, log, crash: (error: unknown) => crashes.push(error) };
  const dispatchers = [mail, sms].map((sender) =>
    createDispatcher({
      ...common,
      outbox,
      sender,
      links: createPrivateLinks(db),
      attachmentOf: createAttachmentOf({
        recordings: { audio: async () => Buffer.from('RIFF') },
        statement: async () => null,
        report: laysOut
          ? createMonthReport({
              db,
              config: { numberingPlan: FRANCE },
              clock,
              log,
            })
          : async () => Buffer.from('%PDF-'),
      }),
      chance: () => 0,
    }),
  );
  const notifier = createNotifier({
    ...common,
    domainEvents,
    sources: {
      history: createCallHistory(db),
      candidates,
      reader: createConfigurationReader(db),
      recipients: createRecipients(db, () => clock.now()),
      notificationPreferences,
      tasks,
      outbox,
      confirmations,

      wishes: createWishStore(db),
      numberingPlan: FRANCE,
      publicUrl,
      timeZone: ZONE,
      takesSmsAnswers,
      useOtherMedium: true,
    },
    onTold: () => {
      for (const dispatcher of dispatchers) dispatcher.begin();
    },
  });
  const poke = () => notifier.begin();
  const watch = createDutyWatch({
    ...common,
    candidates,
    confirmations,
    domainEvents,
    rule: USUAL_RULE,
    ringing,
    gapDays: 7,
    numberingPlan: FRANCE,
    onDomainEvent: poke,
  });
  const newDutyChanges = () =>
    createDutyChangeWatch({
      ...common,
      known: createKnownDutyStore(db),
      scheduleNames: createConfigurationReader(db).scheduleNames,
      schedules: candidates.schedules,
      confirmations,
      rule: USUAL_RULE,
      onDomainEvent: poke,
    });
  let dutyChanges = newDutyChanges();
  const callLog = createCallLog(db);
  const messageWatch = createMessageWatch({
    ...common,
    messages: callLog,
    domainEvents,
    onDomainEvent: poke,
  });
  const newReachWatch = () =>
    createEndpointWatch({
      ...common,
      candidates,
      alarms: createAlarmStore(db),
      patience: { downSeconds: 90, upSeconds: 30 },
      numberingPlan: FRANCE,
      onDomainEvent: poke,
    });
  let endpointWatch = newReachWatch();
  const taskWatch = createTaskWatch({ ...common, tasks, onDomainEvent: poke });
  onTestFinished(async () => {
    for (const work of [notifier, watch, dutyChanges, endpointWatch, taskWatch, messageWatch]) work.end();
    await Promise.all(dispatchers.map((dispatcher) => dispatcher.end()));
    await settle();
    if (crashes.length > 0) throw crashes[0];
  });

  /** Until everything that is due now has been done. */
  async function settle(): Promise<void> {
    for (let turn = 0; turn < 60; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      await db.selectFrom('gateways').selectAll().execute();
    }
  }

  /** A life of the watch of its own, as after a restart. */
  async function restartReachWatch(): Promise<void> {
    endpointWatch.end();
    endpointWatch = newReachWatch();
    endpointWatch.begin();
    await settle();
  }

  return {
    db,
    path,
    clock,
    logger: log,
    plan,
    notificationPreferences,
    mail,
    sms,
    outbox,
    tasks,
    confirmations,
    domainEvents,
    notifier,
    log: () => logged,
    poke,
    /** What is read of phones and trunks from now on, every ten seconds for so long. */
    async read(states: Readonly<Record<string, EndpointState>> | null, seconds: number): Promise<void> {
      for (let passed = 0; passed <= seconds; passed += 10) {
        endpointWatch.take(states && Object.entries(states).map(([name, state]) => ({ name, state })));
        await settle();
        clock.pass(10_000);
        await settle();
      }
    },
    restartReachWatch,
    async restartDutyChanges(): Promise<void> {
      dutyChanges.end();
      dutyChanges = newDutyChanges();
      dutyChanges.begin();
      await settle();
    },
    endDutyChanges: () => dutyChanges.end(),
    store,
    /** The local time so many seconds from now, for `until`. */
    later: (seconds: number) => localOf(clock.now() + seconds * 1000, ZONE),
    async begin() {
      for (const work of [
        notifier,
        watch,
        dutyChanges,
        endpointWatch,
        taskWatch,
        messageWatch,
        ...dispatchers,
      ])
        work.begin();
      await settle();
    },
    /** Lets time pass to this moment, a few seconds at a time when something is due soon. */
    async until(local: string, stepSeconds = 60): Promise<void> {
      const at = paris(local);
      while (clock.now() < at) {
        clock.pass(Math.min(stepSeconds * 1000, at - clock.now()));
        await settle();
      }
    },
    settle: async () => {
      poke();
      await settle();
    },
    /** Writes a call as the call path does, from its begin to what happened. */
    async call(id: string, happened: readonly CallEventNow[], number: string | null = '+33199001234') {
      const at = clock.now();
      await callLog.begin({
        id,
        hotlineId: 'heating',
        dialled: '+33199001200',
        caller: { number, name: null },
        startedAt: at,
      });
      for (const one of happened) await callLog.append(id, [{ ...one, at: clock.now() } as CallEvent]);
    },
    append: async (id: string, happened: readonly CallEventNow[]) => {
      for (const one of happened) await callLog.append(id, [{ ...one, at: clock.now() } as CallEvent]);
    },
    keepMessage: (callId: string, { isEmpty = false } = {}) =>
      callLog.keepMessage({
        isEmpty,
        callId,
        recording: `${callId}-message`,
        seconds: 7,
        audio: Buffer.from('RIFF'),
        at: clock.now(),
      }),
    mailsTo: (person: string) =>
      mail.letters.filter(({ to }) => to === `${person}@example.org`).map(({ subject }) => subject),
    smsTo: (number: string) => sms.letters.filter(({ to }) => to === number).map(({ text }) => text),
    logBook: async () =>
      (await createLogBook(db).search({ hotlineId: 'heating', limit: 100 }))
        .map(({ text }) => plainSpaces(text))
        .reverse(),
  };
}

type CallEventNow = CallEvent extends infer One ? (One extends unknown ? Omit<One, 'at'> : never) : never;

const PHONES = { bob: '+33612000001', dora: '+33612000002', sofia: '+33612000003' } as const;
export const PHONE_OF = PHONES;

/** One try at somebody, as the call path writes it. */
export function rings(attempt: number, personId: keyof typeof PHONES, step: number): CallEventNow {
  const extension = parseExtension('201');
  if (!extension.ok) throw new Error('201 is an extension');
  return {
    kind: 'attempt-started',
    attempt,
    round: 0,
    step,
    personId,
    name: personId[0]?.toUpperCase() + personId.slice(1),
    target: { kind: 'extension', extension: extension.value },
    reason: { code: 'named-in-policy' },
  };
}

export function ends(attempt: number, outcome: 'no-answer' | 'caller-gone' | 'accepted'): CallEventNow {
  return { kind: 'attempt-ended', attempt, outcome, why: { code: 'no-cause' } };
}

const PLAN = {
  people: {
    bob: { name: 'Bob', languages: ['fr'], contacts: [{ phone: PHONES.bob }] },
    dora: { name: 'Dora', languages: ['en'], contacts: [{ phone: PHONES.dora }] },
    sofia: { name: 'Sofia', languages: ['fr'], role: 'supervisor', contacts: [{ phone: PHONES.sofia }] },
  },
  schedules: {
    primary: {
      name: 'Chauffage',
      timeZone: ZONE,
      shifts: [{ person: 'bob', start: '2026-11-25 18:00', end: '2026-11-26 08:00' }],
    },
    backup: {
      name: 'Renfort',
      timeZone: ZONE,
      shifts: [{ person: 'dora', start: '2026-11-20 08:00', end: '2026-12-04 08:00' }],
    },
  },
  policies: {
    chain: {
      name: 'Chain',
      rounds: 1,
      overallLimitSeconds: 120,
      steps: [
        { ring: [{ schedule: 'primary' }], ringSeconds: 20 },
        { ring: [{ schedule: 'backup' }], ringSeconds: 20 },
        { ring: [{ person: 'sofia' }], ringSeconds: 20 },
      ],
    },
  },
  hotlines: {
    heating: {
      name: 'Heating',
      language: 'fr',
      timeZone: ZONE,
      numbers: ['+33199001200'],
      policy: 'chain',
      callerId: '+33199001200',
      trunk: 'trunk',
      noAnswer: { voicemail: { maxSeconds: 60, minSeconds: 2 } },
    },
  },
};
