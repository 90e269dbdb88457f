import type { Clock } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import { type RecurringWork, recurringWork } from '../runtime/recurring-work.ts';
import type { TaskBook } from './task-book.ts';

/** Tasks are opened by others, who do not tell this watch. */
const LOOK_EVERY_SECONDS = 30;

/** Escalates tasks that nobody took in time. */
export function createTaskWatch(needs: {
  readonly tasks: TaskBook;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onCause: () => void;
  readonly crash: (error: unknown) => void;
}): RecurringWork {
  const { tasks, clock } = needs;
  return recurringWork(needs, 'task watch', async () => {
    const now = clock.now();
    const soon = now + LOOK_EVERY_SECONDS * SECOND;
    const next = await tasks.escalateOverdue(now);
    needs.onCause();
    // What was more than one look can do is overdue still.
    return next === null ? soon : Math.min(soon, Math.max(next, now + SECOND));
  });
}
