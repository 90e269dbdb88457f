import { join } from 'node:path';
import { Migrator, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { MIGRATIONS } from '../../migrations/index.ts';
import { openDatabase } from '../../src/database/database.ts';
import { createSumReader } from '../../src/database/statistics/statistics-store.ts';
import { nightsOf } from '../../src/domain/statistics/nights.ts';
import { temporaryDirectory } from './temporary-database.ts';

const BEFORE = '0067-sums-of-schedules';
const SUMS = {
  kinds: { offered: 5, closed: 1 },
  taken: { '12': 2, '40': 1 },
  people: { 'ada/accepted': 3 },
  'person-calls': { 'ada/offered': 4 },
  'person-taken': { 'ada/4': 3 },
  'person-talk': { 'ada/60': 2, 'ada/30': 1 },
  // Three tries in the night of the 2nd, one in that of the 31st of the month before.
  nights: { 'ada/2026-10-31': 1, 'ada/2026-11-02': 3 },
  'nights-answered': { 'ada/2026-11-02': 1 },
};

test('sums of calls that may be erased are kept, those of people by themselves; and go back', async () => {
  const db = openDatabase(join(temporaryDirectory(), 'older.db'));
  onTestFinished(() => db.destroy());
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const to = async (name: string) => {
    const { error } = await migrator.migrateTo(name);
    if (error) throw error;
  };
  await to(BEFORE);
  await sql`insert into call_sums (period, hotline_id, schedule_id, calls, sums)
    values ('2026-11', 'support', 'primary', 6, ${JSON.stringify(SUMS)})`.execute(db);

  await to('0068-sums-of-people-apart');
  const reader = createSumReader(db);
  const of = ['support', ['2026-11'], 'primary'] as const;
  expect(await reader.ofCalls(...of)).toEqual({ kinds: SUMS.kinds, taken: SUMS.taken });
  expect([...(await reader.counts(...of))]).toEqual([['2026-11', { offered: 5, taken: 3 }]]);
  const people = await reader.ofPeople(...of);
  expect(people).toMatchObject({
    ...{ people: SUMS.people, 'person-calls': SUMS['person-calls'], 'person-taken': SUMS['person-taken'] },
    ...{ 'person-talk': { ada: 150 }, 'night-tries': { ada: 4 } },
  });
  expect(['2026-10', '2026-11'].map((month) => nightsOf(people.nights, 'ada', month))).toEqual([1, 1]);
  expect(nightsOf(people['nights-answered'], 'ada', '2026-11')).toBe(1);

  await to(BEFORE);
  const back = await sql<{ sums: string }>`select sums from call_sums`.execute(db);
  expect(JSON.parse(back.rows[0]?.sums ?? '')).toEqual({
    ...SUMS,
    ...{ 'person-talk': { 'ada/150': 1 }, 'nights-answered': { 'ada/2026-11-02': 1 } },
  });
});
