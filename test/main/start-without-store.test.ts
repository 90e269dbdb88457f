import { existsSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../src/main/store.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { createLogger } from '../../src/runtime/log.ts';
import { HandClock } from '../asterisk/hand-clock.ts';
import { smallDisk } from '../database/small-disk.ts';
import {
  makeCurrent,
  makeOutdated,
  temporaryDatabase,
  temporaryDirectory,
} from '../database/temporary-database.ts';

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

describe('another process locks the database', () => {
  it('a start with a database that is up to date needs no lock, and begins beside another process that writes', async () => {
    const { path } = await temporaryDatabase();
    lock(path);
    const { log } = logged();
    const opened = await openStore(path, `${path}-backups`, { clock: systemClock, log });
    if (!opened.ok) throw new Error(opened.error);
    await opened.value.closed();
  });

  it.each([1, 60])(
    'for %i s: a start that has to change it waits for the lock, and names the file in the log',
    {
      timeout: 60_000,
    },
    async (seconds) => {
      const path = `${temporaryDirectory()}/vigie.db`;
      await makeOutdated(path);
      const other = lock(path);
      const { log, text } = logged();
      const clock = new HandClock();
      const opening = openStore(path, `${path}-backups`, { clock, log });
      await expect.poll(text, { timeout: 30_000 }).toContain(path);
      expect(text()).toContain('the database cannot be used now; it is tried again');
      await passing(clock, seconds);
      other.exec('rollback');
      const opened = await doneIn(clock, opening);
      if (!opened.ok) throw new Error(opened.error);
      expect(text()).toContain('the database was brought up to date');
      await opened.value.closed();
    },
  );
});

describe('the disk is full', () => {
  it.for(['current', 'outdated'] as const)(
    'a start with a database that is %s waits for room, and names the file in the log',
    {
      timeout: 60_000,
    },
    async (shape, context) => {
      const disk = smallDisk(4);
      if (disk === null)
        return context.skip('a small disk cannot be mounted here (needs root and the right to mount)');
      const path = join(disk.directory, 'vigie.db');
      if (shape === 'outdated') await makeOutdated(path);
      else await makeCurrent(path);
      const makeRoom = disk.fill();
      const { log, text } = logged();
      const clock = new HandClock();
      const opening = openStore(path, `${path}-backups`, { clock, log });
      await expect.poll(text, { timeout: 30_000 }).toContain(path);
      expect(text()).toContain('"trouble":"full"');
      await passing(clock, 60);
      expect(existsSync(`${path}-backups`)).toBe(false);
      makeRoom();
      const opened = await doneIn(clock, opening);
      if (!opened.ok) throw new Error(opened.error);
      expect(await opened.value.reading.selectFrom('people').selectAll().execute()).toEqual([]);
      await opened.value.closed();
    },
  );
});

async function passing(clock: HandClock, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    clock.pass(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Lets time pass until the work is done. */
async function doneIn<T>(clock: HandClock, work: Promise<T>): Promise<T> {
  let isDone = false;
  void work.then(() => {
    isDone = true;
  });
  await expect
    .poll(
      () => {
        clock.pass(1_000);
        return isDone;
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  return work;
}
