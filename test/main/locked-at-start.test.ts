import SQLite from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../src/main/store.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { createLogger } from '../../src/runtime/log.ts';
import { makeOutdated, temporaryDatabase, temporaryDirectory } from '../database/temporary-database.ts';

function logged() {
  let text = '';
  const log = createLogger({ level: 'info', format: 'json' }, {
    write: (line: string) => {
      text += line;
    },
  } as unknown as NodeJS.WritableStream);
  return { log, text: () => text };
}

function lock(path: string): SQLite.Database {
  const other = new SQLite(path);
  onTestFinished(() => void other.close());
  other.exec('begin immediate');
  return other;
}

it('a start with a database that is up to date needs no lock, and begins beside another process that writes', async () => {
  const { path } = await temporaryDatabase();
  lock(path);
  const { log } = logged();
  const opened = await openStore(path, `${path}-backups`, { clock: systemClock, log });
  if (!opened.ok) throw new Error(opened.error);
  await opened.value.closed();
});

it('a start that has to change the database waits for the lock, and names the file in the log', {
  timeout: 60_000,
}, async () => {
  const path = `${temporaryDirectory()}/vigie.db`;
  await makeOutdated(path);
  const other = lock(path);
  const { log, text } = logged();
  const opening = openStore(path, `${path}-backups`, { clock: systemClock, log });
  await expect.poll(text, { timeout: 30_000 }).toContain(path);
  expect(text()).toContain('the database cannot be used now; it is tried again');
  other.exec('rollback');
  const opened = await opening;
  if (!opened.ok) throw new Error(opened.error);
  expect(text()).toContain('the database was brought up to date');
  await opened.value.closed();
});
