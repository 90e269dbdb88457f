import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PatientCallLog, patientCallLog } from '../../../src/calls/log/patient-call-log.ts';
import { createCallHistory } from '../../../src/database/calls/call-history.ts';
import { createCallLog } from '../../../src/database/calls/call-store.ts';
import { type Database, openDatabase } from '../../../src/database/database.ts';
import { migrate } from '../../../src/database/migrate.ts';
import { createLogger } from '../../../src/runtime/log.ts';
import { HandClock } from '../../asterisk/hand-clock.ts';

const header = {
  id: 'c1',
  hotlineId: 'support',
  dialled: '4000',
  caller: { number: null, name: null },
  startedAt: 1,
};

let directory: string;
let db: Database;
let clock: HandClock;
let log: PatientCallLog;
let logged: string;
const crashes: unknown[] = [];

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'vigie-patient-'));
  const file = path.join(directory, 'vigie.db');
  db = openDatabase(file, { busyMilliseconds: 10 });
  await migrate(db);
  clock = new HandClock();
  logged = '';
  const write = (line: string) => {
    logged += line;
  };
  const logger = createLogger({ level: 'info', format: 'json' }, {
    write,
  } as unknown as NodeJS.WritableStream);
  log = patientCallLog(createCallLog(db), { clock, log: logger, crash: (error) => crashes.push(error) });
});

afterEach(async () => {
  await db.destroy();
  rmSync(directory, { recursive: true, force: true });
  expect(crashes.splice(0)).toEqual([]);
});

describe('a database that another process has locked', () => {
  it('stops nothing: the call goes on, an alarm is raised, and its record is written when the lock goes, in order', async () => {
    const other = new SQLite(path.join(directory, 'vigie.db'));
    other.exec('begin exclusive');
    await log.begin(header, 'chan');
    await log.append('c1', [{ kind: 'greeting-started', at: 2 }]);
    await log.append('c1', [{ kind: 'call-ended', outcome: 'caller-hung-up', at: 3 }]);
    expect(log.waiting).toBe(3);
    expect(logged).toContain('calls cannot be written to the database');
    clock.pass(1_000);
    expect(log.waiting).toBe(3);
    other.exec('rollback');
    other.close();
    clock.pass(1_000);
    await expect.poll(() => log.waiting).toBe(0);
    const call = await createCallHistory(db).find('c1');
    expect(call?.timeline.map(({ kind }) => kind)).toEqual(['greeting-started', 'call-ended']);
    expect(call?.outcome).toBe('caller-hung-up');
  });
});

describe('a call whose end waits to be written', () => {
  it('is not open, and its name is taken: else a new connection would take it up again', async () => {
    await log.begin(header, 'chan');
    const other = new SQLite(path.join(directory, 'vigie.db'));
    other.exec('begin exclusive');
    await log.append('c1', [{ kind: 'call-ended', outcome: 'caller-hung-up', at: 3 }]);
    await log.begin({ ...header, id: 'c2' }, 'chan-2');
    expect(await log.openCalls()).toEqual([]);
    expect(await log.has('c2')).toBe(true);
    other.exec('rollback');
    other.close();
    clock.pass(1_000);
    await expect.poll(() => log.waiting).toBe(0);
    expect((await log.openCalls()).map(({ callId }) => callId)).toEqual(['c2']);
  });
});

describe('a bug in the store', () => {
  it('is not taken for trouble that passes', async () => {
    await expect(log.append('never begun', [{ kind: 'greeting-started', at: 1 }])).rejects.toThrow(
      /FOREIGN KEY/,
    );
    expect(log.waiting).toBe(0);
  });
});
