import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createConfigurationStore } from '../../src/database/configuration/configuration-store.ts';
import { openDatabase } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';
import type { Configuration } from '../../src/domain/items/configuration.ts';
import { compare } from '../../src/planning/portable-config/compare.ts';
import { temporaryDirectory } from '../database/temporary-database.ts';
import { anyConfiguration, RECORDINGS } from './any-configuration.ts';
import { exported, imported } from './plan.ts';

const NOTHING: Configuration = {
  people: new Map(),
  absences: new Map(),
  teams: new Map(),
  schedules: new Map(),
  policies: new Map(),
  hotlines: new Map(),
  trunks: new Map(),
  sounds: new Set(),
};

const SOUNDS = RECORDINGS.map((id) => ({ id, wav: new Uint8Array(44), seconds: 1, keptAt: 0 }));

async function open(path: string) {
  const db = openDatabase(path);
  const migrated = await migrate(db);
  if (!migrated.ok) throw new Error(migrated.error);
  return db;
}

test('an export read back changes nothing, and makes an empty database the same', async () => {
  const directory = temporaryDirectory();
  const original = await open(`${directory}/original.db`);
  const copy = await open(`${directory}/copy.db`);
  const stores = { original: createConfigurationStore(original), copy: createConfigurationStore(copy) };
  const author = { actor: 'test', at: 0 };
  try {
    await fc.assert(
      fc.asyncProperty(anyConfiguration, async (configuration) => {
        // Whatever the run before left is replaced, so that removal is exercised too.
        await stores.original.edit(async (draft) => {
          for (const sound of SOUNDS) await draft.keepSound(sound);
          // Some of it no team would allow: it has come to be all the same.
          await draft.apply(compare(await draft.read(), configuration), author, { by: 'emergency' });
        });
        const file = await exported(stores.original);
        expect(await imported(stores.original, file)).toEqual({ changes: [] });

        await stores.copy.edit(async (draft) => draft.apply(compare(await draft.read(), NOTHING), author));
        expect(await imported(stores.copy, file, { sounds: SOUNDS })).not.toHaveProperty('problems');
        const read = await stores.copy.edit((draft) => draft.read());
        expect(compare(configuration, read)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  } finally {
    await original.destroy();
    await copy.destroy();
  }
});
