import { describe, expect, test } from 'vitest';
import { createCallLog } from '../../src/database/calls/call-store.ts';
import { createCallSource } from '../../src/database/statistics/statistics-source.ts';
import { createSumStore } from '../../src/database/statistics/statistics-store.ts';
import { parseExtension } from '../../src/domain/phone-number.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { Summariser } from '../../src/statistics/summariser.ts';
import { seedRandomYear } from '../statistics/random-year.ts';
import { openIn, withExample } from './example.ts';
import { buildVigieForTheseTests } from './vigie.ts';

buildVigieForTheseTests();

describe('vigie calls and call', () => {
  async function withCalls() {
    const vigie = await withExample();
    const extension = parseExtension('201');
    if (!extension.ok) throw new Error(extension.error);
    const log = createCallLog(openIn(vigie));
    const startedAt = Date.parse('2026-11-25T14:03:00Z');
    const caller = { number: '+33199000001', name: null };
    await log.begin({ id: 'c1', hotlineId: 'support', dialled: '4000', caller, startedAt });
    await log.append('c1', [
      {
        kind: 'attempt-started',
        at: startedAt + 11_000,
        attempt: 1,
        round: 1,
        step: 1,
        personId: 'alice',
        name: 'Alice Martin',
        target: { kind: 'extension', extension: extension.value },
        reason: { code: 'planned-shift', until: null },
      },
      { kind: 'attempt-ringing', at: startedAt + 12_000, attempt: 1 },
      { kind: 'attempt-accepted', at: startedAt + 20_000, attempt: 1, by: 'key' },
      { kind: 'call-ended', at: startedAt + 65_000, outcome: 'accepted' },
    ]);
    await log.begin({
      id: 'c2',
      hotlineId: 'support',
      dialled: '4000',
      caller: { number: null, name: null },
      startedAt: startedAt + 60_000,
    });
    return vigie;
  }

  test('the list has one line a call, the most recent first', async () => {
    const vigie = await withCalls();
    expect((await vigie.run('calls')).out).toBe(
      '2026-11-25 14:04  support  withheld number  in progress  0 attempts  c2\n' +
        '2026-11-25 14:03  support  +33199000001  accepted by Alice Martin, 65 s  1 attempt  c1\n',
    );
    expect((await vigie.run('calls', '--limit', '1', '--json')).out).toContain('"id": "c2"');
    expect((await vigie.run('calls', '--hotline', 'sales')).out).toBe('no calls yet\n');
  });

  test('a call is told as it happened', async () => {
    const vigie = await withCalls();
    expect((await vigie.run('call', 'c1')).out).toBe(
      `2026-11-25 14:03  support  +33199000001  accepted by Alice Martin, 65 s  1 attempt  c1
14:03:11 Vigie calls Alice Martin on 201 (planned shift)
14:03:12 Alice Martin rings on 201
14:03:20 Alice Martin takes the call by pressing 1
14:04:05 the call ends: a person took it
`,
    );
    expect(JSON.parse((await vigie.run('call', 'c1', '--json')).out)).toMatchObject({
      id: 'c1',
      attempts: [{ name: 'Alice Martin' }],
    });
    expect(await vigie.run('call', 'c9')).toEqual({
      code: 1,
      out: '',
      err: 'vigie: there is no call c9; vigie calls lists them\n',
    });
  });
});

describe('vigie statistics rebuild', () => {
  test('counts every call anew, to what the service had counted', async () => {
    const vigie = await withExample();
    const db = openIn(vigie);
    await seedRandomYear(db, { seed: 3, hotlineId: 'support', calls: 30 });
    // What is still to come is counted once it came.
    await db
      .deleteFrom('calls')
      .where('started_at', '>', systemClock.now() - 86_400_000)
      .execute();
    const store = createSumStore(db);
    const summariser = new Summariser({
      ...{ source: createCallSource(db), store, clock: systemClock },
      ...{ homeZone: 'UTC', shortAbandonSeconds: 5 },
    });
    while (await summariser.step());
    const counted = await store.readEach('support', ['2026']);
    expect(counted.length).toBeGreaterThan(1);
    await db.updateTable('call_sums').set({ sums: '{}' }).execute();
    expect((await vigie.run('statistics', 'rebuild')).out).toBe('all calls are counted anew\n');
    expect(await store.readEach('support', ['2026'])).toEqual(counted);
  });
});
