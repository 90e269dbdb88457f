import type { Swap, SwapState } from '../../domain/swap/swap.ts';
import type { SwapSearch, SwapStore } from '../../planning/swaps/swap-store.ts';
import type { Instant } from '../../runtime/instant.ts';
import { recordChange } from '../accounts/audit-store.ts';
import type { Queryable } from '../database.ts';
import { writeDomainEvent } from '../notices/domain-events.ts';
import { storedWord } from '../stored.ts';
import type { SwapRow } from '../tables/planning-tables.ts';

const STATES = ['proposed', 'accepted', 'made', 'declined', 'refused', 'withdrawn', 'undone'] as const;
const WAITING = ['proposed', 'accepted'] as const satisfies readonly SwapState['kind'][];

/** The swaps kept in the database. */
export function createSwapStore(db: Queryable): SwapStore {
  return {
    async swap(id) {
      const row = await db.selectFrom('swaps').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toSwap(row) : null;
    },
    async ofSchedule(scheduleId, since) {
      const rows = await db
        .selectFrom('swaps')
        .selectAll()
        .where('schedule_id', '=', scheduleId)
        .where('end_at', '>', since)
        .orderBy('start_at')
        .orderBy('id')
        .execute();
      return rows.map(toSwap);
    },
    async add(swap, audience, author) {
      const { id } = await db
        .insertInto('swaps')
        .values({
          schedule_id: swap.scheduleId,
          giver_id: swap.giverId,
          offered_to: swap.offeredTo,
          start_at: swap.startAt,
          end_at: swap.endAt,
          return_start_at: swap.inReturn?.startAt ?? null,
          return_end_at: swap.inReturn?.endAt ?? null,
          note: swap.note,
          proposed_at: swap.proposedAt,
          ...stateColumns(swap.state),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const added = { ...swap, id };
      await recordChange(db, { section: 'swaps', id: String(id), before: null, after: added }, author);
      for (const toId of audience) await tell(db, added, 'proposed', toId, author.at);
      return added;
    },
    async write(before, after, author) {
      await db.updateTable('swaps').set(stateColumns(after.state)).where('id', '=', after.id).execute();
      await recordChange(db, { section: 'swaps', id: String(after.id), before, after }, author);
      if (after.state.kind === 'made') await tell(db, after, 'accepted', after.state.takerId, author.at);
    },
  };
}

/** Swaps searched in the database. */
export function createSwapSearch(db: Queryable): SwapSearch {
  return {
    async waiting(scheduleIds, now) {
      if (scheduleIds.length === 0) return [];
      const rows = await db
        .selectFrom('swaps')
        .selectAll()
        .where('schedule_id', 'in', scheduleIds)
        .where('state', 'in', WAITING)
        .where('end_at', '>', now)
        .orderBy('start_at')
        .orderBy('id')
        .execute();
      return rows.map(toSwap);
    },
    async settled(scheduleIds, now, before, limit) {
      if (scheduleIds.length === 0) return [];
      const rows = await db
        .selectFrom('swaps')
        .selectAll()
        .where('schedule_id', 'in', scheduleIds)
        .where((where) => where.or([where('state', 'not in', WAITING), where('end_at', '<=', now)]))
        .$if(before !== null, (query) => query.where('id', '<', before ?? 0))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toSwap);
    },
  };
}

/** A swap is told to those to whom it is offered, and to the giver when it is in force. */
function tell(
  db: Queryable,
  { scheduleId, giverId, startAt, endAt, inReturn }: Swap,
  said: 'proposed' | 'accepted',
  toId: string,
  at: Instant,
): Promise<void> {
  return writeDomainEvent(
    db,
    {
      kind: 'swap',
      said,
      scheduleId,
      fromId: giverId,
      toId,
      startAt,
      endAt,
      ...(inReturn ? { inReturn } : {}),
    },
    at,
  );
}

function stateColumns({ kind, ...details }: SwapState) {
  return { state: kind, details: JSON.stringify(details) };
}

function toSwap(row: Omit<SwapRow, 'id'> & { readonly id: number }): Swap {
  const state = { kind: storedWord(STATES, row.state), ...JSON.parse(row.details) } as SwapState;
  return {
    id: row.id,
    scheduleId: row.schedule_id,
    giverId: row.giver_id,
    offeredTo: row.offered_to,
    startAt: row.start_at,
    endAt: row.end_at,
    inReturn:
      row.return_start_at === null || row.return_end_at === null
        ? null
        : { startAt: row.return_start_at, endAt: row.return_end_at },
    note: row.note,
    proposedAt: row.proposed_at,
    state,
  };
}
