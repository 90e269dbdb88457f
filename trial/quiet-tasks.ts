import { createEraseMessage } from '../src/calls/messages/erase-message.ts';
import { createOutboundLegs } from '../src/calls/outbound-legs.ts';
import { type CallBacks, createCallBacks } from '../src/calls/own/call-back.ts';
import type { DialRequest, Telephony, TelephonyEvent } from '../src/calls/telephony.ts';
import { createLogBook } from '../src/database/calls/log-book-store.ts';
import { createMessageStore } from '../src/database/calls/message-store.ts';
import { createDirectory } from '../src/database/configuration/directory.ts';
import type { Database } from '../src/database/database.ts';
import { createReceipts } from '../src/database/notices/receipt-store.ts';
import { createSwapSearch } from '../src/database/planning/swap-store.ts';
import { createTaskSearch } from '../src/database/tasks/task-search.ts';
import { createTaskStore } from '../src/database/tasks/task-store.ts';
import type { NumberingPlan } from '../src/domain/phone-number.ts';
import type { Clock } from '../src/runtime/clock.ts';
import type { Logger } from '../src/runtime/log.ts';
import { createTaskCallBacks } from '../src/tasks/call-back-task.ts';
import type { TaskDependencies } from '../src/web/web-dependencies.ts';

interface QuietDeskDependencies {
  readonly db: Database;
  readonly reading?: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly numberingPlan: NumberingPlan;
}

/** A switchboard that does all it is asked, on which nothing happens unless it is said to. */
export interface QuietTasks {
  readonly dependencies: TaskDependencies;
  /** The legs dialled so far. */
  readonly dialled: readonly DialRequest[];
  /** Recordings of which Asterisk's copy was deleted. */
  readonly deleted: readonly string[];
  readonly callBacks: CallBacks;
  /** Something happens to the nth leg that was dialled, counted from 1. */
  tell(nth: number, event: DistributedOmit<LegEvent, 'leg'>): void;
}

type LegEvent = Extract<TelephonyEvent, { readonly type: 'leg-answered' | 'leg-ended' | 'key' }>;
type DistributedOmit<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

/** What pages of tasks and messages need, without an Asterisk. */
export function createQuietTasks(dependencies: QuietDeskDependencies): QuietTasks {
  const { db, reading = db, clock, log, numberingPlan } = dependencies;
  const dialled: DialRequest[] = [];
  const deleted: string[] = [];
  const done = { ok: true, value: undefined } as const;
  const doIt = async () => done;
  const telephony = {
    dial: async (request: DialRequest) => {
      dialled.push(request);
      return done;
    },
    deleteRecording: async (recording: string) => {
      deleted.push(recording);
      return done;
    },
    play: doIt,
    stopPlay: doIt,
    startRinging: doIt,
    stopRinging: doIt,
    bridge: doIt,
    endBridge: doIt,
    hangUp: doIt,
  } as unknown as Telephony;
  const crash = (error: unknown) => {
    throw error;
  };
  const callBacks = createCallBacks({
    telephony,
    outboundLegs: createOutboundLegs(20),
    numberingPlan,
    clock,
    log,
    crash,
  });
  const tasks = createTaskStore(db, { takeWithinSeconds: 900 });
  const messages = createMessageStore(db, reading);
  const directory = createDirectory(db);
  return {
    dependencies: {
      tasks,
      taskSearch: createTaskSearch(reading),
      taskCallBacks: createTaskCallBacks({ tasks, directory, callBacks, clock, log, crash }),
      logBook: createLogBook(db, reading),
      messages,
      eraseMessage: createEraseMessage({ messages, telephony, log }),
      swapSearch: createSwapSearch(reading),
      receipts: createReceipts(db, reading),
    },
    dialled,
    deleted,
    callBacks,
    tell(nth, event) {
      const leg = dialled[nth - 1]?.leg;
      if (leg === undefined) throw new Error(`no leg ${nth} was dialled`);
      callBacks.take({ ...event, leg } as LegEvent);
    },
  };
}
