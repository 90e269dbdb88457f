import type { Directory } from '../calls/directory.ts';
import { createEraseMessage } from '../calls/messages/erase-message.ts';
import type { CallBacks } from '../calls/own/call-back.ts';
import type { Telephony } from '../calls/telephony.ts';
import type { Database } from '../database/database.ts';
import { createLogBook } from '../database/log-book-store.ts';
import { createMessageBook } from '../database/message-store.ts';
import { createReceipts } from '../database/receipt-store.ts';
import { createSwapSearch } from '../database/swap-store.ts';
import { createTaskSearch } from '../database/task-search.ts';
import { systemClock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/log.ts';
import { createTaskCallBacks } from '../tasks/call-back-task.ts';
import type { TaskNeeds } from '../web/web-needs.ts';
import type { NoticeOffice } from './notice-office.ts';

interface TaskDeskNeeds {
  readonly db: Database;
  readonly reading: Database;
  readonly office: NoticeOffice;
  readonly directory: Directory;
  readonly callBacks: CallBacks;
  readonly telephony: Telephony;
  readonly log: Logger;
  readonly crash: (error: unknown) => void;
}

/** What pages of tasks, messages, log books, swaps and publications are made from. */
export function createTaskDesk(needs: TaskDeskNeeds): TaskNeeds {
  const { db, reading, office, directory, callBacks, telephony, log, crash } = needs;
  const messages = createMessageBook(db, reading);
  return {
    tasks: office.tasks,
    taskSearch: createTaskSearch(reading),
    taskCallBacks: createTaskCallBacks({
      tasks: office.tasks,
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
