import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createConfigurationStore } from '../../src/database/configuration/configuration-store.ts';
import type { Database } from '../../src/database/database.ts';
import {
  createScheduleStore,
  readSchedules,
  writeSchedule,
} from '../../src/database/planning/schedule-store.ts';
import type { ManagedSchedule } from '../../src/domain/items/configuration.ts';
import { NO_HOLIDAYS } from '../../src/domain/schedule/duty-window.ts';
import { onCallAt } from '../../src/domain/schedule/resolve-on-call.ts';
import type { Override } from '../../src/domain/schedule/schedule.ts';
import { replacePerson } from '../../src/planning/schedule-edits.ts';
import { temporaryDatabase } from './temporary-database.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2016-01-01T00:00:00Z');
const PEOPLE = ['alice', 'bob', 'chloe'];
const personOf = (index: number) => PEOPLE[index % PEOPLE.length] ?? '';

const schedule = (parts: Partial<ManagedSchedule> = {}): ManagedSchedule => ({
  id: 'primary',
  name: 'Primary',
  timeZone: 'Europe/Paris',
  holidays: NO_HOLIDAYS,
  coverage: null,
  trainees: [],
  rotations: [],
  shifts: [],
  overrides: [],
  teamId: null,
  swapApproval: 'none',
  confirmation: null,
  ...parts,
});

/** Ten years and one more to come: a shift a day, 500 overrides and as many absences. */
const grown = schedule({
  shifts: Array.from({ length: 11 * 365 }, (_, day) => ({
    personId: personOf(day),
    startAt: START + day * DAY,
    endAt: START + (day + 1) * DAY,
  })),
  overrides: Array.from({ length: 500 }, (_, index): Override => {
    const day = index * 8;
    return {
      action: 'takes-over',
      personId: personOf(day + 1),
      replacesId: personOf(day),
      startAt: START + day * DAY + HOUR,
      endAt: START + day * DAY + 5 * HOUR,
      madeBy: null,
    };
  }),
});

async function withPeople(): Promise<Database> {
  const { db } = await temporaryDatabase();
  for (const id of PEOPLE)
    await db.insertInto('people').values({ id, name: id, languages: 'fr', role: 'member' }).execute();
  return db;
}

async function aged(): Promise<Database> {
  const db = await withPeople();
  await writeSchedule(db, grown);
  const absences = Array.from({ length: 500 }, (_, index) => ({
    person_id: personOf(index),
    start_at: START + index * 7 * DAY,
    end_at: START + index * 7 * DAY + 3 * HOUR,
    source: 'hand',
    note: null,
  }));
  await db.insertInto('absences').values(absences).execute();
  return db;
}

test('read without what has ended, a schedule gives the same answers from then on', async () => {
  const store = createScheduleStore(await aged());
  const whole = await store.schedule('primary');
  for (let day = 0; day < 11 * 365; day += 97) {
    const since = START + day * DAY + 2 * HOUR;
    const read = await store.schedule('primary', since);
    if (!whole || !read) throw new Error('no schedule');
    for (const at of [since, since + HOUR, since + 3 * HOUR, since + 30 * HOUR, since + 90 * DAY])
      expect(onCallAt(read, at)).toEqual(onCallAt(whole, at));
  }
  expect(await store.schedule('none')).toBeNull();
});

test('a call reads of a schedule of ten years only what is still to come', async () => {
  const store = createScheduleStore(await aged());
  const now = START + 10 * 365 * DAY;
  const since = await store.schedule('primary', now);
  const whole = await store.schedule('primary');
  expect(whole?.shifts.length).toBeGreaterThan(3_000);
  expect(since?.shifts.length).toBeGreaterThan(0);
  expect(since?.shifts.every(({ endAt }) => endAt > now)).toBe(true);
});

test('a change rewrites only the shifts and overrides that differ', async () => {
  const db = await withPeople();
  const [one, two, three, four] = grown.shifts.slice(0, 4);
  if (!one || !two || !three || !four) throw new Error('four shifts');
  const positions = async () =>
    (
      await db.selectFrom('planned_shifts').select(['position', 'person_id']).orderBy('position').execute()
    ).map((row) => `${row.position} ${row.person_id}`);
  await writeSchedule(db, schedule({ shifts: [one, two, three] }));
  await writeSchedule(db, schedule({ shifts: [one, three, four] }));
  expect(await positions()).toEqual(['0 alice', '2 chloe', '3 alice']);
  expect((await readSchedules(db)).get('primary')?.shifts).toEqual([one, three, four]);
  await writeSchedule(db, schedule({ shifts: [four, one, three] }));
  expect((await readSchedules(db)).get('primary')?.shifts).toEqual([four, one, three]);
  await writeSchedule(db, schedule({ shifts: [] }));
  expect(await positions()).toEqual([]);
});

test('a window that was tampered with is no window: reading it throws', async () => {
  const db = await withPeople();
  await writeSchedule(db, schedule());
  for (const coverage of [
    '{}',
    '[{"hours":null,"holidays":"sometimes","dates":null}]',
    '[{"hours":[{"from":{"weekday":9,"time":"08:00"},"to":{"weekday":1,"time":"08:00"}}],"holidays":"only","dates":null}]',
  ]) {
    await db.updateTable('schedules').set({ coverage }).execute();
    await expect(createScheduleStore(db).schedule('primary')).rejects.toThrow('stored');
  }
});

test('replacing somebody on a schedule of ten years writes a few rows', async () => {
  const db = await aged();
  const store = createConfigurationStore(db);
  const at = START + 10 * 365 * DAY;
  const before = await rowsWritten(db);
  const edited = await replacePerson(
    store,
    { scheduleId: 'primary', basedOn: null, author: { actor: 'Claire', at } },
    { personId: 'bob', replacesId: personOf(10 * 365), startAt: at, endAt: at + HOUR },
  );
  expect(edited).toMatchObject({ ok: true, value: { dropped: [] } });
  // The override, the audit's entry, what happened; none of thousands of shifts.
  expect((await rowsWritten(db)) - before).toBeLessThan(10);
  const [entry] = await db.selectFrom('audit_entries').selectAll().execute();
  expect((entry?.before?.length ?? 0) + (entry?.after?.length ?? 0)).toBeLessThan(300);
});

async function rowsWritten(db: Database): Promise<number> {
  const { rows } = await sql<{ written: number }>`select total_changes() as written`.execute(db);
  return rows[0]?.written ?? Number.NaN;
}
