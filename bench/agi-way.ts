import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import type { AsteriskHost } from '../trial/asterisk/asterisk-host.ts';
import { RESPONDERS } from './responders.ts';

/**
 * How an on-call number is made today without Vigie: an AGI script looks up in SQLite who is on duty, `Dial()` rings them
 * and a subroutine on their side confirms, another run of the script writes down what became of the call. The script
 * is what people write: an interpreter that starts for each of its runs.
 */
export const AGI_NUMBER = '6000';

const SCRIPT = 'duty.py';
const DATABASE = 'duty.db';

/** Nobody has a key to press on the other side of the comparison either: whoever answers accepts. */
export const AGI_DIALPLAN = `
[vigie-bench-agi]
exten => ${AGI_NUMBER},1,AGI(\${BENCH_AGI},duty)
 same => n,Dial(PJSIP/\${DUTY},30,U(vigie-bench-confirm))
 same => n,Hangup()
exten => h,1,AGI(\${BENCH_AGI},record)

[vigie-bench-confirm]
exten => s,1,NoOp(accepted)
 same => n,Return()
`;

function scriptAt(database: string): string {
  return `#!/usr/bin/env python3
import sqlite3
import sys
import time

channel = dict(line.rstrip('\\n').split(': ', 1) for line in iter(sys.stdin.readline, '\\n') if ': ' in line)


def ask(command):
    print(command, flush=True)
    return sys.stdin.readline()


def variable(name):
    answer = ask('GET VARIABLE ' + name)
    return answer[answer.find('(') + 1:answer.rfind(')')] if '(' in answer else ''


db = sqlite3.connect('${database}', timeout=5)
if channel['agi_arg_1'] == 'duty':
    now = int(time.time())
    row = db.execute('select extension from shifts where start_at <= ? and end_at > ?', (now, now)).fetchone()
    ask('SET VARIABLE DUTY ' + (row[0] if row else ''))
else:
    call = (channel['agi_uniqueid'], channel['agi_callerid'], variable('DUTY'), variable('DIALSTATUS'), int(time.time()))
    with db:
        db.execute('insert into calls values (?, ?, ?, ?, ?)', call)
`;
}

const SHIFT_SECONDS = 12 * 3_600;
/** Seven weeks, as Vigie has them in its own runs. */
const SHIFTS = 98;

/** Puts the script and its database where that Asterisk finds them; gives the script's path, as Asterisk sees it. */
export function prepareAgi({ directory, insideDirectory }: AsteriskHost): string {
  const db = new SQLite(path.join(directory, DATABASE));
  db.pragma('journal_mode = WAL');
  db.exec('create table shifts (start_at integer primary key, end_at integer, extension text)');
  db.exec('create table calls (id text primary key, caller text, taker text, status text, ended_at integer)');
  const insert = db.prepare('insert into shifts values (?, ?, ?)');
  const begin = Math.floor(Date.now() / 1000) - (SHIFTS / 2) * SHIFT_SECONDS;
  for (let shift = 0; shift < SHIFTS; shift += 1) {
    const startAt = begin + shift * SHIFT_SECONDS;
    insert.run(startAt, startAt + SHIFT_SECONDS, RESPONDERS[0]);
  }
  db.close();
  const script = path.join(directory, SCRIPT);
  writeFileSync(script, scriptAt(path.posix.join(insideDirectory, DATABASE)));
  chmodSync(script, 0o755);
  return path.posix.join(insideDirectory, SCRIPT);
}

/** How many calls it has written down. */
export function recordsOfAgi({ directory }: AsteriskHost): number {
  const db = new SQLite(path.join(directory, DATABASE), { readonly: true });
  const row = db.prepare('select count(*) as count from calls').get() as { count: number };
  db.close();
  return row.count;
}
