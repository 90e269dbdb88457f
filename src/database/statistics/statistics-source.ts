import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { ATTEMPT_OUTCOMES, OUTCOMES } from '../../domain/call.ts';
import type { CallEvent, FallbackReason } from '../../domain/escalation/call-event.ts';
import type { EndReason } from '../../domain/escalation/reasons.ts';
import { changesOf, receptionOf } from '../../domain/statistics/call-of-events.ts';
import type { ReceivedAttempt, ReceivedCall } from '../../domain/statistics/received-call.ts';
import { trunkTries } from '../../domain/statistics/trunk-tries.ts';
import { DONE_REASONS, TASK_KINDS } from '../../domain/task/task.ts';
import type { Instant, Interval } from '../../runtime/instant.ts';
import type { CallSource, LoggedCall } from '../../statistics/call-source.ts';
import type { Queryable } from '../database.ts';
import { groupBy, storedWord } from '../stored.ts';
import type { AttemptRow } from '../tables/call-tables.ts';
import type { Tables } from '../tables/tables.ts';

/** Calls in one part: few enough that reading them holds nothing up. */
const PART = 200;

/** Events that say how far a call came, and by what. */
const COUNTED_EVENTS = [
  'trunk-changed',
  'branch-applied',
  'step-started',
  'everyone-busy',
  'last-resort-started',
  'voicemail-started',
  'closing-announced',
  'fallback-entered',
  'fallback-answered',
] as const satisfies readonly CallEvent['kind'][];

/** Calls, and what came of them, as statistics count them. */
export function createCallSource(db: Queryable): CallSource {
  return {
    hotlines: () => hotlines(db),
    async firstCallAt(hotlineId) {
      const row = await db
        .selectFrom('calls')
        .select((query) => query.fn.min('started_at').as('at'))
        .where('hotline_id', '=', hotlineId)
        .where('is_test', '=', 0)
        .executeTakeFirst();
      return row?.at ?? null;
    },
    calls: (hotlineId, interval) => callsOf(db, hotlineId, interval),
    async tasks(hotlineId, { startAt, endAt }) {
      const rows = await db
        .selectFrom('tasks')
        .select(['kind', 'opened_at', 'taken_at', 'done_at', 'reason'])
        .where('hotline_id', '=', hotlineId)
        .where('opened_at', '>=', startAt)
        .where('opened_at', '<', endAt)
        .where(isOfCallers)
        .execute();
      return rows.map((row) => ({
        kind: storedWord(TASK_KINDS, row.kind),
        openedAt: row.opened_at,
        takenAt: row.taken_at,
        doneAt: row.done_at,
        reason: row.reason === null ? null : storedWord(DONE_REASONS, row.reason),
      }));
    },
    async uncountedCalls(since) {
      const rows = await db
        .selectFrom('calls')
        .leftJoin('counted_calls', 'counted_calls.call_id', 'calls.id')
        .select(['calls.hotline_id', 'calls.started_at'])
        .where('calls.ended_at', '>=', since)
        .where('calls.is_test', '=', 0)
        .where('counted_calls.call_id', 'is', null)
        .execute();
      return rows.map((row) => ({ hotlineId: row.hotline_id, at: row.started_at }));
    },
    changedTasks: (since) => changedTasks(db, since),
  };
}

/** A task of nothing but test calls is none of a caller's. */
export function isOfCallers(where: ExpressionBuilder<Tables, 'tasks'>): Expression<SqlBool> {
  return where.or([where.not(hasCall(where, 1)), hasCall(where, 0)]);
}

function hasCall(where: ExpressionBuilder<Tables, 'tasks'>, isTest: 0 | 1): Expression<SqlBool> {
  return where.exists(
    where
      .selectFrom('task_calls')
      .innerJoin('calls', 'calls.id', 'task_calls.call_id')
      .select('calls.id')
      .whereRef('task_calls.task_id', '=', 'tasks.id')
      .where('calls.is_test', '=', isTest),
  );
}

/** One look at an index for each, however many calls there are. */
async function hotlines(db: Queryable): ReturnType<CallSource['hotlines']> {
  const known = await db.selectFrom('hotlines').select(['id', 'time_zone']).execute();
  const zones = new Map<string, string | null>(known.map(({ id, time_zone }) => [id, time_zone]));
  let last = '';
  for (;;) {
    const row = await db
      .selectFrom('calls')
      .select((query) => query.fn.min('hotline_id').as('id'))
      .where('hotline_id', '>', last)
      .executeTakeFirst();
    if (!row?.id) break;
    last = row.id;
    if (!zones.has(last)) zones.set(last, null);
  }
  return [...zones].map(([id, timeZone]) => ({ id, timeZone }));
}

async function changedTasks(db: Queryable, since: Instant): ReturnType<CallSource['changedTasks']> {
  const tasks = await db
    .selectFrom('tasks')
    .select(['id', 'hotline_id', 'opened_at'])
    .where((where) =>
      where.or([
        where('opened_at', '>=', since),
        where('done_at', '>=', since),
        where.and([where('state', '=', 'taken'), where('taken_at', '>=', since)]),
      ]),
    )
    .execute();
  const calls = await db
    .selectFrom('task_calls')
    .innerJoin('calls', 'calls.id', 'task_calls.call_id')
    .select(['calls.hotline_id', 'calls.started_at'])
    .where(
      'task_calls.task_id',
      'in',
      tasks.map(({ id }) => id),
    )
    .where('calls.ended_at', 'is not', null)
    .execute();
  return [
    ...tasks.map((task) => ({ hotlineId: task.hotline_id, at: task.opened_at })),
    ...calls.map((call) => ({ hotlineId: call.hotline_id, at: call.started_at })),
  ];
}

