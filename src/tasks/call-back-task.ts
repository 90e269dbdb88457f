import type { Directory } from '../calls/directory.ts';
import type { CallBackProblem, CallBacks } from '../calls/own/call-back.ts';
import { describeTarget } from '../domain/phone-number.ts';
import type { CallBackFailure, CallBackProgress } from '../domain/task/call-back-call.ts';
import type { Task, TaskProblem } from '../domain/task/task.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/log.ts';
import { fail, type Result } from '../runtime/result.ts';
import { StoreUnavailable } from '../runtime/store-unavailable.ts';
import type { TaskStore } from './task-store.ts';

export interface TaskCallBackDependencies {
  readonly tasks: TaskStore;
  readonly directory: Directory;
  readonly callBacks: CallBacks;
  readonly clock: Clock;
  readonly log: Logger;
  readonly crash: (error: unknown) => void;
}

export type TaskCallBackProblem = CallBackProblem | TaskProblem | 'no-such-task' | 'under-way';

/** A call-back that goes on now. */
export type RunningCallBack = { readonly by: string } & Extract<CallBackProgress, { readonly since: number }>;

export interface TaskCallBacks {
  /**
   * Takes the task in hand, rings the person (on `contact`, as `describeTarget` writes it; null: the first of their
   * contact methods that may be dialled), then the caller. The story tells that it was tried, and how it ended.
   */
  start(taskId: number, by: string, contact: string | null): Promise<Result<void, TaskCallBackProblem>>;
  /** Null: none goes on. */
  running(taskId: number): RunningCallBack | null;
}

/** Calls callers of tasks back, one call at a time for each task. */
export function createTaskCallBacks(dependencies: TaskCallBackDependencies): TaskCallBacks {
  const { tasks, clock, log } = dependencies;
  const running = new Map<number, RunningCallBack>();

  async function start(taskId: number, by: string, contact: string | null) {
    // A button pressed twice rings once.
    if (running.has(taskId)) return fail('under-way' as const);
    running.set(taskId, { by, stage: 'responder', since: clock.now() });
    const started = await ring(taskId, by, contact);
    if (!started.ok) running.delete(taskId);
    return started;
  }

  async function ring(
    taskId: number,
    by: string,
    contact: string | null,
  ): Promise<Result<void, TaskCallBackProblem>> {
    const changed = await tasks.change(taskId, { type: 'call-back', by }, clock.now());
    if (!changed.ok) return changed;
    const begun = await begin(changed.value, by, contact);
    if (!begun.ok) await note(taskId, by, { stage: 'refused', why: begun.error });
    return begun;
  }

  async function begin(
    { id, hotlineId, callerNumber }: Task,
    by: string,
    contact: string | null,
  ): Promise<Result<void, CallBackProblem>> {
    const hotline = (await dependencies.directory.hotlines()).find((one) => one.id === hotlineId);
    const [responder] = await dependencies.directory.people([by]);
    if (!hotline || !responder || callerNumber === null) return fail('no-number');
    const contactMethods = responder.contactMethods.filter(
      ({ target }) => contact === null || describeTarget(target) === contact,
    );
    const language = responder.languages[0] ?? hotline.language;
    const report = (progress: CallBackProgress) => follow(id, by, progress);
    const request = { hotline, responder: { contactMethods, language }, callerNumber, report };
    return dependencies.callBacks.start(request);
  }

  function follow(taskId: number, by: string, progress: CallBackProgress): void {
    if (progress.stage !== 'talked' && progress.stage !== 'failed')
      return void running.set(taskId, { by, ...progress });
    running.delete(taskId);
    note(taskId, by, progress).catch(dependencies.crash);
  }

  async function note(taskId: number, by: string, end: CallBackEnd): Promise<void> {
    const event = { type: 'call-back-ended', by, how: writeEnd(end) } as const;
    try {
      await tasks.change(taskId, event, clock.now());
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      log.warn({ taskId, how: event.how, reason: error.message }, 'how a call-back ended is not written');
    }
  }

  return { start, running: (taskId) => running.get(taskId) ?? null };
}

/** How a call-back ended, or why none was begun. */
export type CallBackEnd =
  | Extract<CallBackProgress, { readonly stage: 'talked' | 'failed' }>
  | { readonly stage: 'refused'; readonly why: CallBackProblem };

/** As it stands in a task's story: `talked 65`, `failed caller busy`, `refused no-phone`. */
function writeEnd(end: CallBackEnd): string {
  switch (end.stage) {
    case 'talked':
      return `talked ${end.seconds}`;
    case 'failed':
      return `failed ${end.who} ${end.why}`;
    case 'refused':
      return `refused ${end.why}`;
  }
}

/** What `writeEnd` wrote. */
export function readEnd(text: string): CallBackEnd {
  const [stage, first = '', second = ''] = text.split(' ');
  if (stage === 'talked') return { stage, seconds: Number(first) };
  if (stage === 'refused') return { stage, why: first as CallBackProblem };
  return { stage: 'failed', who: first as 'responder' | 'caller', why: second as CallBackFailure };
}
