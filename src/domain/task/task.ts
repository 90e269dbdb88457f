import { type Instant, SECOND } from '../../runtime/instant.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';

export const TASK_KINDS = ['missed-call', 'voicemail', 'fallback'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** `open`: nobody has said that they see to it. */
export const TASK_STATES = ['open', 'taken', 'done'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** Why a task is over. */
export const DONE_REASONS = ['reached', 'not-reached', 'not-needed', 'duplicate', 'other'] as const;
export type DoneReason = (typeof DONE_REASONS)[number];

/** A call that still needs a human, until somebody closes it. */
export interface Task {
  readonly id: number;
  readonly hotlineId: string;
  /** Null: withheld; nobody can be called back, and no other call can be told to be of the same caller. */
  readonly callerNumber: string | null;
  readonly callerName: string | null;
  readonly kind: TaskKind;
  readonly state: TaskState;
  readonly openedAt: Instant;
  /** Who was on call; null: nobody was. */
  readonly ownerId: string | null;
  readonly takenBy: string | null;
  readonly takenAt: Instant | null;
  readonly doneBy: string | null;
  readonly doneAt: Instant | null;
  readonly reason: DoneReason | null;
  /** How often it has escalated. */
  readonly level: number;
  /** When it escalates next; null: somebody has it. */
  readonly overdueAt: Instant | null;
}

export type TaskEvent =
  | { readonly type: 'take'; readonly by: string }
  /** From whoever has it; refused when somebody else has it by now. */
  | { readonly type: 'take-over'; readonly by: string; readonly from: string }
  | { readonly type: 'give-back'; readonly by: string }
  | { readonly type: 'note'; readonly by: string; readonly text: string }
  | { readonly type: 'call-back'; readonly by: string }
  /** `how` in the words of whoever calls back; kept as it is. */
  | { readonly type: 'call-back-ended'; readonly by: string; readonly how: string }
  | { readonly type: 'finish'; readonly by: string; readonly reason: DoneReason; readonly text: string }
  | { readonly type: 'reopen'; readonly by: string }
  | { readonly type: 'caller-again'; readonly kind: TaskKind | null }
  | { readonly type: 'time-passed' };

export const TASK_ENTRIES = [
  'opened',
  'taken',
  'taken-over',
  'given-back',
  'note',
  'call-back',
  'call-back-ended',
  'done',
  'reopened',
  'caller-again',
  'escalated',
] as const;
export type TaskEntryKind = (typeof TASK_ENTRIES)[number];

/** One line of a task's story. */
export interface TaskEntry {
  readonly at: Instant;
  readonly kind: TaskEntryKind;
  readonly by: string | null;
  readonly text: string | null;
}

export interface TaskStep {
  readonly task: Task;
  readonly entries: readonly TaskEntry[];
}

export type TaskProblem =
  | 'done-already'
  | 'not-done'
  | 'taken-by-another'
  | 'not-taken'
  | 'no-number'
  | 'no-text';

/** Escalations come at this distance, doubled at each so that nobody is called every quarter of an hour all night. */
export interface TaskRule {
  readonly takeWithinSeconds: number;
}

const LONGEST_WAIT_SECONDS = 4 * 3600;
/** A voicemail is more than a missed call; what is more stays. */
const WEIGHT: Readonly<Record<TaskKind, number>> = { 'missed-call': 0, fallback: 1, voicemail: 2 };

/** What is told of a task that is over as well. */
const AFTERWARDS: readonly TaskEvent['type'][] = ['reopen', 'note', 'call-back-ended'];

/** Everything that can happen to a task. A refusal changes nothing. */
export function advanceTask(
  task: Task,
  event: TaskEvent,
  now: Instant,
  rule: TaskRule,
): Result<TaskStep, TaskProblem> {
  if (task.state === 'done' && !AFTERWARDS.includes(event.type)) return fail('done-already');
  switch (event.type) {
    case 'take':
      return take(task, event.by, now);
    case 'take-over':
      if (task.state === 'taken' && task.takenBy !== event.from && task.takenBy !== event.by)
        return fail('taken-by-another');
      return takeOver(task, event.by, now);
    case 'give-back':
      if (task.state !== 'taken') return fail('not-taken');
      return step(open(task, now, rule), now, 'given-back', event.by);
    case 'note':
      return event.text.trim() === ''
        ? fail('no-text')
        : step(task, now, 'note', event.by, event.text.trim());
    case 'call-back':
      return task.callerNumber === null ? fail('no-number') : callBack(task, event.by, now);
    case 'call-back-ended':
      return step(task, now, 'call-back-ended', event.by, event.how);
    case 'finish': {
      // "Another reason" that is not said is none.
      if (event.reason === 'other' && event.text.trim() === '') return fail('no-text');
      const done = { ...task, state: 'done', doneBy: event.by, doneAt: now, reason: event.reason } as const;
      return step({ ...done, overdueAt: null }, now, 'done', event.by, event.text.trim() || null);
    }
    case 'reopen':
      if (task.state !== 'done') return fail('not-done');
      return step(
        open({ ...task, doneBy: null, doneAt: null, reason: null }, now, rule),
        now,
        'reopened',
        event.by,
      );
    case 'caller-again': {
      const kind = event.kind !== null && WEIGHT[event.kind] > WEIGHT[task.kind] ? event.kind : task.kind;
      return step({ ...task, kind }, now, 'caller-again', null);
    }
    case 'time-passed':
      return ok(escalated(task, now, rule));
  }
}

function take(task: Task, by: string, now: Instant): Result<TaskStep, TaskProblem> {
  if (task.state === 'taken')
    return task.takenBy === by ? ok({ task, entries: [] }) : fail('taken-by-another');
  return step({ ...task, state: 'taken', takenBy: by, takenAt: now, overdueAt: null }, now, 'taken', by);
}

function takeOver(task: Task, by: string, now: Instant): Result<TaskStep, TaskProblem> {
  if (task.state !== 'taken' || task.takenBy === by) return take(task, by, now);
  return step({ ...task, takenBy: by, takenAt: now }, now, 'taken-over', by);
}

/** Whose a task is: whoever took it, else who was on call. Null: nobody's. */
export function holderOf({ takenBy, ownerId }: Pick<Task, 'takenBy' | 'ownerId'>): string | null {
  return takenBy ?? ownerId;
}

/** Who calls back sees to it. */
function callBack(task: Task, by: string, now: Instant): Result<TaskStep, TaskProblem> {
  const taken = take(task, by, now);
  if (!taken.ok) return taken;
  const called = { at: now, kind: 'call-back', by, text: null } as const;
  return ok({ task: taken.value.task, entries: [...taken.value.entries, called] });
}

function escalated(task: Task, now: Instant, rule: TaskRule): TaskStep {
  if (task.overdueAt === null || now < task.overdueAt) return { task, entries: [] };
  const level = task.level + 1;
  const wait = Math.min(LONGEST_WAIT_SECONDS, rule.takeWithinSeconds * 2 ** level);
  const next = { ...task, level, overdueAt: now + wait * SECOND };
  return { task: next, entries: [{ at: now, kind: 'escalated', by: null, text: null }] };
}

function open(task: Task, now: Instant, rule: TaskRule): Task {
  const overdueAt = now + rule.takeWithinSeconds * SECOND;
  return { ...task, state: 'open', takenBy: null, takenAt: null, level: 0, overdueAt };
}

function step(
  task: Task,
  at: Instant,
  kind: TaskEntryKind,
  by: string | null,
  text: string | null = null,
): Result<TaskStep, never> {
  return ok({ task, entries: [{ at, kind, by, text }] });
}
