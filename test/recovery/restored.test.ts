import path from 'node:path';
import { expect, it } from 'vitest';
import { copyDatabase } from '../../src/database/upkeep/copy-database.ts';
import { restoreDatabase } from '../../src/database/upkeep/restore-database.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { temporaryDirectory } from '../database/temporary-database.ts';
import { net } from '../safety-net/net.ts';

it('a house restored from a backup, made while it served, answers a call', { timeout: 120_000 }, async () => {
  const on = await net();
  const before = on.vigie();
  await before.onWatch();
  const copy = path.join(temporaryDirectory(), 'copy.db');
  expect(await copyDatabase(on.file, copy)).toMatchObject({ ok: true });
  await before.kill();

  const database = path.join(temporaryDirectory(), 'vigie.db');
  expect(restoreDatabase(copy, database, systemClock.now())).toEqual({
    ok: true,
    value: { previous: null, isOlder: false },
  });
  const after = on.vigie({ VIGIE_DATABASE: database });
  await after.onWatch();
  await on.pbx.phone('202', answers({}, presses('1')));
  const caller = await on.pbx.call('4000');
  await waitUntil('they are joined', async () => (await on.pbx.bridged()).length === 1, 20_000);
  await caller.hangUp();
  await on.pbx.empty();
});
