import SQLite from 'better-sqlite3';
import { createConfigurationStore } from '../src/database/configuration/configuration-store.ts';
import { openDatabase } from '../src/database/database.ts';
import { migrate } from '../src/database/migrate.ts';
import { importConfiguration } from '../src/planning/portable-config/import-configuration.ts';
import { describeProblem } from '../src/words/describe-problem.ts';

export const PLAN = { homeCountry: 'FR', allowedCountries: ['FR'] } as const;
export const ZONE = 'Europe/Paris';
const DAY = 86_400_000;
const PEOPLE = 40;
const SCHEDULES = 10;
const YEARS = 5;

export interface BusyYears {
  readonly calls: number;
  readonly shifts: number;
  readonly overrides: number;
  readonly absences: number;
}

/** Fills a database with a house that has taken calls and planned duty for years; `now` is near the end of both. */
export async function fillBusyYears(path: string, calls: number, now: number): Promise<BusyYears> {
  const db = openDatabase(path);
  const migrated = await migrate(db);
  if (!migrated.ok) throw new Error(migrated.error);
  const imported = await importConfiguration(createConfigurationStore(db), household(), {
    plan: PLAN,
    homeTimeZone: ZONE,
    prune: false,
    dryRun: false,
    author: { actor: 'bench', at: now },
  });
  if (!imported.ok) throw new Error(imported.error.map(describeProblem).join('\n'));
  await db.destroy();
  const file = new SQLite(path);
  const counts = plan(file, now);
  callHistory(file, calls, now);
  afterwards(file, now);
  file.close();
  return { calls, ...counts };
}

function household(): string {
  const people = Array.from(
    { length: PEOPLE },
    (_, i) =>
      `  p${i}: { name: Person ${i}, role: ${i === 0 ? 'administrator' : 'member'}, languages: [en], contacts: [{ extension: "${200 + i}" }] }`,
  );
  const schedules = Array.from(
    { length: SCHEDULES },
    (_, i) =>
      `  s${i}: { name: Line ${i}, timeZone: ${ZONE}, holidays: FR, rotations: [{ id: weekly, participants: [${[0, 1, 2, 3].map((k) => `p${(i * 4 + k) % PEOPLE}`).join(', ')}], turn: 1 week, handoff: mon 08:00, start: 2022-01-03 }] }`,
  );
  const hotlines = Array.from(
    { length: SCHEDULES },
    (_, i) => `  h${i}: { name: Hotline ${i}, language: en, numbers: ["${4000 + i}"], policy: c${i} }`,
  );
  const chains = Array.from(
    { length: SCHEDULES },
    (_, i) =>
      `  c${i}: { name: Chain ${i}, steps: [{ ring: [{ schedule: s${i} }] }, { ring: [{ team: all }] }] }`,
  );
  return [
    'people:',
    ...people,
    'teams:',
    '  all: { name: Everybody, members: [p0, p1, p2, p3] }',
    'schedules:',
    ...schedules,
    'policies:',
    ...chains,
    'hotlines:',
    ...hotlines,
  ].join('\n');
}

/** Nights planned by hand for years back and months ahead, and what upset them. */
function plan(file: SQLite.Database, now: number): Omit<BusyYears, 'calls'> {
  const shift = file.prepare(
    'insert into planned_shifts (schedule_id, position, person_id, start_at, end_at) values (?, ?, ?, ?, ?)',
  );
  const override = file.prepare(
    "insert into overrides (schedule_id, position, action, person_id, replaces_id, start_at, end_at, made_by) values (?, ?, 'takes-over', ?, null, ?, ?, 'Bench')",
  );
  const absence = file.prepare(
    "insert into absences (person_id, start_at, end_at, note, source) values (?, ?, ?, null, 'hand')",
  );
  const nights = YEARS * 365;
  const first = Math.floor(now / DAY) * DAY - (nights - 120) * DAY;
  const fill = file.transaction(() => {
    for (let s = 0; s < SCHEDULES; s++) {
      for (let night = 0; night < nights; night++) {
        const startAt = first + night * DAY + 17 * 3_600_000;
        shift.run(`s${s}`, night, `p${(s * 4 + night) % PEOPLE}`, startAt, startAt + 14 * 3_600_000);
        if (night % 12 === 0)
          override.run(`s${s}`, night / 12, `p${(night + 7) % PEOPLE}`, startAt, startAt + 6 * 3_600_000);
      }
    }
    for (let p = 0; p < PEOPLE; p++)
      for (let k = 0; k < YEARS * 6; k++) {
        const startAt = first + (k * 60 + p) * DAY;
        absence.run(`p${p}`, startAt, startAt + 7 * DAY);
      }
  });
  fill();
  const overrides = SCHEDULES * Math.ceil(nights / 12);
  return { shifts: SCHEDULES * nights, overrides, absences: PEOPLE * YEARS * 6 };
}

