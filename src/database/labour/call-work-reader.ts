import type { CallWork, NewWork } from '../../labour/call-work.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Queryable } from '../database.ts';

/** Work on call, read from the call log and from tasks, away from the calls themselves. */
export function createCallWork(db: Queryable): CallWork {
  return {
    async unrecorded(since, most) {
      const found = [
        ...(await acceptedCalls(db, since, most)),
        ...(await callBacks(db, since, most)),
        ...(await closedTasks(db, since, most)),
      ];
      return found.toSorted((a, b) => a.work.startAt - b.work.startAt).slice(0, most);
    },
  };
}

/** From acceptance to hang-up, of each person who took the call: it may have been passed on. */
async function acceptedCalls(db: Queryable, since: Instant, most: number): Promise<readonly NewWork[]> {
  const rows = await db
    .selectFrom('attempts')
    .select(['call_id', 'attempt', 'person_id', 'accepted_at', 'ended_at'])
    .where('accepted_at', '>=', since)
    .where('ended_at', 'is not', null)
    .where('person_id', 'is not', null)
    // A test that Vigie places itself is no work: it leaves no trace but its result.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('calls')
            .select('calls.id')
            .whereRef('calls.id', '=', 'attempts.call_id')
            .where('calls.is_own_test', '=', 1),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('intervention_work')
            .select('intervention_id')
            .where('intervention_work.kind', '=', 'call')
            .whereRef('intervention_work.ref', '=', 'attempts.call_id')
            .whereRef('intervention_work.part', '=', 'attempts.attempt'),
        ),
      ),
    )
    .orderBy('accepted_at')
    .limit(most)
    .execute();
  return rows.map(({ call_id, attempt, person_id, accepted_at, ended_at }) => ({
    personId: person_id ?? '',
    work: {
      source: { kind: 'call', callId: call_id, attempt },
      startAt: accepted_at ?? 0,
      endAt: Math.max(accepted_at ?? 0, ended_at ?? 0),
    },
  }));
}

/** A call-back goes from its start to its end in the task's story. */
async function callBacks(db: Queryable, since: Instant, most: number): Promise<readonly NewWork[]> {
  const ends = await unrecordedEntries(db, 'call-back-ended', 'call-back', since, most);
  const found: NewWork[] = [];
  for (const end of ends) {
    const begin = await db
      .selectFrom('task_entries')
      .select('at')
      .where('task_id', '=', end.task_id)
      .where('kind', '=', 'call-back')
      .where('by_id', '=', end.by_id)
      .where('position', '<', end.position)
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirst();
    found.push({
      personId: end.by_id,
      work: {
        source: { kind: 'call-back', taskId: end.task_id, part: end.position },
        startAt: begin?.at ?? end.at,
        endAt: end.at,
      },
    });
  }
  return found;
}

/** A task that was closed is work of which nobody measured the length: its person says it. */
async function closedTasks(db: Queryable, since: Instant, most: number): Promise<readonly NewWork[]> {
  const ends = await unrecordedEntries(db, 'done', 'task', since, most);
  return ends.map(({ task_id, position, by_id, at }) => ({
    personId: by_id,
    work: { source: { kind: 'task', taskId: task_id, part: position }, startAt: at, endAt: at },
  }));
}

async function unrecordedEntries(
  db: Queryable,
  entry: 'call-back-ended' | 'done',
  kind: 'call-back' | 'task',
  since: Instant,
  most: number,
) {
  const rows = await db
    .selectFrom('task_entries')
    .leftJoin('intervention_work', (join) =>
      join
        .on('intervention_work.kind', '=', kind)
        .on((where) =>
          where('intervention_work.ref', '=', where.cast<string>('task_entries.task_id', 'text')),
        )
        .onRef('intervention_work.part', '=', 'task_entries.position'),
    )
    .select(['task_id', 'position', 'by_id', 'at'])
    .where('task_entries.kind', '=', entry)
    .where('task_entries.at', '>=', since)
    .where('task_entries.by_id', 'is not', null)
    .where('intervention_work.intervention_id', 'is', null)
    .orderBy('task_entries.at')
    .limit(most)
    .execute();
  return rows.map((row) => ({ ...row, by_id: row.by_id ?? '' }));
}
