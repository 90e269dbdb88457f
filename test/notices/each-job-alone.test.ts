import { describe, expect, it } from 'vitest';
import { watchEndpoints } from '../../src/calls/endpoints/watch-endpoints.ts';
import { createFallbackCollector } from '../../src/calls/fallback/collect-fallback-calls.ts';
import type { FallbackRecord } from '../../src/calls/fallback/fallback-records.ts';
import { createDutyListRefresh } from '../../src/calls/fallback/refresh-duty-list.ts';
import { createRecordingSync } from '../../src/calls/greetings/sync-recordings.ts';
import { CallRecovery } from '../../src/calls/live/recover-calls.ts';
import { createCopySweep } from '../../src/calls/messages/message-copies.ts';
import type { Telephony } from '../../src/calls/telephony.ts';
import { createPrivateLinks } from '../../src/database/accounts/private-links.ts';
import { createCallHistory } from '../../src/database/calls/call-history.ts';
import { createCallLog } from '../../src/database/calls/call-store.ts';
import { readNeededEndpoints } from '../../src/database/calls/needed-endpoints.ts';
import { createSoundStore } from '../../src/database/calls/sound-store.ts';
import { createConfigurationReader } from '../../src/database/configuration/configuration-reader.ts';
import { createDirectory } from '../../src/database/configuration/directory.ts';
import { readHotlines } from '../../src/database/configuration/hotline-store.ts';
import { createAlarmStore } from '../../src/database/notices/alarm-store.ts';
import { createDomainEventStore } from '../../src/database/notices/domain-event-store.ts';
import { enqueue } from '../../src/database/notices/notice-store.ts';
import { createOutbox } from '../../src/database/notices/outbox-store.ts';
import { createReportLedger } from '../../src/database/notices/report-ledger.ts';
import { createConfirmations } from '../../src/database/planning/confirmation-store.ts';
import { createKnownDutyStore } from '../../src/database/planning/known-duty-store.ts';
import { createScheduleStore } from '../../src/database/planning/schedule-store.ts';
import type { Tables } from '../../src/database/tables/tables.ts';
import { createTaskStore } from '../../src/database/tasks/task-store.ts';
import { createMessageCopies } from '../../src/database/upkeep/copy-store.ts';
import { USUAL_RULE } from '../../src/domain/notice/duty-confirmation.ts';
import { USUAL_SOUND_RULE } from '../../src/domain/sound/loudness.ts';
import { createLabourWork } from '../../src/main/labour.ts';
import { createCounting } from '../../src/main/statistics.ts';
import { createDispatcher } from '../../src/notices/dispatcher.ts';
import { createDutyChangeWatch } from '../../src/notices/duty-change-watch.ts';
import { createDutyWatch } from '../../src/notices/duty-watch.ts';
import { createEndpointWatch } from '../../src/notices/endpoint-watch.ts';
import { createMessageWatch } from '../../src/notices/message-watch.ts';
import { createReportWatch } from '../../src/notices/report-watch.ts';
import { createUpkeepWatch } from '../../src/notices/upkeep-watch.ts';
import type { RecurringWork } from '../../src/runtime/recurring-work.ts';
import { ok } from '../../src/runtime/result.ts';
import { createTaskWatch } from '../../src/tasks/task-watch.ts';
import { STORE_FAULTS } from '../database/store-faults.ts';
import { FRANCE } from '../planning/plan.ts';
import { wav } from '../web/seed-calls.ts';
import { ends, house, rings, ZONE } from './notifier-fixture.ts';
import { notice, ToldSender } from './outbox-fixture.ts';

type House = Awaited<ReturnType<typeof house>>;

/** One job of the service, with something to do. */
interface Job {
  readonly work: Pick<RecurringWork, 'begin' | 'end'>;
  /** What it had to do is done. */
  done(): Promise<boolean> | boolean;
}

interface Common {
  readonly clock: House['clock'];
  readonly log: House['logger'];
  readonly crash: (error: unknown) => void;
  readonly onDomainEvent: () => void;
}

/** Half an hour before Bob's duty begins. */
const EVENING = '2026-11-25 17:30';
const HOUR = 3_600_000;
const TASKS = { takeWithinSeconds: 900 };

