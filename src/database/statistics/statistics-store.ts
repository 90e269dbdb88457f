import type { Period } from '../../domain/statistics/periods.ts';
import { apart, countOf, type Sums, Tally, totalOf } from '../../domain/statistics/sums.ts';
import { createBreather } from '../../runtime/clock.ts';
import {
  ALL_HOTLINES,
  ANY_SCHEDULE,
  type CountedRow,
  type PeriodSums,
  type SumReader,
  type SumStore,
} from '../../statistics/sum-store.ts';
import type { Database, Queryable } from '../database.ts';
import type { CallSumsRow, CountedCallRow } from '../tables/statistics-tables.ts';

/** A year of a busy house is read in two: so long nothing else has its turn. */
const LONGEST_TURN_MS = 5;

/** Sums as pages read them. */
export function createSumReader(db: Queryable): SumReader {
  const breathe = createBreather(LONGEST_TURN_MS);
  const together = async (rows: readonly { readonly json: string }[]): Promise<Sums> => {
    const tally = new Tally();
    for (const { json } of rows) {
      await breathe();
      tally.addAll(read(json));
    }
    return tally.sums;
  };
  return {
    async ofCalls(...of) {
      return together(
        await rowsOf(db, ...of)
          .select('sums as json')
          .execute(),
      );
    },
    async ofPeople(...of) {
      return together(
        await rowsOf(db, ...of)
          .select('people as json')
          .execute(),
      );
    },
    async counts(...of) {
      const rows = await rowsOf(db, ...of)
        .select(['period', 'offered', 'taken'])
        .execute();
      return new Map(rows.map(({ period, ...counts }) => [period, counts]));
    },
  };
}

function rowsOf(db: Queryable, hotlineId: string, periods: readonly Period[], scheduleId = ANY_SCHEDULE) {
  return db
    .selectFrom('call_sums')
    .where('hotline_id', '=', hotlineId)
    .where('period', 'in', periods)
    .where('schedule_id', '=', scheduleId);
}

/** Sums kept in the database. */
export function createSumStore(db: Database): SumStore {
  return {
    ...createSumReader(db),
    async readEach(hotlineId, periods) {
      return toSums(
        await db
          .selectFrom('call_sums')
          .selectAll()
          .where('hotline_id', '=', hotlineId)
          .where('period', 'in', periods)
          .execute(),
      );
    },
    async ofHotlines(period) {
      return toSums(
        await db
          .selectFrom('call_sums')
          .selectAll()
          .where('period', '=', period)
          .where('hotline_id', '<>', ALL_HOTLINES)
          .execute(),
      );
    },
    async keep(sums) {
      if (sums.length === 0) return;
      await db
        .insertInto('call_sums')
        .values(sums.map(toSumsRow))
        .onConflict((conflict) =>
          conflict.columns(['period', 'hotline_id', 'schedule_id']).doUpdateSet((kept) => ({
            calls: kept.ref('excluded.calls'),
            offered: kept.ref('excluded.offered'),
            taken: kept.ref('excluded.taken'),
            sums: kept.ref('excluded.sums'),
            people: kept.ref('excluded.people'),
          })),
        )
        .execute();
    },
    async keepCounted({ hotlineId, date }, rows) {
      if (rows.length === 0) return;
      await db.transaction().execute(async (transaction) => {
        await keepCalls(
          transaction,
          rows.map((row) => toRow(hotlineId, date, row)),
        );
        await keepTrunks(transaction, rows);
      });
    },
    async progress(hotlineId) {
      const row = await db
        .selectFrom('counting_progress')
        .selectAll()
        .where('hotline_id', '=', hotlineId)
        .executeTakeFirst();
      return row ? { timeZone: row.time_zone, nextDay: row.next_day } : null;
    },
    async setProgress(hotlineId, { timeZone, nextDay }) {
      await db
        .insertInto('counting_progress')
        .values({ hotline_id: hotlineId, time_zone: timeZone, next_day: nextDay })
        .onConflict((conflict) =>
          conflict.column('hotline_id').doUpdateSet({ time_zone: timeZone, next_day: nextDay }),
        )
        .execute();
    },
    async forgetWholeDays(hotlineId) {
      const whole = await db
        .selectFrom('call_sums')
        .select('period')
        .where('hotline_id', '=', hotlineId)
        .where('schedule_id', '=', ANY_SCHEDULE)
        // A day, not a month or a year.
        .where('period', 'like', '____-__-__')
        .where('calls', '<=', (query) =>
          query
            .selectFrom('counted_calls')
            .select((select) => select.fn.countAll<number>().as('calls'))
            .whereRef('counted_calls.hotline_id', '=', 'call_sums.hotline_id')
            .whereRef('counted_calls.day', '=', 'call_sums.period'),
        )
        .execute();
      await db
        .deleteFrom('call_sums')
        .where('hotline_id', '=', hotlineId)
        .where(
          'period',
          'in',
          whole.map(({ period }) => period),
        )
        .execute();
    },
    async forgetProgress() {
      await db.deleteFrom('counting_progress').execute();
    },
  };
}

