import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { keepSources } from '../../../src/calls/live/kept-sources.ts';
import { createAuditLog } from '../../../src/database/accounts/audit-store.ts';
import { createConfigurationStore } from '../../../src/database/configuration/configuration-store.ts';
import { createDirectory } from '../../../src/database/configuration/directory.ts';
import { openDatabase } from '../../../src/database/database.ts';
import { createScheduleStore } from '../../../src/database/planning/schedule-store.ts';
import { temporaryDatabase } from '../../database/temporary-database.ts';
import { imported } from '../../planning/plan.ts';

const EXAMPLE = readFileSync('examples/astreinte.yaml', 'utf8');
const NOW = Date.parse('2026-11-30T12:00:00Z');

async function house() {
  const { db, path } = await temporaryDatabase();
  await imported(createConfigurationStore(db), EXAMPLE);
  const directory = createDirectory(db);
  const schedules = createScheduleStore(db);
  const read = {
    hotline: vi.spyOn(directory, 'hotlineByNumber'),
    people: vi.spyOn(directory, 'people'),
    schedule: vi.spyOn(schedules, 'schedule'),
  };
  const sources = keepSources({ directory, schedules }, createAuditLog(db).latest);
  return { path, sources, read };
}

/** As `vigie import` does beside the service. */
async function changeFromOutside(path: string, from: string, to: string): Promise<void> {
  const db = openDatabase(path);
  await imported(createConfigurationStore(db), EXAMPLE.replace(from, to));
  await db.destroy();
}

test('call after call is answered from one reading', async () => {
  const { sources, read } = await house();
  for (let call = 0; call < 3; call += 1) {
    expect((await sources.directory.hotlineByNumber('4000'))?.id).toBe('support');
    expect(await sources.directory.people(['alice'])).toMatchObject([{ name: 'Alice Martin' }]);
    expect((await sources.schedules.schedule('primary', NOW + call))?.shifts).toHaveLength(1);
  }
  expect(read.hotline).toHaveBeenCalledTimes(1);
  expect(read.people).toHaveBeenCalledTimes(1);
  expect(read.schedule).toHaveBeenCalledTimes(1);
});

test('a change by another process counts for the very next question', async () => {
  const { path, sources } = await house();
  await sources.directory.people(['alice']);
  await sources.schedules.schedule('primary', NOW);
  await changeFromOutside(path, 'name: Alice Martin', 'name: Alice Moreau');
  expect(await sources.directory.people(['alice'])).toMatchObject([{ name: 'Alice Moreau' }]);
  await changeFromOutside(
    path,
    '{ person: bob, start: 2026-11-30 18:00',
    '{ person: chloe, start: 2026-11-30 18:00',
  );
  expect((await sources.schedules.schedule('primary', NOW))?.shifts).toMatchObject([{ personId: 'chloe' }]);
});

test('a moment before what is kept is read for itself', async () => {
  const { sources } = await house();
  expect((await sources.schedules.schedule('primary', NOW))?.shifts).toHaveLength(1);
  expect((await sources.schedules.schedule('primary', NOW - 7 * 86_400_000))?.shifts).toHaveLength(2);
});

test('what could not be read is asked for again', async () => {
  const { sources, read } = await house();
  read.hotline.mockRejectedValueOnce(new Error('the disk'));
  read.schedule.mockRejectedValueOnce(new Error('the disk'));
  await expect(sources.directory.hotlineByNumber('4000')).rejects.toThrow('the disk');
  await expect(sources.schedules.schedule('primary', NOW)).rejects.toThrow('the disk');
  expect(await sources.directory.hotlineByNumber('4000')).not.toBeNull();
  expect(await sources.schedules.schedule('primary', NOW)).not.toBeNull();
});