/** By the name that its line in the log has. */
const JOBS: Readonly<Record<string, (at: House, common: Common) => Promise<Job>>> = {
  async 'task watch'({ db, clock }, common) {
    await db
      .insertInto('tasks')
      .values({
        ...{
          hotline_id: 'heating',
          caller_number: null,
          caller_name: null,
          kind: 'missed-call',
          state: 'open',
        },
        ...{ opened_at: clock.now() - HOUR, owner_id: null, taken_by: null, taken_at: null, done_by: null },
        ...{ done_at: null, reason: null, level: 0, overdue_at: clock.now() - 1 },
      })
      .execute();
    const escalated = () => db.selectFrom('tasks').select('level').executeTakeFirstOrThrow();
    return {
      work: createTaskWatch({ ...common, tasks: createTaskStore(db, TASKS) }),
      done: async () => (await escalated()).level > 0,
    };
  },
  async 'duty watch'(at, common) {
    const work = createDutyWatch({
      ...common,
      candidates: candidates(at),
      confirmations: createConfirmations(at.db),
      domainEvents: createDomainEventStore(at.db, TASKS),
      rule: USUAL_RULE,
      ringing: null,
      gapDays: 7,
      numberingPlan: FRANCE,
    });
    return { work, done: () => has(at, 'duty_confirmations') };
  },
  async 'duty changes'(at, common) {
    const work = createDutyChangeWatch({
      ...common,
      known: createKnownDutyStore(at.db),
      scheduleNames: createConfigurationReader(at.db).scheduleNames,
      schedules: createScheduleStore(at.db),
      confirmations: createConfirmations(at.db),
      rule: USUAL_RULE,
    });
    return { work, done: () => has(at, 'known_duties') };
  },
  async 'phone and trunk watch'(at, common) {
    const work = createEndpointWatch({
      ...common,
      candidates: candidates(at),
      alarms: createAlarmStore(at.db),
      patience: { downSeconds: 0, upSeconds: 0 },
      numberingPlan: FRANCE,
    });
    const trunk = { name: 'trunk', state: 'offline' } as const;
    work.take([trunk]);
    return { work, done: () => has(at, 'alarms') };
  },
  async 'message watch'(at, common) {
    await at.call('c1', [{ kind: 'call-ended', outcome: 'voicemail' }]);
    at.clock.pass(HOUR);
    const domainEvents = createDomainEventStore(at.db, TASKS);
    const before = await count(at, 'domain_events');
    return {
      work: createMessageWatch({ ...common, messages: createCallLog(at.db), domainEvents }),
      done: async () => (await count(at, 'domain_events')) > before,
    };
  },
  async notifier(at) {
    // Bob's duty has begun.
    at.clock.pass(HOUR);
    await at.call('c1', [{ kind: 'call-ended', outcome: 'caller-hung-up' }]);
    return { work: at.notifier, done: () => has(at, 'notices') };
  },
  async 'outbox (email)'(at, common) {
    await enqueue(at.db, notice(at.clock.now()));
    const sender = new ToldSender('email');
    const work = createDispatcher({
      ...common,
      ...{ outbox: createOutbox(at.db), sender, links: createPrivateLinks(at.db), chance: () => 0 },
      attachmentOf: async () => null,
    });
    const state = () => at.db.selectFrom('notices').select('state').executeTakeFirstOrThrow();
    return { work, done: async () => sender.letters.length > 0 && (await state()).state === 'sent' };
  },
  async 'upkeep watch'(at, common) {
    const trouble = { kind: 'disk', name: '10', detail: null } as const;
    const work = createUpkeepWatch({
      ...common,
      alarms: createAlarmStore(at.db),
      look: async () => [trouble],
    });
    return { work, done: () => has(at, 'alarms') };
  },
  async interventions(at, common) {
    await at.call('c1', [rings(1, 'bob', 0), { kind: 'attempt-accepted', attempt: 1, by: 'key' }]);
    await at.append('c1', [ends(1, 'accepted'), { kind: 'call-ended', outcome: 'accepted' }]);
    return { work: createLabourWork(at.db, at.db, common), done: () => has(at, 'interventions') };
  },
  async 'counting of calls'(at, common) {
    await at.call('c1', [{ kind: 'call-ended', outcome: 'caller-hung-up' }]);
    const config = { timeZone: ZONE, shortAbandonSeconds: 5 };
    const work = createCounting({ db: at.db, reading: at.db, config, clock: common.clock }, common);
    return { work, done: () => has(at, 'call_sums') };
  },
  async 'reports of the month'(at, common) {
    const work = createReportWatch({
      ...common,
      hotlines: async () => [...(await readHotlines(at.db)).values()],
      ledger: createReportLedger(at.db),
      countedTo: async () => null,
    });
    return { work, done: () => has(at, 'month_reports') };
  },
  async 'sweep of erased messages'(at, common) {
    await at.db.insertInto('asterisk_copies').values({ recording: 'erased' }).execute();
    const telephony = { deleteRecording: async () => ok(undefined) };
    const work = createCopySweep({ ...common, copies: createMessageCopies(at.db), telephony });
    return { work, done: async () => !(await has(at, 'asterisk_copies')) };
  },
  async 'collection of fallback calls'(at, common) {
    let records: readonly FallbackRecord[] = [
      {
        ...{ leg: '1.1', startedAt: at.clock.now() - 60_000, endedAt: at.clock.now() },
        ...{ dialled: '+33199001200', callerNumber: null, why: 'dead-man', end: { kind: 'left' } },
      },
    ];
    const work = createFallbackCollector({
      ...common,
      records: {
        list: async () => ok(records),
        has: async () => false,
        forget: async () => {
          records = [];
          return ok(undefined);
        },
      },
      telephony: {} as Telephony,
      directory: createDirectory(at.db),
      callLog: createCallLog(at.db),
      copies: createMessageCopies(at.db),
      history: createCallHistory(at.db),
      numberingPlan: FRANCE,
      soundRule: USUAL_SOUND_RULE,
    });
    return { work, done: async () => records.length === 0 && (await has(at, 'calls')) };
  },
  async 'recovery of calls'(at, common) {
    await at.call('c1', [{ kind: 'call-ended', outcome: 'voicemail' }]);
    const telephony = {
      snapshot: async () => ok({ arrivals: [], legs: [], bridges: [] }),
      fetchRecording: async () => ok(wav(2)),
      deleteRecording: async () => ok(undefined),
    } as unknown as Telephony;
    const recovery = new CallRecovery({
      soundRule: USUAL_SOUND_RULE,
      ...common,
      telephony,
      callLog: createCallLog(at.db),
      messages: createCallLog(at.db),
      copies: createMessageCopies(at.db),
      // No call is going on.
      calls: { sessions: () => [], has: () => false, stateOf: () => null, isCaller: () => false } as never,
      isTaken: async () => false,
    });
    const work = { begin: () => recovery.connected(), end: () => recovery.disconnected() };
    return { work, done: () => has(at, 'messages') };
  },
  async 'duty list of the fallback'(at, common) {
    let said = 0;
    const store = {
      doubt: () => undefined,
      say: async () => {
        said += 1;
        return ok(undefined);
      },
    };
    const work = createDutyListRefresh({ ...common, store, sources: candidates(at), numberingPlan: FRANCE });
    return { work, done: () => said > 1 };
  },
  async 'recorded greetings'(at, common) {
    let looked = 0;
    const pbxRecordings = {
      ids: async () => {
        looked += 1;
        return ok([]);
      },
      hold: async () => ok(undefined),
      drop: async () => ok(undefined),
    };
    return {
      work: createRecordingSync({ ...common, pbxRecordings, sounds: createSoundStore(at.db) }),
      done: () => looked > 0,
    };
  },
  async 'reading of phones and trunks'(at, common) {
    let readings = 0;
    const work = watchEndpoints({
      ...common,
      source: { read: async () => ok([]), version: async () => ok('22.10.1') },
      needed: () => readNeededEndpoints(at.db),
      onRead: () => {
        readings += 1;
      },
    });
    return { work, done: () => readings > 1 };
  },
};

