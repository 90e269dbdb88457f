import { describe, expect, it } from 'vitest';
import { appendEntry, verifyChain } from '../../src/database/accounts/audit-chain.ts';
import { createRetention } from '../../src/database/upkeep/retention.ts';
import { usualRetention } from '../../src/retention-config.ts';
import { temporaryDatabase } from './temporary-database.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2030, 0, 1);
const daysAgo = (days: number) => NOW - days * DAY;

describe('what was kept long enough', () => {
  it('is erased: first who called, later the call with its tries', async () => {
    const { db } = await temporaryDatabase();
    const call = (id: string, days: number) => ({
      ...{ id, hotline_id: 'support', dialled: '4000', caller_number: '+33199001122', caller_name: 'Eve' },
      ...{ started_at: daysAgo(days), ended_at: daysAgo(days), outcome: 'accepted', accepted_by: null },
      ...{ caller_leg: null, state: null, is_test: 0, is_own_test: 0 },
    });
    await db
      .insertInto('calls')
      .values([call('young', 364), call('old', 366), call('ancient', 1100)])
      .execute();
    await db
      .insertInto('call_events')
      .values({ call_id: 'ancient', position: 0, at: 0, kind: 'ended', details: '{}' })
      .execute();

    const erased = await createRetention(db).erase(NOW, usualRetention());

    expect(erased).toMatchObject({ numbers: 2, calls: 1 });
    expect(
      await db.selectFrom('calls').select(['id', 'caller_number', 'caller_name']).orderBy('id').execute(),
    ).toEqual([
      { id: 'old', caller_number: null, caller_name: null },
      { id: 'young', caller_number: '+33199001122', caller_name: 'Eve' },
    ]);
    expect(await db.selectFrom('call_events').selectAll().execute()).toEqual([]);
  });

  it('leaves a call that goes on alone, however old it is', async () => {
    const { db } = await temporaryDatabase();
    await db
      .insertInto('calls')
      .values({
        ...{ id: 'open', hotline_id: 'support', dialled: '4000', caller_number: '201', caller_name: null },
        ...{ started_at: 0, ended_at: null, outcome: null, accepted_by: null, caller_leg: null },
        ...{ state: '{}', is_test: 0, is_own_test: 0 },
      })
      .execute();
    expect(await createRetention(db).erase(NOW, usualRetention())).toMatchObject({ numbers: 0, calls: 0 });
  });
});

describe('the audit', () => {
  const entry = (at: number, subject_id: string) => ({
    ...{ at, actor: 'Ada', actor_id: null, action: 'changed', subject_kind: 'people', subject_id },
    ...{ before: null, after: '{}' },
  });

  it('loses its oldest entries, and its chain can still be proved, and goes on', async () => {
    const { db } = await temporaryDatabase();
    for (const days of [2000, 1900, 10, 5]) await appendEntry(db, entry(daysAgo(days), `bob-${days}`));
    const noted = (await verifyChain(db, null)).head;

    expect(await createRetention(db).erase(NOW, usualRetention())).toMatchObject({ auditEntries: 2 });

    expect(await verifyChain(db, noted)).toMatchObject({ entries: 2, broken: null, hasNoted: true });
    await appendEntry(db, entry(NOW, 'bob'));
    expect(await verifyChain(db, noted)).toMatchObject({ entries: 3, broken: null, hasNoted: true });
    const first = await db.selectFrom('audit_entries').select('id').orderBy('id').executeTakeFirstOrThrow();
    await db.deleteFrom('audit_entries').where('id', '=', first.id).execute();
    expect((await verifyChain(db, null)).broken).not.toBeNull();
  });

  it('keeps its last entry, of which everything else goes on', async () => {
    const { db } = await temporaryDatabase();
    for (const days of [3000, 2900]) await appendEntry(db, entry(daysAgo(days), 'bob'));
    expect(await createRetention(db).erase(NOW, usualRetention())).toMatchObject({ auditEntries: 1 });
    expect(await verifyChain(db, null)).toMatchObject({ entries: 1, broken: null });
  });
});