async function* callsOf(
  db: Queryable,
  hotlineId: string,
  { startAt, endAt }: Interval,
): AsyncGenerator<readonly LoggedCall[]> {
  let after: { readonly started_at: Instant; readonly id: string } = { started_at: startAt, id: '' };
  for (;;) {
    const rows = await ended(db)
      .where('calls.hotline_id', '=', hotlineId)
      .where('calls.started_at', '>=', after.started_at)
      .where('calls.started_at', '<', endAt)
      .where((where) =>
        where.or([where('calls.started_at', '>', after.started_at), where('calls.id', '>', after.id)]),
      )
      .orderBy('calls.started_at')
      .orderBy('calls.id')
      .limit(PART)
      .execute();
    if (rows.length > 0) yield await withAll(db, rows);
    const last = rows.at(-1);
    if (rows.length < PART || !last) return;
    after = last;
  }
}

function ended(db: Queryable) {
  return db
    .selectFrom('calls')
    .select(['calls.id', 'calls.started_at', 'calls.ended_at', 'calls.outcome'])
    .select((query) =>
      query
        .selectFrom('calls as before')
        .select((inner) => inner.fn.max('before.started_at').as('at'))
        .whereRef('before.caller_number', '=', 'calls.caller_number')
        .whereRef('before.hotline_id', '=', 'calls.hotline_id')
        .whereRef('before.started_at', '<', 'calls.started_at')
        .where('before.is_test', '=', 0)
        .as('before_at'),
    )
    .where('calls.is_test', '=', 0)
    .where('calls.ended_at', 'is not', null)
    .where('calls.outcome', 'is not', null);
}

type EndedRow = Awaited<ReturnType<ReturnType<typeof ended>['execute']>>[number];

async function withAll(db: Queryable, rows: readonly EndedRow[]): Promise<readonly LoggedCall[]> {
  const ids = rows.map(({ id }) => id);
  const attempts = groupBy(
    await db.selectFrom('attempts').selectAll().where('call_id', 'in', ids).orderBy('attempt').execute(),
    (row) => row.call_id,
  );
  const events = groupBy(
    await db
      .selectFrom('call_events')
      .select(['call_id', 'at', 'kind', 'details'])
      .where('call_id', 'in', ids)
      .where('kind', 'in', COUNTED_EVENTS)
      .orderBy('position')
      .execute(),
    (row) => row.call_id,
  );
  const tasks = groupBy(
    await db
      .selectFrom('task_calls')
      .innerJoin('tasks', 'tasks.id', 'task_calls.task_id')
      .select(['task_calls.call_id', 'tasks.done_at', 'tasks.reason'])
      .where('task_calls.call_id', 'in', ids)
      .where('tasks.done_at', 'is not', null)
      .execute(),
    (row) => row.call_id,
  );
  return rows.map((row) => {
    const told = events(row.id).map(
      ({ at, kind, details }) => ({ at, kind, ...JSON.parse(details) }) as CallEvent,
    );
    const [task] = tasks(row.id);
    return loggedCall(row, attempts(row.id), told, task);
  });
}

function loggedCall(
  row: EndedRow,
  attempts: readonly AttemptRow[],
  told: readonly CallEvent[],
  task: { readonly done_at: number | null; readonly reason: string | null } | undefined,
): LoggedCall {
  const call: ReceivedCall = {
    id: row.id,
    startedAt: row.started_at,
    endedAt: row.ended_at ?? row.started_at,
    outcome: storedWord(OUTCOMES, row.outcome ?? ''),
    ...receptionOf(told),
    attempts: attempts.map((row) => toAttempt(row, told)),
    calledBeforeAt: row.before_at,
    task:
      task && task.done_at !== null && task.reason !== null
        ? { doneAt: task.done_at, reason: storedWord(DONE_REASONS, task.reason) }
        : null,
  };
  return { call, fallback: told.reduce<FallbackReason | null>((why, one) => fallbackOf(one) ?? why, null) };
}

function fallbackOf(callEvent: CallEvent): FallbackReason | null {
  return callEvent.kind === 'fallback-entered' ? callEvent.why : null;
}

function toAttempt(row: AttemptRow, told: readonly CallEvent[]): ReceivedAttempt {
  return {
    round: row.round,
    step: row.step,
    personId: row.person_id,
    scheduleId: row.schedule_id,
    kind: row.kind === 'phone' ? 'phone' : 'extension',
    startedAt: row.started_at,
    ringingAt: row.ringing_at,
    answeredAt: row.answered_at,
    acceptedAt: row.accepted_at,
    endedAt: row.ended_at,
    outcome: row.outcome === null ? null : storedWord(ATTEMPT_OUTCOMES, row.outcome),
    // `foldCallEvents` wrote it.
    why: row.detail === null ? null : (JSON.parse(row.detail) as EndReason),
    trunks: trunkTries(row.trunk, row.started_at, changesOf(told, row.attempt)),
  };
}
