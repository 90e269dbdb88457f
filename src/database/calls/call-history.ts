import type { AttemptRecord, CallHistory, CallSummary } from '../../calls/log/call-history.ts';
import { ATTEMPT_OUTCOMES, OUTCOMES } from '../../domain/call.ts';
import type { CallEvent } from '../../domain/escalation/call-event.ts';
import type { EndReason, RingReason } from '../../domain/escalation/reasons.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Queryable } from '../database.ts';
import { preparedRead } from '../prepared-query.ts';
import { storedTarget, storedWord } from '../stored.ts';
import type { AttemptRow, CallRow } from '../tables/call-tables.ts';

/** Calls looked up in the database. */
export function createCallHistory(db: Queryable): CallHistory {
  return {
    async list({ hotlineId, limit }) {
      const rows = await summaries(db)
        .$if(hotlineId !== undefined, (query) => query.where('calls.hotline_id', '=', hotlineId ?? ''))
        .orderBy('calls.started_at', 'desc')
        .orderBy('calls.id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toSummary);
    },
    async find(callId) {
      const [row] = await findSummary(db, { callId });
      if (!row) return null;
      return {
        ...toSummary(row),
        attempts: await readAttempts(db, callId),
        timeline: await readTimeline(db, callId),
      };
    },
  };
}

/** When each of these people last accepted a call; absent: never. */
export async function readLastAcceptedAt(
  db: Queryable,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Instant>> {
  const found = await Promise.all(personIds.map((id) => lastAcceptance(db, id)));
  return new Map(found.flat());
}

const latestAcceptance = preparedRead((db, { personId }: { personId: string }) =>
  db
    .selectFrom('attempts')
    .select((query) => query.fn.max('accepted_at').as('accepted_at'))
    .where('person_id', '=', personId),
);

/** One look at the end of an index: grouping over all of them would read every call that each has ever taken. */
async function lastAcceptance(db: Queryable, personId: string): Promise<readonly [string, Instant][]> {
  const [row] = await latestAcceptance(db, { personId });
  return row && row.accepted_at !== null ? [[personId, row.accepted_at]] : [];
}

/** Calls with what a list shows of each. */
export function summaries(db: Queryable) {
  return db
    .selectFrom('calls')
    .leftJoin('hotlines', 'hotlines.id', 'calls.hotline_id')
    .selectAll('calls')
    .select((query) => [
      'hotlines.name as hotline_name',
      query
        .selectFrom('attempts')
        .select('attempts.name')
        .whereRef('attempts.call_id', '=', 'calls.id')
        .where('attempts.accepted_at', 'is not', null)
        .orderBy('attempts.accepted_at', 'desc')
        .orderBy('attempts.attempt', 'desc')
        .limit(1)
        .as('accepted_name'),
      query
        .selectFrom('attempts')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('attempts.call_id', '=', 'calls.id')
        .as('attempt_count'),
    ]);
}

const findSummary = preparedRead((db, { callId }: { callId: string }) =>
  summaries(db).where('calls.id', '=', callId),
);

type SummaryRow = CallRow & {
  hotline_name: string | null;
  accepted_name: string | null;
  attempt_count: number | null;
};

export function toSummary(row: SummaryRow): CallSummary {
  return {
    id: row.id,
    hotlineId: row.hotline_id,
    hotlineName: row.hotline_name,
    dialled: row.dialled,
    caller: { number: row.caller_number, name: row.caller_name },
    startedAt: row.started_at,
    isTest: row.is_test === 1,
    isOwnTest: row.is_own_test === 1,
    endedAt: row.ended_at,
    outcome: row.outcome === null ? null : storedWord(OUTCOMES, row.outcome),
    acceptedBy: row.accepted_name,
    attemptCount: row.attempt_count ?? 0,
  };
}

const attemptsOf = preparedRead((db, { callId }: { callId: string }) =>
  db.selectFrom('attempts').selectAll().where('call_id', '=', callId).orderBy('attempt'),
);

async function readAttempts(db: Queryable, callId: string): Promise<readonly AttemptRecord[]> {
  return (await attemptsOf(db, { callId })).map(toAttempt);
}

function toAttempt(row: AttemptRow): AttemptRecord {
  return {
    attempt: row.attempt,
    round: row.round,
    step: row.step,
    personId: row.person_id,
    name: row.name,
    target: storedTarget(row.kind, row.address),
    // Written by the call log from values of these types, and by nothing else.
    reason: JSON.parse(row.reason) as RingReason,
    startedAt: row.started_at,
    ringingAt: row.ringing_at,
    answeredAt: row.answered_at,
    acceptedAt: row.accepted_at,
    endedAt: row.ended_at,
    outcome: row.outcome === null ? null : storedWord(ATTEMPT_OUTCOMES, row.outcome),
    why: row.detail === null ? null : (JSON.parse(row.detail) as EndReason),
  };
}

const timelineOf = preparedRead((db, { callId }: { callId: string }) =>
  db
    .selectFrom('call_events')
    .select(['at', 'kind', 'details'])
    .where('call_id', '=', callId)
    .orderBy('position'),
);

async function readTimeline(db: Queryable, callId: string): Promise<readonly CallEvent[]> {
  const rows = await timelineOf(db, { callId });
  // The log wrote these from call events, and nothing else writes them.
  return rows.map((row) => ({ at: row.at, kind: row.kind, ...JSON.parse(row.details) }) as CallEvent);
}
