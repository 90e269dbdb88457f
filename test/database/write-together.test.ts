import { expect, test } from 'vitest';
import { preparedWrite } from '../../src/database/prepared-query.ts';
import { writeTogether } from '../../src/database/write-together.ts';
import { StoreUnavailable } from '../../src/runtime/store-unavailable.ts';
import { STORE_FAULTS } from './store-faults.ts';
import { temporaryDatabase } from './temporary-database.ts';

const insert = preparedWrite((db, row: { kind: string; at: number; details: string }) =>
  db.insertInto('domain_events').values(row),
);
const change = preparedWrite((db, { kind, details }: { kind: string; details: string }) =>
  db.updateTable('domain_events').set({ details }).where('kind', '=', kind),
);

async function emptyHouse() {
  const { db, path } = await temporaryDatabase();
  return {
    db,
    path,
    adding: (kind: string) => ({ query: insert.statement(db, { kind, at: 0, details: '' }) }),
    kinds: async () =>
      (await db.selectFrom('domain_events').select('kind').execute()).map(({ kind }) => kind),
  };
}

test('all is written, each with its own values', async () => {
  const { db, adding, kinds } = await emptyHouse();
  await writeTogether(db, [adding('one'), adding('two')]);
  expect(await kinds()).toEqual(['one', 'two']);
});

test('where one finds nothing that it must find, none is written, and the next is', async () => {
  const { db, adding, kinds } = await emptyHouse();
  const missing = {
    query: change.statement(db, { kind: 'three', details: 'x' }),
    orElse: 'there is no three',
  };
  await expect(writeTogether(db, [adding('one'), missing, adding('two')])).rejects.toThrow(
    'there is no three',
  );
  expect(await kinds()).toEqual([]);
  await writeTogether(db, [adding('one')]);
  expect(await kinds()).toEqual(['one']);
});

test('a transaction under way is not written into', async () => {
  const { db, adding, kinds } = await emptyHouse();
  let together: Promise<void> | null = null;
  const broken = db.transaction().execute(async (transaction) => {
    together = writeTogether(db, [adding('one')]);
    await insert(transaction, { kind: 'two', at: 0, details: '' });
    throw new Error('no');
  });
  await expect(broken).rejects.toThrow('no');
  await together;
  expect(await kinds()).toEqual(['one']);
});

test.each(['locked', 'full'] as const)(
  'a store that is %s is told as such, and used when it can be',
  async (fault) => {
    const { db, path, adding, kinds } = await emptyHouse();
    const mend = await STORE_FAULTS[fault](db, path);
    const rows = Array.from({ length: 300 }, (_, n) => adding(`${n}`.repeat(20)));
    await expect(writeTogether(db, rows)).rejects.toThrow(StoreUnavailable);
    await mend();
    await writeTogether(db, rows);
    expect(await kinds()).toHaveLength(300);
  },
);
