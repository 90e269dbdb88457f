import { sql } from 'kysely';
import type { CallFilter, CallPlace, CallSearch } from '../calls/call-search.ts';
import { summaries, toSummary } from './call-history.ts';
import type { Queryable } from './database.ts';

/** Calls searched in the database, by keyset: the thousandth page costs what the first does. */
export function createCallSearch(db: Queryable): CallSearch {
  return {
    async page(filter, after, limit) {
      const broad = filter.callerPrefix !== undefined && (await isBroad(db, filter.callerPrefix));
      const rows = await filtered(db, filter, after, broad)
        .orderBy('calls.started_at', 'desc')
        .orderBy('calls.id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toSummary);
    },
    messages: (callId) =>
      db
        .selectFrom('messages')
        .select(['recording', 'seconds'])
        .where('call_id', '=', callId)
        .orderBy('kept_at')
        .execute(),
    async wasTold(callId, personId) {
      const row = await db
        .selectFrom('notices')
        .select('id')
        .where('call_id', '=', callId)
        .where('person_id', '=', personId)
        // Others are only shown as what was not sent.
        .where('state', 'in', ['waiting', 'sending', 'sent', 'delivered'])
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
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

function filtered(db: Queryable, filter: CallFilter, after: CallPlace | null, broadPrefix: boolean) {
  const { hotlineId, personId, outcome, callerPrefix, from, until } = filter;
  let query = summaries(db);
  if (hotlineId !== undefined) query = query.where('calls.hotline_id', '=', hotlineId);
  if (outcome === 'open') query = query.where('calls.ended_at', 'is', null);
  else if (outcome !== undefined) query = query.where('calls.outcome', '=', outcome);
  if (callerPrefix !== undefined && broadPrefix)
    // An expression, which no index answers.
    query = query.where(
      sql<string>`substr(calls.caller_number, 1, ${callerPrefix.length})`,
      '=',
      callerPrefix,
    );
  else if (callerPrefix !== undefined)
    query = query
      .where('calls.caller_number', '>=', callerPrefix)
      .where('calls.caller_number', '<', `${callerPrefix}${END}`);
  if (from !== undefined) query = query.where('calls.started_at', '>=', from);
  if (until !== undefined) query = query.where('calls.started_at', '<', until);
  if (personId !== undefined)
    query = query.where('calls.id', 'in', (inner) =>
      inner.selectFrom('attempts').select('call_id').where('person_id', '=', personId),
    );
  if (after !== null)
    query = query
      .where('calls.started_at', '<=', after.startedAt)
      .where((where) =>
        where.or([where('calls.started_at', '<', after.startedAt), where('calls.id', '<', after.id)]),
      );
  return query;
}
