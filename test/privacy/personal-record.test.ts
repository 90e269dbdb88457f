import { describe, expect, it } from 'vitest';
import { verifyRecord } from '../../src/database/labour/verify-record.ts';
import { HOLDINGS } from '../../src/database/privacy/holdings.ts';
import { carriedBy } from '../../src/labour/fairness.ts';
import { spanOf } from '../../src/labour/month.ts';
import { saveItems } from '../../src/planning/save-items.ts';
import { temporaryDatabase } from '../database/temporary-database.ts';
import { paris } from '../domain/labour/clock.ts';
import { labourOf } from '../labour/labour-house.ts';
import { openSite } from '../web/open-site.ts';

/** Columns that hold a person's id. */
const OF_PEOPLE = /^(person|by|owner|author|giver|actor|replaces|reads)_id$|_by$|^offered_to$/;
/** Those that look like it, or are named elsewhere, and why. */
const NONE_OF_THOSE = new Set([
  // How it was accepted: by key, or by answering.
  'attempts.accepted_by',
  // Who joined the chain of entries stays in it: entries are hashed with it.
  'intervention_entries.by_id',
  'statements.closed_by',
  // A name, as publications have it.
  'late_changes.made_by',
  // Nobody is erased while a chain rings them by name.
  'policy_targets.person_id',
]);

const NIGHT = paris('2026-11-18 03:00');
const DECEMBER_20 = paris('2026-12-20 12:00');
const NOVEMBER = spanOf('2026-11', 'Europe/Paris');

/** Otto took a call in the night, and left the house on 7 December. */
async function afterOttoLeft(now = DECEMBER_20) {
  const site = await openSite({ now });
  const house = labourOf(site);
  await house.takenByOtto('c1', NIGHT);
  await house.collect();
  return { site, house };
}

describe('what is recorded of a person', () => {
  it('is known of every table of the database that names people', async () => {
    const { db } = await temporaryDatabase();
    const tables = await db.introspection.getTables();
    const named = tables.flatMap(({ name, columns }) =>
      columns.filter((column) => OF_PEOPLE.test(column.name)).map((column) => `${name}.${column.name}`),
    );
    const told = HOLDINGS.map(({ table }) => table);
    expect(told.filter((table, index) => told.indexOf(table) !== index)).toEqual([]);
    const known = new Set(
      HOLDINGS.flatMap(({ table, people }) => people.map((column) => `${table}.${column}`)),
    );
    expect(named.filter((one) => !known.has(one) && !NONE_OF_THOSE.has(one))).toEqual([]);
    const there = new Set(tables.flatMap(({ name, columns }) => columns.map((one) => `${name}.${one.name}`)));
    expect([...known].filter((one) => !there.has(one))).toEqual([]);
  });

  it('is one file with everything and no secret, for its person and administrators alone', async () => {
    const { site } = await afterOttoLeft();
    const [otto, mia, sam] = await Promise.all([site.as('otto'), site.as('mia'), site.as('sam')]);
    const { body, headers } = await otto.get('/people/otto/record/file');
    expect(headers.get('content-disposition')).toContain('vigie-otto.json');
    const file = JSON.parse(body);
    const tables = new Map<string, { kind: string; rows: Record<string, unknown>[] }>(
      file.tables.map((one: { table: string }) => [one.table, one]),
    );
    expect(tables.get('people')?.rows).toMatchObject([{ name: 'Otto Blanc' }]);
    expect(tables.get('contact_methods')?.rows).toMatchObject([{ address: '203' }]);
    expect(tables.get('planned_shifts')?.rows).toMatchObject([{ start_at: '2026-11-30T07:00:00.000Z' }]);
    expect(tables.get('attempts')?.rows).toMatchObject([{ call_id: 'c1' }]);
    expect(tables.get('intervention_entries')?.rows).toMatchObject([{ body: { kind: 'opened' } }]);
    expect(body).not.toMatch(/password_hash|totp_secret|token_hash|public_key|scrypt/);
    for (const other of [mia, sam])
      for (const path of ['/people/otto/record', '/people/otto/record/file'])
        expect((await other.get(path)).status).toBe(403);
  });

  it('is told with what it is for, how long and who sees it', async () => {
    const { site } = await afterOttoLeft();
    const page = (await (await site.as('otto')).get('/people/otto/record')).body;
    for (const words of ['What Vigie records of you', 'L3171-4', '1096', '1827', 'Entries now'])
      expect(page).toContain(words);
    const account = (await (await site.as('otto')).get('/account')).body;
    expect(account).toContain('href="/people/otto/record"');
    const note = (await (await site.as('otto')).get('/privacy/notes/council')).body;
    expect(note).toContain('L2312-38');
  });
});

describe('erasing on request', () => {
  it('leaves nothing that names the person, and every sum as it was', async () => {
    const { site, house } = await afterOttoLeft();
    const { db } = site;
    const before = await carriedBy(house.sources, ['otto'], { ...NOVEMBER, endAt: DECEMBER_20 });
    expect(before).toMatchObject([{ hours: 168, wakings: 1 }]);
    const ada = await site.as('ada');
    const answer = await ada.send('/people/otto/record/erase', {});
    expect([answer.status, answer.to]).toEqual([303, '/people?done=person-erased']);

    const people = [...(await house.sources.people()).keys()];
    expect(people).not.toContain('otto');
    const nameless = people.find((id) => id.startsWith('nn-')) ?? '';
    const after = await carriedBy(house.sources, [nameless], { ...NOVEMBER, endAt: DECEMBER_20 });
    expect(after).toEqual(before.map((one) => ({ ...one, personId: nameless })));
    expect(await verifyRecord(db)).toMatchObject({ kind: 'whole', erased: 1 });

    const kept = new Set(['audit_entries', 'intervention_entries']);
    const naming: string[] = [];
    for (const { name } of await db.introspection.getTables()) {
      const rows = await db
        .selectFrom(name as 'people')
        .selectAll()
        .execute();
      if (!kept.has(name) && /otto|Otto Blanc/.test(JSON.stringify(rows))) naming.push(name);
    }
    expect(naming).toEqual([]);
    expect((await ada.get('/calls/c1')).status).toBe(200);
    expect((await ada.get('/people')).body).not.toContain('Otto');
  });

  it('waits until whoever leaves has no duty any more, and says so', async () => {
    const { site } = await afterOttoLeft(paris('2026-12-01 12:00'));
    const ada = await site.as('ada');
    const answer = await ada.send('/people/otto/record/erase', {});
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('still have duty to come');
    expect((await ada.send('/people/ada/record/erase', {})).body).toContain('Somebody else has to erase you');
    const saved = await saveItems(
      site.dependencies.configuration,
      [
        {
          section: 'policies',
          id: 'chain',
          raw: { name: 'Chain', steps: [{ ring: [{ person: 'vic' }] }] },
          basedOn: null,
        },
      ],
      { plan: site.dependencies.numberingPlan, homeTimeZone: 'UTC', author: { actor: 'test', at: 0 } },
    );
    expect(saved).toMatchObject({ ok: true });
    expect((await ada.send('/people/vic/record/erase', {})).body).toContain('rings them by name');
  });
});
