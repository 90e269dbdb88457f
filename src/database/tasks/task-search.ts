import type { Task, TaskState } from '../../domain/task/task.ts';
import type { TaskPlace, TaskQuery, TaskSearch } from '../../tasks/task-search.ts';
import type { Queryable } from '../database.ts';
import { isOfCallers } from '../statistics/statistics-source.ts';
import { findTask, taskOfCall, toTask } from './task-store.ts';

const IN_ORDER = ['open', 'taken', 'done'] as const satisfies readonly TaskState[];

/** Tasks searched in the database, one state after the other by keyset: the thousandth page costs what the first does. */
export function createTaskSearch(db: Queryable): TaskSearch {
  return {
    async page(query, after, limit) {
      const wanted = IN_ORDER.filter((state) => fits(state, query.state));
      const left = wanted.slice(after === null ? 0 : Math.max(0, wanted.indexOf(after.state)));
      const found: Task[] = [];
      for (const state of left) {
        if (found.length >= limit) break;
        const from = after?.state === state ? after : null;
        found.push(...(await ofState(db, state, query, from, limit - found.length)));
      }
      return found;
    },
    async count(query) {
      const { count } = await filtered(db, query)
        .where('state', '=', query.state)
        .select((select) => select.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    find: (taskId) => findTask(db, taskId),
    ofCall: (callId) => taskOfCall(db, callId),
  };
}

function fits(state: TaskState, wanted: TaskQuery['state']): boolean {
  return wanted === undefined || wanted === state || (wanted === 'waiting' && state !== 'done');
}

async function ofState(
  db: Queryable,
  state: TaskState,
  query: TaskQuery,
  after: TaskPlace | null,
  limit: number,
): Promise<readonly Task[]> {
  const [order, beyond] = state === 'done' ? (['desc', '<'] as const) : (['asc', '>'] as const);
  const rows = await filtered(db, query)
    .selectAll()
    .where('state', '=', state)
    .$if(after !== null, (select) =>
      select.where((where) =>
        where.or([
          where('opened_at', beyond, after?.openedAt ?? 0),
          where.and([where('opened_at', '=', after?.openedAt ?? 0), where('id', beyond, after?.id ?? 0)]),
        ]),
      ),
    )
    .orderBy('opened_at', order)
    .orderBy('id', order)
    .limit(limit)
    .execute();
  return rows.map(toTask);
}

function filtered(db: Queryable, asked: TaskQuery) {
  const { hotlineId, holderId, kind, reason, from, until, within } = asked;
  let query = db.selectFrom('tasks');
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (reason !== undefined) query = query.where('reason', '=', reason);
  if (asked.counted) query = query.where(isOfCallers);
  if (hotlineId !== undefined) query = query.where('hotline_id', '=', hotlineId);
  if (holderId !== undefined)
    query = query.where((where) => where(where.fn.coalesce('taken_by', 'owner_id'), '=', holderId));
  if (from !== undefined) query = query.where('opened_at', '>=', from);
  if (until !== undefined) query = query.where('opened_at', '<', until);
  if (within !== undefined)
    query = query.where((where) =>
      where.or([
        where('owner_id', '=', within.personId),
        where('taken_by', '=', within.personId),
        ...(within.hotlineIds.length > 0 ? [where('hotline_id', 'in', within.hotlineIds)] : []),
      ]),
    );
  return query;
}
