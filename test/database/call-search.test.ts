import { describe, expect, it } from 'vitest';
import { createCallSearch } from '../../src/database/calls/call-search.ts';
import { seedCall } from '../web/seed-calls.ts';
import { temporaryDatabase } from './temporary-database.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 25, 11);

describe('the calls of a person', () => {
  it('are listed once each, in the order of the list, however often and late they were called', async () => {
    const { db } = await temporaryDatabase();
    const search = createCallSearch(db);
    await seedCall(db, { id: 'b', at: NOON, outcome: 'voicemail' });
    await seedCall(db, { id: 'a', at: NOON, outcome: 'accepted' });
    await seedCall(db, { id: 'c', at: NOON - HOUR, outcome: 'accepted' });
    await db
      .insertInto('attempts')
      .columns([
        'call_id',
        'attempt',
        'call_started_at',
        'round',
        'step',
        'person_id',
        'name',
        'kind',
        'address',
        'reason',
        'started_at',
      ])
      .expression((query) =>
        query
          .selectFrom('attempts')
          .select([
            'call_id',
            (inner) => inner.val(9).as('attempt'),
            'call_started_at',
            'round',
            'step',
            'person_id',
            'name',
            'kind',
            'address',
            'reason',
            'started_at',
          ])
          .where('attempt', '=', 2),
      )
      .execute();
    const ids = async (filter: object, limit = 10, after: { startedAt: number; id: string } | null = null) =>
      (await search.page({ personId: 'otto', ...filter }, after, limit)).map(({ id }) => id);
    expect(await ids({})).toEqual(['b', 'a', 'c']);
    expect(await ids({}, 2)).toEqual(['b', 'a']);
    expect(await ids({}, 2, { startedAt: NOON, id: 'b' })).toEqual(['a', 'c']);
    expect(await ids({ outcome: 'accepted' })).toEqual(['a', 'c']);
    expect(await ids({ hotlineId: 'support', outcome: 'voicemail' })).toEqual(['b']);
    expect(await ids({ callerPrefix: '+33145' })).toEqual(['b', 'a', 'c']);
    expect(await ids({ from: NOON })).toEqual(['b', 'a']);
    expect(await ids({ until: NOON })).toEqual(['c']);
    expect(await ids({ callerPrefix: '+44' })).toEqual([]);
  });
});
