import { type Expression, expressionBuilder, type SqlBool } from 'kysely';
import type { CallFilter, CallPlace } from '../../calls/log/call-search.ts';
import type { CallFigure } from '../../domain/statistics/call-figure.ts';
import { ENDS_OF } from '../../domain/statistics/person-calls.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Queryable } from '../database.ts';
import type { Tables } from '../tables/tables.ts';

/** Looked through at once: so many calls that a rare figure takes several looks, and none of them long. */
const LOOK_MS = 30 * 24 * 3_600_000;
const HOUR = 3600;
const WEEK = 7 * 24 * HOUR;

/** The ids of a page of the calls that a figure counts, the most recent first. */
export async function callsOfFigure(
  db: Queryable,
  filter: CallFilter & { readonly figure: CallFigure },
  after: CallPlace | null,
  limit: number,
): Promise<readonly string[]> {
  const bounds = await boundsOf(db, filter, after);
  const found: string[] = [];
  for (let until = bounds.until; until > bounds.from && found.length < limit; until -= LOOK_MS) {
    const from = Math.max(bounds.from, until - LOOK_MS);
    const rows = await db
      .selectFrom('counted_calls')
      .select('call_id')
      .where('started_at', '>=', from)
      .where('started_at', '<', until)
      .where((where) => where.and(conditions(filter)))
      .$if(after !== null, (query) =>
        query.where((where) =>
          where.or([
            where('started_at', '<', after?.startedAt ?? 0),
            where.and([
              where('started_at', '=', after?.startedAt ?? 0),
              where('call_id', '<', after?.id ?? ''),
            ]),
          ]),
        ),
      )
      .orderBy('started_at', 'desc')
      .orderBy('call_id', 'desc')
      .limit(limit - found.length)
      .execute();
    found.push(...rows.map(({ call_id }) => call_id));
  }
  return found;
}

/** Between which instants there can be any. */
async function boundsOf(
  db: Queryable,
  { days }: CallFilter,
  after: CallPlace | null,
): Promise<{ readonly from: Instant; readonly until: Instant }> {
  const row = await db
    .selectFrom('counted_calls')
    .select((query) => [query.fn.min('started_at').as('first'), query.fn.max('started_at').as('last')])
    .executeTakeFirstOrThrow();
  const last = (row.last ?? 0) + 1;
  // No zone is further than this from UTC.
  const [before, behind] = [-14 * HOUR * 1000, 38 * HOUR * 1000];
  const from = days?.from ? Date.parse(`${days.from}T00:00:00Z`) + before : (row.first ?? 0);
  const until = days?.to ? Date.parse(`${days.to}T00:00:00Z`) + behind : last;
  return {
    from: Math.max(from, row.first ?? 0),
    until: Math.min(until, last, after === null ? last : after.startedAt + 1),
  };
}

function conditions(filter: CallFilter & { readonly figure: CallFigure }): Expression<SqlBool>[] {
  const where = expressionBuilder<Tables, 'counted_calls'>();
  const { hotlineId, days, personId, outcome, callerPrefix, figure, scheduleId } = filter;
  const asked: Expression<SqlBool>[] = figureConditions(figure, personId);
  if (hotlineId !== undefined) asked.push(where('hotline_id', '=', hotlineId));
  if (days?.from) asked.push(where('day', '>=', days.from));
  if (days?.to) asked.push(where('day', '<=', days.to));
  if (personId !== undefined && figure.of !== 'try' && figure.of !== 'person')
    asked.push(hasAttempt((attempt) => [attempt('person_id', '=', personId)]));
  if (scheduleId !== undefined)
    asked.push(hasAttempt((attempt) => [attempt('schedule_id', '=', scheduleId)]));
  if (outcome === 'open') asked.push(where.lit(false));
  else if (outcome !== undefined) asked.push(isCall((call) => [call('outcome', '=', outcome)]));
  if (callerPrefix !== undefined)
    asked.push(isCall((call) => [call('caller_number', 'like', `${callerPrefix}%`)]));
  return asked;
}

