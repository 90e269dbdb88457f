import path from 'node:path';
import { expect, it } from 'vitest';
import { copyDatabase } from '../../src/database/copy-database.ts';
import { restoreDatabase } from '../../src/database/restore-database.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { accepts } from '../../trial/phones/behaviour.ts';
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
    value: { aside: null, isOlder: false },
  });
  const after = on.vigie({ VIGIE_DATABASE: database });
  await after.onWatch();
  const bob = await on.pbx.phone('202', accepts());
  const caller = await on.pbx.call('4000');
  await bob.answered();
  await caller.answered();
  await caller.hangUp();
  await on.pbx.empty();
});
