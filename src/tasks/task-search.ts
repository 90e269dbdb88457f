import type { DoneReason, Task, TaskKind, TaskState } from '../domain/task/task.ts';
import type { Instant } from '../runtime/instant.ts';
import type { TaskStory } from './task-store.ts';

/** Whose tasks somebody may see: their own, and those of these hotlines. */
export interface TaskScope {
  readonly personId: string;
  readonly hotlineIds: readonly string[];
}

export interface TaskQuery {
  readonly hotlineId?: string;
  /** Whose it is: who took it, else who was on call. */
  readonly holderId?: string;
  /** `waiting`: open or taken. */
  readonly state?: TaskState | 'waiting';
  readonly kind?: TaskKind;
  /** What closed it. */
  readonly reason?: DoneReason;
  /** True: as statistics count them, without those of nothing but test calls. */
  readonly counted?: true;
  /** Opened at or after. */
  readonly from?: Instant;
  /** Opened before. */
  readonly until?: Instant;
  readonly within?: TaskScope;
}

/** A place in the list of tasks. */
export type TaskPlace = Pick<Task, 'state' | 'openedAt' | 'id'>;

/** Where tasks are looked up, however many there are. */
export interface TaskSearch {
  /** Open ones, then those that somebody has, the oldest first; then those that are done, the latest first. */
  page(query: TaskQuery, after: TaskPlace | null, limit: number): Promise<readonly Task[]>;
  count(query: TaskQuery & { readonly state: 'open' | 'taken' }): Promise<number>;
  find(taskId: number): Promise<TaskStory | null>;
  /** Null: the call is of no task. */
  ofCall(callId: string): Promise<Task | null>;
}
