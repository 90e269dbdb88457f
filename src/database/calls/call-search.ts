import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import type { CallFilter, CallPlace, CallSearch } from '../../calls/log/call-search.ts';
import type { Queryable } from '../database.ts';
import { callsOfFigure } from '../statistics/figure-search.ts';
import type { Tables } from '../tables/tables.ts';
import { summaries, toSummary } from './call-history.ts';

/** Calls searched in the database, by keyset: the thousandth page costs what the first does. */
export function createCallSearch(db: Queryable): CallSearch {
  return {
    async page(filter, after, limit) {
      const rows = await (await found(db, filter, after, limit))
        .orderBy('calls.started_at', 'desc')
        .orderBy('calls.id', 'desc')
        .execute();
      return rows.map(toSummary);
    },
    async messages(callId) {
      const rows = await db
        .selectFrom('messages')
        .select(['recording', 'seconds', 'is_empty'])
        .where('call_id', '=', callId)
        .orderBy('kept_at')
        .execute();
      return rows.map(({ is_empty, ...message }) => ({ ...message, isEmpty: is_empty === 1 }));
    },
    async audio(callId, recording) {
      const row = await db
        .selectFrom('messages')
        .select('audio')
        .where('recording', '=', recording)
        .where('call_id', '=', callId)
        .executeTakeFirst();
      return row?.audio ?? null;
    },
  };
}

async function found(db: Queryable, filter: CallFilter, after: CallPlace | null, limit: number) {
  const { figure, personId } = filter;
  if (figure !== undefined)
    return summaries(db).where(
      'calls.id',
      'in',
      await callsOfFigure(db, { ...filter, figure }, after, limit),
    );
  if (personId !== undefined)
    return summaries(db).where('calls.id', 'in', await callsThatRang(db, personId, filter, after, limit));
  return (await filtered(db, filter, after)).limit(limit);
}

/** Greater than every character that a number is written with. */
const END = '~';

/** With more numbers than this behind a prefix, the latest calls are found sooner one after the other. */
const FEW = 2000;

/** Whether so many callers begin with the prefix that sorting all of their calls would take longer than finding some. */
async function isBroad(db: Queryable, prefix: string): Promise<boolean> {
  const rows = await db
    .selectFrom('calls')
    .select('caller_number')
    .where('caller_number', '>=', prefix)
    .where('caller_number', '<', `${prefix}${END}`)
    .limit(FEW)
    .execute();
  return rows.length === FEW;
}

async function filtered(db: Queryable, filter: CallFilter, after: CallPlace | null) {
  const broadPrefix = filter.callerPrefix !== undefined && (await isBroad(db, filter.callerPrefix));
  const query = summaries(db).where((where) => where.and(conditions(filter, broadPrefix)));
  if (after === null) return query;
  return query
    .where('calls.started_at', '<=', after.startedAt)
    .where((where) =>
      where.or([where('calls.started_at', '<', after.startedAt), where('calls.id', '<', after.id)]),
    );
}

/**
 * The ids of a page of a person's calls. Read off the index of what rang them, which is in the list's order: most
 * people have been dialled for thousands of calls, too many to sort, and some for none in years, too few to look for in all.
 */
async function callsThatRang(
  db: Queryable,
  personId: string,
  filter: CallFilter,
  after: CallPlace | null,
  limit: number,
): Promise<readonly string[]> {
  const { from, until } = filter;
  let query = db
    .selectFrom('attempts as rang')
    .crossJoin('calls')
    .select('calls.id')
    // By its time, which the indexes of hotlines and outcomes hold, and not by its id, which would have each call read:
    // someone who rang for thousands may have none of that outcome. An expression, which no index answers.
    .whereRef('calls.started_at', '=', 'rang.call_started_at')
    .where(sql<string>`calls.id || ''`, '=', (where) => where.ref('rang.call_id'))
    .where('rang.person_id', '=', personId)
    // A call that rang them several times is one call.
    .where('rang.attempt', '=', (inner) =>
      inner
        .selectFrom('attempts as first')
        .select((select) => select.fn.min('first.attempt').as('attempt'))
        .whereRef('first.call_id', '=', 'calls.id')
        .where('first.person_id', '=', personId),
    )
    .where((where) => where.and(conditions(filter, true)));
  if (from !== undefined) query = query.where('rang.call_started_at', '>=', from);
  if (until !== undefined) query = query.where('rang.call_started_at', '<', until);
  if (after !== null)
    query = query
      .where('rang.call_started_at', '<=', after.startedAt)
      .where((where) =>
        where.or([where('rang.call_started_at', '<', after.startedAt), where('rang.call_id', '<', after.id)]),
      );
  const rows = await query
    .orderBy('rang.call_started_at', 'desc')
    .orderBy('rang.call_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** What the filter asks of the call itself. */
function conditions(filter: CallFilter, broadPrefix: boolean): Expression<SqlBool>[] {
  const { hotlineId, outcome, callerPrefix, from, until } = filter;
  const where = expressionBuilder<Tables, 'calls'>();
  const asked: Expression<SqlBool>[] = [];
  if (hotlineId !== undefined) asked.push(where('calls.hotline_id', '=', hotlineId));
  if (outcome === 'open') asked.push(where('calls.ended_at', 'is', null));
  else if (outcome !== undefined) asked.push(where('calls.outcome', '=', outcome));
  if (callerPrefix !== undefined && broadPrefix)
    // An expression, which no index answers.
    asked.push(where(sql<string>`substr(calls.caller_number, 1, ${callerPrefix.length})`, '=', callerPrefix));
  else if (callerPrefix !== undefined)
    asked.push(
      where('calls.caller_number', '>=', callerPrefix),
      where('calls.caller_number', '<', `${callerPrefix}${END}`),
    );
  if (from !== undefined) asked.push(where('calls.started_at', '>=', from));
  if (until !== undefined) asked.push(where('calls.started_at', '<', until));
  return asked;
}
