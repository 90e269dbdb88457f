import { expect, test, vi } from 'vitest';
import type { Queryable } from '../../src/database/database.ts';
import { preparedRead, preparedWrite } from '../../src/database/prepared-query.ts';
import { temporaryDatabase } from './temporary-database.ts';

const build = vi.fn((db: Queryable, { kind }: { kind: string }) =>
  db.selectFrom('domain_events').select(['details', 'trouble']).where('kind', '=', kind),
);
const find = preparedRead(build);
const insert = preparedWrite((db, row: { kind: string; at: number; details: string }) =>
  db.insertInto('domain_events').values(row),
);
const change = preparedWrite(
  (db, { kind, ...columns }: { kind: string; details?: string; trouble?: string | null }) =>
    db.updateTable('domain_events').set(columns).where('kind', '=', kind),
);

async function eventsOfTwoKinds() {
  const { db } = await temporaryDatabase();
  for (const kind of ['one', 'two']) await insert(db, { kind, at: 0, details: `of ${kind}` });
  return db;
}

test('built once, it answers for other values', async () => {
  const db = await eventsOfTwoKinds();
  build.mockClear();
  expect(await find(db, { kind: 'one' })).toEqual([{ details: 'of one', trouble: null }]);
  expect(await find(db, { kind: 'two' })).toEqual([{ details: 'of two', trouble: null }]);
  expect(await find(db, { kind: 'three' })).toEqual([]);
  expect(build).toHaveBeenCalledTimes(1);
});

test('a change of other columns is a query of its own, and leaves the rest as it is', async () => {
  const db = await eventsOfTwoKinds();
  expect(await change(db, { kind: 'one', trouble: 'told in vain' })).toBe(1);
  expect(await change(db, { kind: 'one', details: 'changed' })).toBe(1);
  expect(await change(db, { kind: 'three', trouble: null })).toBe(0);
  expect(await find(db, { kind: 'one' })).toEqual([{ details: 'changed', trouble: 'told in vain' }]);
  expect(await change(db, { kind: 'one', trouble: null })).toBe(1);
  expect(await find(db, { kind: 'one' })).toEqual([{ details: 'changed', trouble: null }]);
  expect(await find(db, { kind: 'two' })).toEqual([{ details: 'of two', trouble: null }]);
});

test('in a transaction it belongs to the transaction', async () => {
  const db = await eventsOfTwoKinds();
  const given = db.transaction().execute(async (transaction) => {
    await change(transaction, { kind: 'two', details: 'for now' });
    expect(await find(transaction, { kind: 'two' })).toMatchObject([{ details: 'for now' }]);
    throw new Error('no');
  });
  await expect(given).rejects.toThrow('no');
  expect(await find(db, { kind: 'two' })).toMatchObject([{ details: 'of two' }]);
});
