import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pruneBackups } from '../../src/database/upkeep/backup-folder.ts';
import { createBackups } from '../../src/main/backups.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { createLogger } from '../../src/runtime/log.ts';
import { HandClock } from '../asterisk/hand-clock.ts';
import { temporaryDatabase, temporaryDirectory } from '../database/temporary-database.ts';

const DAY = 86_400_000;

function copyOf(folder: string, name: string, ageDays: number): void {
  const file = path.join(folder, name);
  writeFileSync(file, '');
  const madeAt = (systemClock.now() - ageDays * DAY) / 1000;
  utimesSync(file, madeAt, madeAt);
}

describe('copies of the database', () => {
  it('are erased when they are old, but the last three never are, and files of other names are nobody’s business', () => {
    const folder = temporaryDirectory();
    for (const age of [1, 20, 30, 40, 50]) copyOf(folder, `vigie-2026010${age % 7}T00000${age % 9}Z.db`, age);
    copyOf(folder, 'my-own.db', 400);
    pruneBackups(folder, 14, systemClock.now());
    expect(readdirSync(folder)).toHaveLength(4);
    expect(existsSync(path.join(folder, 'my-own.db'))).toBe(true);
  });

  it('are made soon after a start when there is none of the last day, and are trouble once they are old', async () => {
    const { path: database } = await temporaryDatabase();
    const folder = temporaryDirectory();
    mkdirSync(folder, { recursive: true });
    copyOf(folder, 'vigie-20200101T000000Z.db', 3);
    const clock = new HandClock();
    // Files have the real time.
    clock.pass(systemClock.now() - clock.now());
    const backups = createBackups({
      config: { database, backups: { folder, keepDays: 14 }, timeZone: 'Europe/Paris' },
      clock,
      log: createLogger({ level: 'fatal', format: 'json' }),
      crash: (error) => {
        throw error;
      },
    });
    onTestFinished(() => backups.stop?.() as Promise<void>);
    expect(backups.troubles()).toEqual([]);
    clock.pass(11 * 60_000);
    await expect.poll(() => readdirSync(folder).length, { timeout: 25_000 }).toBe(2);
    await expect.poll(backups.lastAt).toBeGreaterThan(systemClock.now() - DAY);
    clock.pass(2.5 * DAY);
    expect(backups.troubles()).toEqual([{ kind: 'backup', name: '', detail: null }]);
  });
});