function figureConditions(figure: CallFigure, personId: string | undefined): Expression<SqlBool>[] {
  const where = expressionBuilder<Tables, 'counted_calls'>();
  const offered = where('kind', '=', 'offered');
  switch (figure.of) {
    case 'kind':
      return [where('kind', '=', figure.kind)];
    case 'outcome':
      return [offered, isCall((call) => [call('outcome', '=', figure.outcome)])];
    case 'taken':
      return [
        offered,
        where('taken_seconds', 'is not', null),
        ...(figure.seconds === null ? [] : [where('taken_seconds', '<=', figure.seconds)]),
      ];
    case 'left':
      return [
        offered,
        figure.stage === null ? where('left_at', 'is not', null) : where('left_at', '=', figure.stage),
      ];
    case 'handled':
      return [offered, where('handled', '=', 1)];
    case 'rang':
      return [offered, hasAttempt((attempt) => [attempt('ringing_at', 'is not', null)])];
    case 'person': {
      const ends = ENDS_OF[figure.what];
      return [
        hasAttempt((attempt) => [
          ends === null ? attempt('outcome', 'is not', null) : attempt('outcome', 'in', ends),
          personId === undefined ? attempt('person_id', 'is not', null) : attempt('person_id', '=', personId),
        ]),
      ];
    }
    case 'trunk':
      return [wasCarried(figure.trunk, figure.what)];
    case 'fallback':
      return [wasInFallback(figure.why)];
    case 'again':
      return [offered, where('again_seconds', '<=', figure.within === 'hour' ? HOUR : WEEK)];
    case 'hour':
      return [offered, where('hour_of_week', '=', `${figure.weekday}/${figure.hour}`)];
    case 'step': {
      const { step, round } = figure;
      if (figure.taken) return [offered, where('taken_step', '=', step), where('taken_round', '=', round)];
      return [offered, hasAttempt((attempt) => [attempt('step', '=', step), attempt('round', '=', round)])];
    }
    case 'try': {
      const { outcome, why } = figure;
      return [
        hasAttempt((attempt) => [
          attempt('outcome', '=', outcome),
          ...(personId === undefined ? [] : [attempt('person_id', '=', personId)]),
          ...(why === null ? [] : [endedWith(attempt, why)]),
        ]),
      ];
    }
  }
}

function wasCarried(trunk: string, what: string): Expression<SqlBool> {
  const where = expressionBuilder<Tables, 'counted_calls'>();
  return where.exists(
    where
      .selectFrom('counted_trunks')
      .select('counted_trunks.trunk')
      .whereRef('counted_trunks.call_id', '=', 'counted_calls.call_id')
      .where('counted_trunks.trunk', '=', trunk)
      .where('counted_trunks.what', '=', what),
  );
}

/** Events are kept as JSON, by `foldCallEvents`. */
function wasInFallback(why: string | null): Expression<SqlBool> {
  const where = expressionBuilder<Tables, 'counted_calls'>();
  return where.exists(
    where
      .selectFrom('call_events')
      .select('call_events.position')
      .whereRef('call_events.call_id', '=', 'counted_calls.call_id')
      .where('call_events.kind', '=', 'fallback-entered')
      .$if(why !== null, (query) => query.where('call_events.details', 'like', `%"why":"${why}"%`)),
  );
}

type CallWhere = ReturnType<typeof expressionBuilder<Tables, 'counted_calls' | 'calls'>>;

function isCall(asked: (call: CallWhere) => Expression<SqlBool>[]): Expression<SqlBool> {
  const where = expressionBuilder<Tables, 'counted_calls'>();
  return where.exists(
    where
      .selectFrom('calls')
      .select('calls.id')
      .whereRef('calls.id', '=', 'counted_calls.call_id')
      .where((call) => call.and(asked(call as unknown as CallWhere))),
  );
}

/** Reasons are kept as JSON, by `foldCallEvents`. */
function endedWith(attempt: AttemptWhere, why: string): Expression<SqlBool> {
  if (why === 'none') return attempt('detail', 'is', null);
  const network = /^network\.([sq])(\d+)$/.exec(why);
  if (!network) return attempt('detail', 'like', `%"code":"${why}"%`);
  const [, kind, code] = network;
  const said = kind === 's' ? `"sip":${code},` : `"q850":${code},"sip":null,`;
  return attempt('detail', 'like', `%${said}%`);
}

type AttemptWhere = ReturnType<typeof expressionBuilder<Tables, 'counted_calls' | 'attempts'>>;

function hasAttempt(asked: (attempt: AttemptWhere) => Expression<SqlBool>[]): Expression<SqlBool> {
  const where = expressionBuilder<Tables, 'counted_calls'>();
  return where.exists(
    where
      .selectFrom('attempts')
      .select('attempts.attempt')
      .whereRef('attempts.call_id', '=', 'counted_calls.call_id')
      .where((attempt) => attempt.and(asked(attempt as unknown as AttemptWhere))),
  );
}
