import type { Transaction } from 'kysely';
import {
  advanceTask,
  DONE_REASONS,
  TASK_ENTRIES,
  TASK_KINDS,
  TASK_STATES,
  type Task,
  type TaskEntry,
  type TaskEvent,
  type TaskRule,
} from '../../domain/task/task.ts';
import type { Instant } from '../../runtime/instant.ts';
import { SECOND } from '../../runtime/instant.ts';
import { fail, ok } from '../../runtime/result.ts';
import type { NewTask, TaskStore, TaskStory } from '../../tasks/task-store.ts';
import type { Database, Queryable } from '../database.ts';
import { writeDomainEvent } from '../notices/domain-events.ts';
import { preparedRead } from '../prepared-query.ts';
import { storedWord } from '../stored.ts';
import type { Tables } from '../tables/tables.ts';
import type { TaskRow } from '../tables/task-tables.ts';

/** Tasks kept in the database. */
export function createTaskStore(db: Database, rule: TaskRule): TaskStore {
  const inTransaction = <T>(work: (transaction: Transaction<Tables>) => Promise<T>) =>
    db.transaction().execute(work);
  return {
    openOrJoin: (task) => inTransaction((transaction) => openOrJoin(transaction, task, rule)),
    waitingFor: (hotlineId, callerNumber) => waitingFor(db, hotlineId, callerNumber),
    change: (taskId, event, now) =>
      inTransaction((transaction) => change(transaction, taskId, event, now, rule)),
    escalateOverdue: (now) => inTransaction((transaction) => escalateOverdue(transaction, now, rule)),
    list: async ({ states, hotlineId, limit }) => {
      const rows = await db
        .selectFrom('tasks')
        .selectAll()
        .$if(states !== undefined, (query) => query.where('state', 'in', states ?? []))
        .$if(hotlineId !== undefined, (query) => query.where('hotline_id', '=', hotlineId ?? ''))
        .orderBy((query) => query.case().when('state', '=', 'done').then(1).else(0).end())
        .orderBy('opened_at')
        .limit(limit)
        .execute();
      return rows.map(toTask);
    },
    find: (taskId) => findTask(db, taskId),
  };
}

export async function findTask(db: Queryable, taskId: number): Promise<TaskStory | null> {
  const task = await readTask(db, taskId);
  if (task === null) return null;
  const calls = await db.selectFrom('task_calls').select('call_id').where('task_id', '=', taskId).execute();
  return { ...task, callIds: calls.map(({ call_id }) => call_id), entries: await readEntries(db, taskId) };
}

/** Inside the transaction of what causes it. */
export async function openOrJoin(
  transaction: Transaction<Tables>,
  task: NewTask,
  rule: TaskRule,
): Promise<{ task: Task; what: 'opened' | 'joined' | 'known' }> {
  const known = await taskOfCall(transaction, task.callId);
  if (known !== null) return { task: known, what: 'known' };
  const waiting = await waitingFor(transaction, task.hotlineId, task.callerNumber);
  if (waiting !== null) {
    await linkCall(transaction, waiting.id, task.callId);
    const joined = await change(
      transaction,
      waiting.id,
      { type: 'caller-again', kind: task.kind },
      task.at,
      rule,
    );
    if (!joined.ok) throw new Error(`task ${waiting.id} waits, and refuses its caller: ${joined.error}`);
    return { task: joined.value, what: 'joined' };
  }
  return { task: await openTask(transaction, task, rule), what: 'opened' };
}

/** The message for which a task was opened turned out to be empty; one of another call of the same task is still one. */
export async function messageWasEmpty(transaction: Transaction<Tables>, callId: string): Promise<void> {
  const task = await taskOfCall(transaction, callId);
  if (task?.kind !== 'voicemail') return;
  const message = await transaction
    .selectFrom('task_calls')
    .innerJoin('calls', 'calls.id', 'task_calls.call_id')
    .select('calls.id')
    .where('task_calls.task_id', '=', task.id)
    .where('calls.outcome', '=', 'voicemail')
    .executeTakeFirst();
  if (!message)
    await transaction.updateTable('tasks').set({ kind: 'missed-call' }).where('id', '=', task.id).execute();
}

