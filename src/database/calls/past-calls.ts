import type { CallEvent } from '../../domain/escalation/call-event.ts';
import type { Instant, Interval } from '../../runtime/instant.ts';
import type { PastCall, PastCalls } from '../../statistics/what-if/past-call.ts';
import type { Queryable } from '../database.ts';
import { groupBy } from '../stored.ts';

/** Calls in one part. */
const PART = 200;

/** Past calls with their timelines, as they are replayed. */
export function createPastCalls(db: Queryable): PastCalls {
  return { calls: (hotlineId, interval) => callsOf(db, hotlineId, interval) };
}

async function* callsOf(
  db: Queryable,
  hotlineId: string,
  { startAt, endAt }: Interval,
): AsyncGenerator<readonly PastCall[]> {
  let after: { readonly started_at: Instant; readonly id: string } = { started_at: startAt, id: '' };
  for (;;) {
    const rows = await db
      .selectFrom('calls')
      .select(['id', 'started_at', 'dialled', 'caller_number', 'caller_name'])
      .where('hotline_id', '=', hotlineId)
      .where('started_at', '>=', after.started_at)
      .where('started_at', '<', endAt)
      .where((where) => where.or([where('started_at', '>', after.started_at), where('id', '>', after.id)]))
      .where('ended_at', 'is not', null)
      .where('is_test', '=', 0)
      .orderBy('started_at')
      .orderBy('id')
      .limit(PART)
      .execute();
    const events = groupBy(
      await db
        .selectFrom('call_events')
        .select(['call_id', 'at', 'kind', 'details'])
        .where(
          'call_id',
          'in',
          rows.map(({ id }) => id),
        )
        .orderBy('position')
        .execute(),
      (row) => row.call_id,
    );
    if (rows.length > 0)
      yield rows.map((row) => ({
        id: row.id,
        startedAt: row.started_at,
        dialled: row.dialled,
        caller: { number: row.caller_number, name: row.caller_name },
        // The log wrote these from call events, and nothing else writes them.
        timeline: events(row.id).map(
          ({ at, kind, details }) => ({ at, kind, ...JSON.parse(details) }) as CallEvent,
        ),
      }));
    const last = rows.at(-1);
    if (rows.length < PART || !last) return;
    after = last;
  }
}