describe.each([
  ['locked', 1],
  ['locked', 60],
  ['full', 60],
] as const)('while the database is %s for %i s', (fault, seconds) => {
  it.each(Object.keys(JOBS))('the %s, alone, ends nothing, and does its work afterwards', async (name) => {
    const at = await house(EVENING);
    const bugs: unknown[] = [];
    const common = {
      clock: at.clock,
      log: at.logger,
      crash: (error: unknown) => bugs.push(error),
      onDomainEvent: () => undefined,
    };
    const job = await (JOBS[name] as (typeof JOBS)[string])(at, common);
    const end = await STORE_FAULTS[fault](at.db, at.path);
    job.work.begin();
    for (let second = 0; second < seconds; second += 1) {
      await turns();
      at.clock.pass(1_000);
    }
    expect(bugs).toEqual([]);
    const isReader = READERS.includes(name);
    if (fault === 'locked' && !isReader) {
      expect(await job.done()).toBe(false);
      expect(at.log()).toContain(`"work":"${name}"`);
    }
    if (isReader && seconds > 1) expect(await job.done()).toBe(true);
    await end();
    await expect
      .poll(
        async () => {
          at.clock.pass(1_000);
          await turns();
          return job.done();
        },
        { timeout: 20_000, interval: 1 },
      )
      .toBe(true);
    await job.work.end();
    expect(bugs).toEqual([]);
  });
});

/** They write nothing, and so go on all the while. */
const READERS: readonly string[] = [
  'duty list of the fallback',
  'recorded greetings',
  'reading of phones and trunks',
];

async function turns(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function candidates({ db }: House) {
  return { directory: createDirectory(db), schedules: createScheduleStore(db) };
}

async function count({ db }: House, table: keyof Tables): Promise<number> {
  const { rows } = await db
    .selectFrom(table)
    .select((select) => select.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow();
  return Number(rows);
}

async function has(at: House, table: keyof Tables): Promise<boolean> {
  return (await count(at, table)) > 0;
}