async function openTask(transaction: Transaction<Tables>, task: NewTask, rule: TaskRule): Promise<Task> {
  const row = await transaction
    .insertInto('tasks')
    .values({
      hotline_id: task.hotlineId,
      caller_number: task.callerNumber,
      caller_name: task.callerName,
      kind: task.kind,
      state: 'open',
      opened_at: task.at,
      owner_id: task.ownerId,
      taken_by: null,
      taken_at: null,
      done_by: null,
      done_at: null,
      reason: null,
      level: 0,
      overdue_at: task.at + rule.takeWithinSeconds * SECOND,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await linkCall(transaction, row.id, task.callId);
  await writeEntries(transaction, row.id, [{ at: task.at, kind: 'opened', by: null, text: null }]);
  return toTask(row);
}

async function change(
  transaction: Transaction<Tables>,
  taskId: number,
  event: TaskEvent,
  now: Instant,
  rule: TaskRule,
) {
  const before = await readTask(transaction, taskId);
  if (before === null) return fail('no-such-task' as const);
  const step = advanceTask(before, event, now, rule);
  if (!step.ok) return step;
  const { task, entries } = step.value;
  await transaction
    .updateTable('tasks')
    .set({
      kind: task.kind,
      state: task.state,
      taken_by: task.takenBy,
      taken_at: task.takenAt,
      done_by: task.doneBy,
      done_at: task.doneAt,
      reason: task.reason,
      level: task.level,
      overdue_at: task.overdueAt,
    })
    .where('id', '=', taskId)
    .execute();
  await writeEntries(transaction, taskId, entries);
  return ok(task);
}

async function escalateOverdue(
  transaction: Transaction<Tables>,
  now: Instant,
  rule: TaskRule,
): Promise<Instant | null> {
  const overdue = await transaction
    .selectFrom('tasks')
    .select('id')
    .where('state', '=', 'open')
    .where('overdue_at', '<=', now)
    .limit(20)
    .execute();
  for (const { id } of overdue) {
    const done = await change(transaction, id, { type: 'time-passed' }, now, rule);
    if (done.ok)
      await writeDomainEvent(transaction, { kind: 'task-overdue', taskId: id, level: done.value.level }, now);
  }
  const next = await transaction
    .selectFrom('tasks')
    .select((query) => query.fn.min('overdue_at').as('at'))
    .where('state', '=', 'open')
    .executeTakeFirst();
  return next?.at ?? null;
}

const oldestOpenTask = preparedRead(
  (db, { hotlineId, callerNumber }: { hotlineId: string; callerNumber: string }) =>
    db
      .selectFrom('tasks')
      .selectAll()
      .where('hotline_id', '=', hotlineId)
      .where('caller_number', '=', callerNumber)
      .where('state', '!=', 'done')
      .orderBy('id')
      .limit(1),
);

export async function waitingFor(
  db: Queryable,
  hotlineId: string,
  callerNumber: string | null,
): Promise<Task | null> {
  if (callerNumber === null) return null;
  const [row] = await oldestOpenTask(db, { hotlineId, callerNumber });
  return row ? toTask(row) : null;
}

export async function taskOfCall(db: Queryable, callId: string): Promise<Task | null> {
  const row = await db
    .selectFrom('task_calls')
    .innerJoin('tasks', 'tasks.id', 'task_calls.task_id')
    .selectAll('tasks')
    .where('task_calls.call_id', '=', callId)
    .executeTakeFirst();
  return row ? toTask(row) : null;
}

async function linkCall(db: Queryable, taskId: number, callId: string): Promise<void> {
  await db.insertInto('task_calls').values({ task_id: taskId, call_id: callId }).execute();
}

export async function readTask(db: Queryable, taskId: number): Promise<Task | null> {
  const row = await db.selectFrom('tasks').selectAll().where('id', '=', taskId).executeTakeFirst();
  return row ? toTask(row) : null;
}

async function writeEntries(db: Queryable, taskId: number, entries: readonly TaskEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const last = await db
    .selectFrom('task_entries')
    .select((query) => query.fn.max('position').as('position'))
    .where('task_id', '=', taskId)
    .executeTakeFirst();
  const first = (last?.position ?? 0) + 1;
  const rows = entries.map(({ at, kind, by, text }, index) => ({
    task_id: taskId,
    position: first + index,
    at,
    kind,
    by_id: by,
    text,
  }));
  await db.insertInto('task_entries').values(rows).execute();
}

async function readEntries(db: Queryable, taskId: number): Promise<readonly TaskEntry[]> {
  const rows = await db
    .selectFrom('task_entries')
    .selectAll()
    .where('task_id', '=', taskId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    at: row.at,
    kind: storedWord(TASK_ENTRIES, row.kind),
    by: row.by_id,
    text: row.text,
  }));
}

export function toTask(row: Omit<TaskRow, 'id'> & { id: number }): Task {
  return {
    id: row.id,
    hotlineId: row.hotline_id,
    callerNumber: row.caller_number,
    callerName: row.caller_name,
    kind: storedWord(TASK_KINDS, row.kind),
    state: storedWord(TASK_STATES, row.state),
    openedAt: row.opened_at,
    ownerId: row.owner_id,
    takenBy: row.taken_by,
    takenAt: row.taken_at,
    doneBy: row.done_by,
    doneAt: row.done_at,
    reason: row.reason === null ? null : storedWord(DONE_REASONS, row.reason),
    level: row.level,
    overdueAt: row.overdue_at,
  };
}
