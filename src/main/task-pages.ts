import type { Directory } from '../calls/directory.ts';
import { createEraseMessage } from '../calls/messages/erase-message.ts';
import type { CallBacks } from '../calls/own/call-back.ts';
import type { Telephony } from '../calls/telephony.ts';
import { createLogBook } from '../database/calls/log-book-store.ts';
import { createMessageStore } from '../database/calls/message-store.ts';
import type { Database } from '../database/database.ts';
import { createReceipts } from '../database/notices/receipt-store.ts';
import { createSwapSearch } from '../database/planning/swap-store.ts';
import { createTaskSearch } from '../database/tasks/task-search.ts';
import { systemClock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/log.ts';
import { createTaskCallBacks } from '../tasks/call-back-task.ts';
import type { TaskDependencies } from '../web/web-dependencies.ts';
import type { NoticeModule } from './notice-module.ts';

interface TaskPagesDependencies {
  readonly db: Database;
  readonly reading: Database;
  readonly noticeModule: NoticeModule;
  readonly directory: Directory;
  readonly callBacks: CallBacks;
  readonly telephony: Telephony;
  readonly log: Logger;
  readonly crash: (error: unknown) => void;
}

/** What pages of tasks, messages, log books, swaps and publications are made from. */
export function createTaskPages(dependencies: TaskPagesDependencies): TaskDependencies {
  const { db, reading, noticeModule, directory, callBacks, telephony, log, crash } = dependencies;
  const messages = createMessageStore(db, reading);
  return {
    tasks: noticeModule.tasks,
    taskSearch: createTaskSearch(reading),
    taskCallBacks: createTaskCallBacks({
      tasks: noticeModule.tasks,
      directory,
      callBacks,
      clock: systemClock,
      log,
      crash,
    }),
    logBook: createLogBook(db, reading),
    messages,
    eraseMessage: createEraseMessage({ messages, telephony, log }),
    swapSearch: createSwapSearch(reading),
    receipts: createReceipts(db, reading),
  };
}
