import { describe, expect, it } from 'vitest';
import { verifyCommand } from '../../src/cli/interventions.ts';
import { verifyRecord } from '../../src/database/labour/verify-record.ts';
import { paris, span } from '../domain/labour/clock.ts';
import { openSite } from '../web/open-site.ts';
import { labourOf } from './labour-house.ts';

const NIGHT = paris('2026-11-18 03:00');
const NOON = paris('2026-11-18 12:00');
const account = {
  ...span('2026-11-18 03:00', '2026-11-18 04:00'),
  place: 'remote',
  travelMinutes: 0,
  reason: 'Pump',
} as const;

/** Two interventions, one of them completed and validated. */
async function kept() {
  const site = await openSite({ now: NOON });
  const house = labourOf(site);
  await house.takenByOtto('c1', NIGHT);
  await house.takenByOtto('c2', NIGHT + 3 * 3_600_000);
  const [first] = await house.collect();
  const id = first?.id ?? '';
  await house.record.add(id, { kind: 'completed', account }, { at: NOON, by: 'otto' });
  await house.record.add(id, { kind: 'validated' }, { at: NOON, by: 'ada' });
  return { site, id, ...house };
}

describe('the record of interventions (L3171-4: fiable et infalsifiable)', () => {
  it('is whole as it was written, and the command says so', async () => {
    const { site } = await kept();
    expect(await verifyRecord(site.db)).toMatchObject({ kind: 'whole', entries: 4, erased: 0 });
    const said = await verifyCommand({ database: site.path }, {});
    expect(said).toMatchObject({
      ok: true,
      value: expect.stringContaining('the record is whole: 4 entries'),
    });
  });

  it('tells of an entry whose words were changed', async () => {
    const { site } = await kept();
    const row = await site.db
      .selectFrom('intervention_entries')
      .selectAll()
      .where('seq', '=', 3)
      .executeTakeFirstOrThrow();
    const body = (row.body ?? '').replace('Pump', 'Nothing');
    await site.db.updateTable('intervention_entries').set({ body }).where('seq', '=', 3).execute();
    expect(await verifyRecord(site.db)).toEqual({ kind: 'broken', seq: 3, fault: 'body' });
    expect(await verifyCommand({ database: site.path }, {})).toEqual({
      ok: false,
      error: ['the record is broken: entry 3 is not as it was written'],
    });
  });

  it.each([
    ['when', { at: NOON - 1 }],
    ['by whom', { by_id: 'sam' }],
    ['of whom', { person_id: 'mia' }],
    ['what', { kind: 'withdrawn' }],
  ] as const)('tells of an entry changed in %s', async (_what, change) => {
    const { site } = await kept();
    await site.db.updateTable('intervention_entries').set(change).where('seq', '=', 4).execute();
    expect(await verifyRecord(site.db)).toEqual({ kind: 'broken', seq: 4, fault: 'hash' });
  });

  it('tells of an entry that was taken out, at whatever place but the last', async () => {
    const { site } = await kept();
    await site.db.deleteFrom('intervention_entries').where('seq', '=', 2).execute();
    expect(await verifyRecord(site.db)).toEqual({ kind: 'broken', seq: 3, fault: 'sequence' });
  });

  it('and of the last too, by the list of interventions', async () => {
    const { site, id } = await kept();
    await site.db.deleteFrom('intervention_entries').where('seq', '=', 4).execute();
    expect(await verifyRecord(site.db)).toEqual({ kind: 'differs', interventionId: id });
  });

  it('tells of a list that was changed beside the record', async () => {
    const { site, id } = await kept();
    const row = await site.db
      .selectFrom('interventions')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const document = row.document.replace('"remote"', '"on-site"');
    await site.db.updateTable('interventions').set({ document }).where('id', '=', id).execute();
    expect(await verifyRecord(site.db)).toEqual({ kind: 'differs', interventionId: id });
  });

  it('a refused entry leaves nothing', async () => {
    const { site, id, record } = await kept();
    const refused = await record.add(id, { kind: 'validated' }, { at: NOON, by: 'ada' });
    expect(refused).toEqual({ ok: false, error: 'validated-already' });
    expect(await verifyRecord(site.db)).toMatchObject({ entries: 4 });
  });

  it('takes entries of many at once in one order', async () => {
    const { site, record } = await kept();
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        record.open('mia', { kind: 'begun', startAt: NIGHT + index }, { at: NOON, by: 'mia' }),
      ),
    );
    expect(await verifyRecord(site.db)).toMatchObject({ kind: 'whole', entries: 16 });
  });
});
