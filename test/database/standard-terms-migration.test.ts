import { join } from 'node:path';
import { Migrator, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { MIGRATIONS } from '../../migrations/index.ts';
import { openDatabase } from '../../src/database/database.ts';
import { createOutbox } from '../../src/database/notices/outbox-store.ts';
import { createAbsenceCalendarStore } from '../../src/database/planning/absence-calendar-store.ts';
import { calendarTroubleInWords } from '../../src/words/calendar-trouble-words.ts';
import { deliveryTroubleInWords } from '../../src/words/delivery-trouble-words.ts';
import { plainSpaces } from '../words/plain-spaces.ts';
import { temporaryDirectory } from './temporary-database.ts';

const BEFORE = '0029-interventions';

test('what was kept as sentences and under old terms is kept as codes, and goes back', async () => {
  const db = openDatabase(join(temporaryDirectory(), 'older.db'));
  onTestFinished(() => db.destroy());
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const to = async (name: string) => {
    const { error } = await migrator.migrateTo(name);
    if (error) throw error;
  };
  await to(BEFORE);
  await sql`insert into policies (id, name, rounds, overall_limit_seconds) values ('p', 'P', 2, 300)`.execute(
    db,
  );
  const state = JSON.stringify({
    legs: [{ stage: 'parked', name: '"stage":"parked"' }],
    hunt: { purpose: 'passing', passer: null },
  });
  await sql`insert into calls (id, hotline_id, dialled, caller_number, caller_name, started_at, state, caller_leg)
    values ('c1', 'support', '4000', null, null, 0, ${state}, 'leg')`.execute(db);
  await sql`insert into call_events (call_id, position, at, kind, details) values ('c1', 0, 0, 'passed-on', '{}'), ('c1', 1, 0, 'taken-up', '{}')`.execute(
    db,
  );
  const notice = (id: number, detail: string | null) =>
    sql`insert into notices (id, sameness, kind, medium, person_id, address, language, words, subject, body, state, created_at, expires_at, tries, detail)
      values (${id}, ${`n${id}`}, 'missed-call', 'email', 'mia', 'mia@example.org', 'fr', '{}', '', '', 'failed', 0, 0, 1, ${detail})`.execute(
      db,
    );
  for (const [index, detail] of ['too-late', '550 no such user', null].entries())
    await notice(index + 1, detail);
  await sql`insert into notice_events (notice_id, at, kind, gateway, detail, actor)
    values (2, 0, 'failed', 'smtp', '550 no such user', null), (2, 1, 'sent', 'smtp', '<1@x>', null)`.execute(
    db,
  );
  await sql`insert into people (id, name, languages, role) values ('mia', 'Mia', 'fr', 'member')`.execute(db);
  await sql`insert into absence_calendars (id, person_id, name, address, time_zone, added_at, trouble)
    values ('k', 'mia', 'cal', 'https://x/', 'UTC', 0, 'the server answered 503')`.execute(db);

  await to(Object.keys(MIGRATIONS).at(-1) ?? '');
  const events = await sql<{ kind: string }>`select kind from call_events order by position`.execute(db);
  expect(events.rows.map(({ kind }) => kind)).toEqual(['transfer-by-key', 'reconciled']);
  const kept = await sql<{ state: string }>`select state from calls`.execute(db);
  expect(JSON.parse(kept.rows[0]?.state ?? '')).toEqual({
    legs: [{ stage: 'held', name: '"stage":"parked"' }],
    hunt: { purpose: 'transfer', transferrer: null },
  });
  const outbox = createOutbox(db);
  const said = async (id: number) => {
    const trouble = (await outbox.find(id))?.trouble ?? null;
    return trouble === null ? null : plainSpaces(deliveryTroubleInWords(trouble, 'fr'));
  };
  expect([await said(1), await said(2), await said(3)]).toEqual([
    'trop tard pour être utile',
    'réponse reçue : « 550 no such user »',
    null,
  ]);
  expect(await outbox.history(2)).toMatchObject([
    { kind: 'failed', reference: null, trouble: { code: 'answered', said: '550 no such user' } },
    { kind: 'sent', reference: '<1@x>', trouble: null },
  ]);
  const [calendar] = await createAbsenceCalendarStore(db).list();
  const trouble = calendar?.state.trouble ?? null;
  expect(trouble && calendarTroubleInWords(trouble, 'fr')).toBe('le serveur a répondu 503');

  await to(BEFORE);
  const back = await sql<{
    sameness: string;
    detail: string | null;
  }>`select sameness, detail from notices order by id`.execute(db);
  expect(back.rows).toEqual([
    { sameness: 'n1', detail: 'too-late' },
    { sameness: 'n2', detail: '550 no such user' },
    { sameness: 'n3', detail: null },
  ]);
});

test('who was rung is dialled, in trainees and in the gaps that wait to be told, and goes back', async () => {
  const db = openDatabase(join(temporaryDirectory(), 'older.db'));
  onTestFinished(() => db.destroy());
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  await migrator.migrateTo('0058-own-test-calls');
  await sql`insert into people (id, name, languages, role) values ('mia', 'Mia', 'fr', 'member')`.execute(db);
  await sql`insert into schedules (id, name, time_zone) values ('s', 'S', 'UTC')`.execute(db);
  await sql`insert into trainees (schedule_id, position, person_id, is_rung) values ('s', 0, 'mia', 1)`.execute(
    db,
  );
  const reasonOf = async () => {
    const { rows } = await sql<{ details: string }>`select details from domain_events`.execute(db);
    return rows.map(({ details }) => JSON.parse(details).reason);
  };
  await sql`insert into domain_events (at, kind, details) values (0, 'hotline-gap', '{"reason":"nobody-can-be-rung"}')`.execute(
    db,
  );
  await migrator.migrateTo('0059-dialled');
  expect(await reasonOf()).toEqual(['nobody-can-be-dialled']);
  expect(await db.selectFrom('trainees').select('is_dialled').execute()).toEqual([{ is_dialled: 1 }]);
  await migrator.migrateTo('0058-own-test-calls');
  expect(await reasonOf()).toEqual(['nobody-can-be-rung']);
  expect((await sql`select is_rung from trainees`.execute(db)).rows).toEqual([{ is_rung: 1 }]);
});
