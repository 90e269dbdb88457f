import { describe, expect, it } from 'vitest';
import { verifyChain } from '../../src/database/accounts/audit-chain.ts';
import { recordEntry } from '../../src/database/accounts/audit-store.ts';
import type { Database } from '../../src/database/database.ts';
import { temporaryDatabase } from './temporary-database.ts';

const ENTRIES = 5;

async function withEntries(): Promise<Database> {
  const { db } = await temporaryDatabase();
  for (let at = 1; at <= ENTRIES; at += 1) await write(db, at);
  return db;
}

function write(db: Database, at: number) {
  return db
    .transaction()
    .execute((transaction) =>
      recordEntry(
        transaction,
        { actor: 'Ada', personId: 'ada', at },
        'changed',
        { kind: 'people', id: 'bob' },
        { before: { name: 'Bob' }, after: { name: `Bob ${at}` } },
      ),
    );
}

describe('the chain of the audit', () => {
  it('is whole as it was written, also when many wrote at once', async () => {
    const db = await withEntries();
    await Promise.all(Array.from({ length: 20 }, (_, n) => write(db, 100 + n)));
    expect(await verifyChain(db, null)).toMatchObject({ entries: ENTRIES + 20, broken: null });
  });

  it.each([
    ['actor', 'Eve'],
    ['actor_id', 'eve'],
    ['actor_id', null],
    ['at', 77],
    ['action', 'added'],
    ['subject_kind', 'teams'],
    ['subject_id', 'eve'],
    ['before', null],
    ['after', '{"name":"Bob 4"}'],
  ] as const)('breaks when %s of an entry is made %s', async (column, value) => {
    const db = await withEntries();
    await db
      .updateTable('audit_entries')
      .set({ [column]: value })
      .where('id', '=', 3)
      .execute();
    expect((await verifyChain(db, null)).broken).toEqual({ kind: 'entry', id: 3 });
  });

  it('breaks when an entry is taken away, in the middle or at the end', async () => {
    const db = await withEntries();
    await db.deleteFrom('audit_entries').where('id', '=', ENTRIES).execute();
    expect((await verifyChain(db, null)).broken).toEqual({
      kind: 'end',
      expected: ENTRIES,
      found: ENTRIES - 1,
    });
    await db.deleteFrom('audit_entries').where('id', '=', 2).execute();
    expect((await verifyChain(db, null)).broken).toEqual({ kind: 'entry', id: 3 });
  });

  it('written anew from the beginning is whole, but a hash that was noted before is not in it', async () => {
    const db = await withEntries();
    const { head } = await verifyChain(db, null);
    await write(db, ENTRIES + 1);
    expect(await verifyChain(db, head)).toMatchObject({ broken: null, hasNoted: true });
    await db.deleteFrom('audit_entries').execute();
    await db.updateTable('audit_head').set({ entries: 0, hash: '' }).execute();
    for (let at = 1; at <= ENTRIES + 1; at += 1) await write(db, at === 3 ? 33 : at);
    expect(await verifyChain(db, head)).toMatchObject({ broken: null, hasNoted: false });
  });
});
