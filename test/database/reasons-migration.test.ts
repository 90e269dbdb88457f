import { join } from 'node:path';
import { Migrator, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { MIGRATIONS } from '../../migrations/index.ts';
import { createCallHistory } from '../../src/database/calls/call-history.ts';
import { openDatabase } from '../../src/database/database.ts';
import { createNarrator } from '../../src/words/describe-call-event.ts';
import { plainSpaces } from '../words/plain-spaces.ts';
import { temporaryDirectory } from './temporary-database.ts';

/** As version 0.1 wrote it. */
const STARTS = [
  ['alice', 'Alice', 'planned shift, until 2026-11-30 08:00'],
  ['bob', 'Bob', 'covers for Alice, who is absent, in Nights'],
  ['carl', 'Carl', 'replaces Bob, override by Claire, until 2026-11-25 23:00'],
  ['dan', 'Dan', 'something nobody writes any more'],
  [null, 'last resort', 'last resort'],
] as const;
const ENDS = ['User busy (Q.850 17, SIP 486)', 'the ring time passed', 'pressed 2', 'odd words', ''] as const;

test('calls of before keep what they said, in codes, and are told in both languages', async () => {
  const db = openDatabase(join(temporaryDirectory(), 'older.db'));
  onTestFinished(() => db.destroy());
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const to = async (name: string) => {
    const { error } = await migrator.migrateTo(name);
    if (error) throw error;
  };
  await to('0016-no-task-opened-notices');
  const state = JSON.stringify({
    candidates: [{ personId: 'alice', name: 'Alice', reason: 'team north', contactMethods: [] }],
  });
  await sql`insert into policies (id, name, rounds, overall_limit_seconds) values ('p', 'P', 2, 300)`.execute(
    db,
  );
  await sql`insert into calls (id, hotline_id, dialled, caller_number, caller_name, started_at, state, caller_leg)
    values ('c1', 'support', '4000', '+33612345678', null, 0, ${state}, 'leg')`.execute(db);
  let position = 0;
  const event = (kind: string, details: object) =>
    sql`insert into call_events (call_id, position, at, kind, details)
      values ('c1', ${position++}, 0, ${kind}, ${JSON.stringify(details)})`.execute(db);
  for (const [index, [personId, name, reason]] of STARTS.entries()) {
    const attempt = index + 1;
    const detail = ENDS[index] ?? '';
    await sql`insert into attempts
      (call_id, attempt, round, step, person_id, name, kind, address, reason, started_at, call_started_at, detail, outcome)
      values ('c1', ${attempt}, 0, 0, null, ${name}, 'extension', '201', ${reason}, 0, 0, ${detail}, 'busy')`.execute(
      db,
    );
    const target = { kind: 'extension', extension: '201' };
    await event('attempt-started', { attempt, round: 0, step: 0, personId, name, target, reason });
    await event('attempt-ended', { attempt, outcome: 'busy', detail });
  }
  await event('trouble', { detail: 'attempt 2 did not end after 5 hang-ups' });

  await to(Object.keys(MIGRATIONS).at(-1) ?? '');

  const call = await createCallHistory(db).find('c1');
  if (call === null) throw new Error('the call is expected');
  expect(call.attempts.map(({ name, reason, why }) => ({ name, reason, why }))).toEqual([
    {
      name: 'Alice',
      reason: { code: 'planned-shift', until: '2026-11-30 08:00' },
      why: { code: 'network', q850: 17, sip: 486, said: 'User busy' },
    },
    {
      name: 'Bob',
      reason: { code: 'covers', whom: 'Alice', rotation: 'Nights', until: null },
      why: { code: 'ring-time-over' },
    },
    {
      name: 'Carl',
      reason: { code: 'replaces', whom: 'Bob', by: 'Claire', until: '2026-11-25 23:00' },
      why: { code: 'pressed', key: '2' },
    },
    {
      name: 'Dan',
      reason: { code: 'noted', text: 'something nobody writes any more' },
      why: { code: 'noted', text: 'odd words' },
    },
    { name: '', reason: { code: 'last-resort' }, why: null },
  ]);
  const french = createNarrator('Europe/Paris', 'fr');
  const told = call.timeline.map((callEvent) => plainSpaces(french(callEvent).slice(9))).join('\n');
  expect(told).toContain('Vigie appelle Bob sur 201 (couvre l’absence d’Alice, roulement « Nights »)');
  expect(told).toContain('Alice est en ligne sur 201 (occupé) [Q.850 17, SIP 486]');
  expect(told).toContain('Vigie appelle dernier recours sur 201 (dernier recours)');
  expect(told).toContain('incident : l’essai 2 ne se termine pas après 5 raccrochages');
  const row = await db.selectFrom('calls').select('state').executeTakeFirstOrThrow();
  expect(JSON.parse(row.state ?? '').candidates[0].reason).toEqual({ code: 'team', team: 'north' });
});
