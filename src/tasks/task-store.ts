import type { Task, TaskEntry, TaskEvent, TaskKind, TaskProblem, TaskState } from '../domain/task/task.ts';
import type { Instant } from '../runtime/instant.ts';
import type { Result } from '../runtime/result.ts';

/** A call nobody took, about to become a task. */
export interface NewTask {
  readonly hotlineId: string;
  readonly callId: string;
  readonly callerNumber: string | null;
  readonly callerName: string | null;
  readonly kind: TaskKind;
  /** Who was on call. */
  readonly ownerId: string | null;
  readonly at: Instant;
}

export interface TaskStory extends Task {
  readonly callIds: readonly string[];
  readonly entries: readonly TaskEntry[];
}

export interface TaskFilter {
  readonly states?: readonly TaskState[];
  readonly hotlineId?: string;
  readonly limit: number;
}

/** Where tasks are kept. Each method is one transaction. */
export interface TaskStore {
  /** Opens a task, or joins the one that is open for the same caller; the same call is never counted twice. */
  openOrJoin(task: NewTask): Promise<{ readonly task: Task; readonly what: 'opened' | 'joined' | 'known' }>;
  /** The task that waits for this caller; null: none, or the number is withheld. */
  waitingFor(hotlineId: string, callerNumber: string | null): Promise<Task | null>;
  change(taskId: number, event: TaskEvent, now: Instant): Promise<Result<Task, TaskProblem | 'no-such-task'>>;
  /** Escalates what is overdue, and writes a cause for each. Gives when to look again; null: nothing waits. */
  escalateOverdue(now: Instant): Promise<Instant | null>;
  /** Those that wait first, the oldest first. */
  list(filter: TaskFilter): Promise<readonly Task[]>;
  find(taskId: number): Promise<TaskStory | null>;
}
