import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** Between two locks: long enough for whoever waits to get through. */
const FREE_MS = 200;

const HOLDER = `
import SQLite from 'better-sqlite3';
const [file, seconds] = process.argv.slice(1);
const db = new SQLite(file, { timeout: 30_000 });
for (;;) {
  db.exec('begin immediate');
  console.log('locked');
  await new Promise((done) => setTimeout(done, seconds * 1_000));
  db.exec('rollback');
  await new Promise((done) => setTimeout(done, ${FREE_MS}));
}`;

/** Another process locks the database for so long, again and again, until what this gives is called, or the test ends. */
export async function lockedInTurns(file: string, seconds: number): Promise<() => Promise<void>> {
  const holder = spawn(process.execPath, ['--input-type=module', '-e', HOLDER, file, String(seconds)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void holder.kill('SIGKILL'));
  await once(holder.stdout, 'data');
  return async () => {
    holder.kill('SIGKILL');
    if (holder.exitCode === null && holder.signalCode === null) await once(holder, 'exit');
  };
}