/**
 * Calls spread over the years, each with one try and what is told of it. No two are alike for long: sums of seconds are as
 * long as those of a real house. Made by SQLite itself: a million in seconds.
 */
function callHistory(file: SQLite.Database, calls: number, now: number): void {
  const step = Math.floor((YEARS * 365 * DAY) / calls);
  const talk = '20000 + (rowid * 7919 % 580) * 1000';
  file.exec(`
    with recursive n(i) as (select 0 union all select i + 1 from n where i < ${calls - 1})
    insert into calls (id, hotline_id, dialled, caller_number, caller_name, started_at, ended_at, outcome, accepted_by)
      select printf('call-%08d', i), 'h' || (i % ${SCHEDULES}), '4000', '+331' || printf('%08d', (i * 7919) % 100000000), null,
        ${now} - (${calls} - i) * ${step}, ${now} - (${calls} - i) * ${step} + 60000,
        case i % 5 when 0 then 'voicemail' when 1 then 'caller-hung-up' else 'accepted' end,
        case when i % 5 > 1 then 'p' || (i % ${PEOPLE}) end from n;
    insert into attempts (call_id, call_started_at, attempt, round, step, person_id, name, kind, address, reason, trunk, schedule_id, started_at, ringing_at, answered_at, accepted_at, ended_at, outcome)
      select id, started_at, 1, 0, 0, 'p' || (rowid / ${SCHEDULES} % ${PEOPLE}), 'Person',
        case rowid % 3 when 0 then 'phone' else 'extension' end, '200', '{"code":"planned-shift","until":null}',
        case rowid % 3 when 0 then 'carrier' end, 's' || substr(hotline_id, 2), started_at + 4000, started_at + 5000 + rowid * 31 % 4000,
        started_at + 10000 + rowid * 37 % 20000, case when outcome = 'accepted' then started_at + 31000 + rowid * 41 % 9000 end, ended_at,
        case when outcome = 'accepted' then 'accepted' else 'no-answer' end from calls;
    update calls set ended_at = ended_at + ${talk};
    update attempts set ended_at = (select ended_at from calls where id = call_id) where outcome = 'accepted';
  `);
}

/** What calls left behind: a task for each that nobody took, all but the last hundred done; a mail for each; the log book. */
function afterwards(file: SQLite.Database, now: number): void {
  file.exec(`
    insert into tasks (id, hotline_id, caller_number, caller_name, kind, state, opened_at, owner_id, taken_by, taken_at, done_by, done_at, reason, level, overdue_at)
      select rowid, hotline_id, caller_number, null, case outcome when 'voicemail' then 'voicemail' else 'missed-call' end, 'done',
        ended_at, 'p' || (rowid % ${PEOPLE}), null, null, 'p' || (rowid % ${PEOPLE}), ended_at + 600000, 'reached', 0, null
        from calls where outcome <> 'accepted';
    update tasks set state = 'open', done_by = null, done_at = null, reason = null, overdue_at = ${now}
      where id in (select id from tasks order by id desc limit 100);
    insert into task_calls (task_id, call_id) select tasks.id, calls.id from tasks join calls on calls.rowid = tasks.id;
    insert into log_entries (at, hotline_id, author_id, text, searched, call_id)
      select ended_at, hotline_id, null, 'Call from ' || caller_number, 'call from ' || caller_number, id from calls;
    insert into notices (dedup_key, kind, medium, person_id, address, language, hotline_id, call_id, words, subject, body, recording, thread, state, created_at, next_try_at, expires_at, tries, tried_at, sent_at, delivered_at, gateway, reference, detail, instead_of)
      select 'task-' || id, 'missed-call', 'email', owner_id, owner_id || '@example.org', 'en', hotline_id, null, '{}', 'Missed call', 'A call was missed.', null, null,
        'sent', opened_at, null, opened_at + 3600000, 1, opened_at, opened_at, null, 'smtp', null, null, null from tasks;
  `);
}