async function keepCalls(db: Queryable, rows: readonly CountedCallRow[]): Promise<void> {
  await db
    .insertInto('counted_calls')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('call_id').doUpdateSet((kept) => ({
        day: kept.ref('excluded.day'),
        kind: kept.ref('excluded.kind'),
        taken_seconds: kept.ref('excluded.taken_seconds'),
        taken_step: kept.ref('excluded.taken_step'),
        taken_round: kept.ref('excluded.taken_round'),
        left_at: kept.ref('excluded.left_at'),
        again_seconds: kept.ref('excluded.again_seconds'),
        handled: kept.ref('excluded.handled'),
        hour_of_week: kept.ref('excluded.hour_of_week'),
      })),
    )
    .execute();
}

/** Those of before are of a call as it was then. */
async function keepTrunks(db: Queryable, rows: readonly CountedRow[]): Promise<void> {
  const kept = rows.flatMap(({ counted, trunks }) =>
    trunks.map(({ trunk, what }) => ({ call_id: counted.id, trunk, what })),
  );
  await db
    .deleteFrom('counted_trunks')
    .where(
      'call_id',
      'in',
      rows.map(({ counted }) => counted.id),
    )
    .execute();
  if (kept.length > 0) await db.insertInto('counted_trunks').values(kept).execute();
}

async function toSums(rows: readonly CallSumsRow[]): Promise<readonly PeriodSums[]> {
  const breathe = createBreather(LONGEST_TURN_MS);
  const all: PeriodSums[] = [];
  for (const row of rows) {
    await breathe();
    all.push({
      ...{ hotlineId: row.hotline_id, scheduleId: row.schedule_id, period: row.period, calls: row.calls },
      sums: { ...read(row.sums), ...read(row.people) },
    });
  }
  return all;
}

/** `keep` wrote them, and nothing else does. */
function read(json: string): Sums {
  return JSON.parse(json) as Sums;
}

function toSumsRow({ hotlineId, scheduleId, period, calls, sums }: PeriodSums): CallSumsRow {
  const told = apart(sums);
  return {
    hotline_id: hotlineId,
    schedule_id: scheduleId,
    period,
    calls,
    offered: countOf(sums.kinds, 'offered'),
    taken: totalOf(sums.taken),
    sums: JSON.stringify(told.calls),
    people: JSON.stringify(told.people),
  };
}

function toRow(hotlineId: string, day: string, { counted, hourOfWeek }: CountedRow): CountedCallRow {
  return {
    call_id: counted.id,
    hotline_id: hotlineId,
    started_at: counted.startedAt,
    day,
    kind: counted.kind,
    taken_seconds: counted.takenSeconds,
    taken_step: counted.takenBy?.step ?? null,
    taken_round: counted.takenBy?.round ?? null,
    left_at: counted.leftAt,
    again_seconds: counted.againSeconds,
    handled: counted.handled ? 1 : 0,
    hour_of_week: hourOfWeek,
  };
}
