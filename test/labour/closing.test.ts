import { describe, expect, it } from 'vitest';
import { createStatementReader } from '../../src/database/labour/statement-store.ts';
import { verifyRecord } from '../../src/database/labour/verify-record.ts';
import { closeLastMonth, monthToClose } from '../../src/main/statement-closing.ts';
import { paris } from '../domain/labour/clock.ts';
import { openSite } from '../web/open-site.ts';
import { labourOf } from './labour-house.ts';

const DECEMBER_3 = paris('2026-12-03 07:00');

describe('a month that closes by itself', () => {
  it.each([
    ['2026-12-02 23:59', 3, null],
    ['2026-12-03 00:01', 3, '2026-11'],
    ['2027-01-31 12:00', 3, '2026-12'],
    ['2027-01-31 12:00', null, null],
  ])('at %s, on day %s: %s', (now, day, month) => {
    expect(monthToClose(paris(now), day, 'Europe/Paris')).toBe(month);
  });

  it('hands each their statement with its PDF, once; what changed afterwards waits for somebody', async () => {
    const site = await openSite({ now: DECEMBER_3 });
    const house = labourOf(site);
    await house.takenByOtto('c1', paris('2026-11-30 22:00'));
    const [taken] = await house.collect();
    const { numberingPlan } = site.dependencies;
    const config = { timeZone: 'Europe/Paris', numberingPlan, closeStatementsOn: 3 };
    expect(await closeLastMonth(site.db, config, DECEMBER_3)).toBe(2);
    expect(await closeLastMonth(site.db, config, DECEMBER_3)).toBe(0);
    const statements = createStatementReader(site.db);
    const closed = await statements.ofMonth('2026-11');
    expect(closed).toMatchObject([
      { number: 1, closedBy: null, statement: { personId: 'mia' } },
      { number: 1, closedBy: null, statement: { personId: 'otto' } },
    ]);
    const pdf = await statements.pdf(closed[0]?.id ?? 0);
    expect(
      Buffer.from(pdf ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const domainEvents = await site.db
      .selectFrom('domain_events')
      .selectAll()
      .where('kind', '=', 'statement-closed')
      .execute();
    expect(domainEvents.map(({ details }) => JSON.parse(details))).toMatchObject([
      { personId: 'mia', month: '2026-11', number: 1 },
      { personId: 'otto', month: '2026-11', number: 1 },
    ]);

    await house.record.add(
      taken?.id ?? '',
      {
        kind: 'completed',
        account: {
          ...{ startAt: paris('2026-11-30 21:30'), endAt: paris('2026-11-30 23:30') },
          ...{ place: 'on-site', travelMinutes: 30, reason: 'Pump' },
        },
      },
      { at: DECEMBER_3, by: 'otto' },
    );
    expect(await closeLastMonth(site.db, config, DECEMBER_3)).toBe(0);
    const ada = await site.as('ada');
    await ada.send('/statements/2026-11/close', {}, '/statements?month=2026-11');
    expect(await statements.ofPerson('otto')).toMatchObject([{ number: 2 }, { number: 1 }]);
    expect(await statements.ofPerson('mia')).toMatchObject([{ number: 1 }]);
    expect(await verifyRecord(site.db)).toMatchObject({ kind: 'whole' });

    // Mia's week, and Otto's until now: seven in the morning of 3 December.
    const year = (await ada.get('/labour/year?year=2026')).body;
    for (const figure of ['<dd>2</dd>', '<dd>239</dd>', '<dd>1</dd>', '<dd>2</dd>'])
      expect(year).toContain(figure);
    expect((await ada.get('/labour/checks')).body).toMatch(/>\d+ s</);
  }, 120_000);
});
