import type { Clock } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import { type RecurringWork, recurringWork } from '../runtime/recurring-work.ts';
import type { TaskStore } from './task-store.ts';

/** Tasks are opened by others, who do not tell this watch. */
const LOOK_EVERY_SECONDS = 30;

/** Escalates tasks that nobody took in time. */
export function createTaskWatch(dependencies: {
  readonly tasks: TaskStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onDomainEvent: () => void;
  readonly crash: (error: unknown) => void;
}): RecurringWork {
  const { tasks, clock } = dependencies;
  return recurringWork(dependencies, 'task watch', async () => {
    const now = clock.now();
    const soon = now + LOOK_EVERY_SECONDS * SECOND;
    const next = await tasks.escalateOverdue(now);
    dependencies.onDomainEvent();
    // What was more than one look can do is overdue still.
    return next === null ? soon : Math.min(soon, Math.max(next, now + SECOND));
  });
}
