import { describe, expect, test } from 'vitest';
import { beginDraft } from '../../src/planning/drafts/begin-draft.ts';
import { compareDraft } from '../../src/planning/drafts/compare-draft.ts';
import { discardDraft, setDraftShifts } from '../../src/planning/drafts/edit-draft.ts';
import { publishDraft } from '../../src/planning/drafts/publish-draft.ts';
import { saveItems } from '../../src/planning/save-items.ts';
import { moveShift, replacePerson } from '../../src/planning/schedule-edits.ts';
import { FRANCE, HOME_TIME_ZONE } from './plan.ts';
import { by, january, planned, shift, span } from './planned.ts';

const BOB = shift('bob', '18 18:00', '25 08:00');
const RULES = { plan: FRANCE, homeTimeZone: HOME_TIME_ZONE };
const AT_ONCE = { from: null, force: false, reason: null };

/** A draft for the time from the 15th to the 29th: Chloé takes over from Alice on the 15th, Dan follows Bob. */
async function drafted() {
  const taskPages = await planned();
  const wanted = { scheduleId: 'primary', name: 'End of January', ...span('15 00:00', '29 00:00') };
  const begun = await beginDraft(taskPages.planning, wanted, by('Claire'));
  if (!begun.ok) throw new Error(begun.error.kind);
  const edit = (actor: string, at?: string, basedOn: number | null = null) => ({
    id: begun.value.id,
    basedOn,
    author: by(actor, at),
  });
  const fill = () =>
    setDraftShifts(taskPages.planning, edit('Claire'), [
      shift('chloe', '15 00:00', '18 08:00'),
      BOB,
      shift('dan', '25 18:00', '29 00:00'),
    ]);
  const live = (actor: string) => ({ scheduleId: 'primary', basedOn: null, author: by(actor) });
  return { ...taskPages, begun: begun.value, edit, fill, live };
}

describe('a draft', () => {
  test('begins with what is planned in its period, and binds nobody', async () => {
    const { begun, fill, schedule } = await drafted();
    expect(begun.shifts).toEqual([shift('alice', '15 00:00', '18 08:00'), BOB]);
    const before = await schedule();
    await fill();
    expect(await schedule()).toEqual(before);
  });

  test('is refused by field: out of its period, twice, unknown people; and needs a schedule', async () => {
    const { planning, edit } = await drafted();
    const refused = await setDraftShifts(planning, edit('Claire'), [
      shift('alice', '14 00:00', '16 00:00'),
      shift('alice', '28 00:00', '30 00:00'),
      shift('zoe', '20 00:00', '20 00:00'),
      BOB,
      BOB,
    ]);
    expect(refused).toMatchObject({
      error: {
        kind: 'invalid',
        violations: [
          { path: ['shifts', 2, 'end'], rule: 'ends-after-start' },
          { path: ['shifts', 4], rule: 'listed-once' },
          { path: ['shifts', 0, 'start'], rule: 'lies-in-period' },
          { path: ['shifts', 1, 'end'], rule: 'lies-in-period' },
          { path: ['shifts', 2, 'person'], rule: 'knows-person', about: 'zoe' },
        ],
      },
    });
    const nowhere = { scheduleId: 'none', name: 'X', ...span('15 00:00', '29 00:00') };
    expect(await beginDraft(planning, nowhere, by('Claire'))).toMatchObject({
      error: { kind: 'no-such-schedule' },
    });
    const backwards = { scheduleId: 'primary', name: 'X', ...span('29 00:00', '15 00:00') };
    expect(await beginDraft(planning, backwards, by('Claire'))).toMatchObject({
      error: { violations: [{ path: ['end'], rule: 'ends-after-start' }] },
    });
  });

  test('tells the second of two editors what the first did', async () => {
    const { planning, begun, edit, fill } = await drafted();
    const seen = await planning.edit(({ drafts }) => drafts.version(begun.id));
    await fill();
    expect(await setDraftShifts(planning, edit('Denis', undefined, seen), [BOB])).toMatchObject({
      error: {
        kind: 'draft-moved',
        proposal: [BOB],
        changes: [
          {
            author: { actor: 'Claire' },
            before: { shifts: [{ personId: 'alice' }] },
            after: { shifts: [{ personId: 'chloe' }, { personId: 'dan' }] },
          },
        ],
      },
    });
    expect(await publishDraft(planning, edit('Denis', undefined, seen), AT_ONCE)).toMatchObject({
      error: { kind: 'draft-moved' },
    });
  });

  test('given up is gone, and keeps nobody from being removed', async () => {
    const { planning, configuration, edit, fill, audit } = await drafted();
    await fill();
    const dan = { section: 'people', id: 'dan', raw: null, basedOn: null } as const;
    expect(await saveItems(configuration, [dan], { ...RULES, author: by('Claire') })).toMatchObject({
      ok: true,
    });
    expect(await discardDraft(planning, edit('Claire'))).toMatchObject({ ok: true });
    expect(await discardDraft(planning, edit('Claire'))).toMatchObject({ error: { kind: 'no-such-draft' } });
    expect((await audit('drafts')).map(({ action }) => action)).toEqual(['added', 'changed', 'removed']);
  });
});

describe('comparing a draft with what is in force', () => {
  test('tells each person what comes, goes and changes, and where nobody would be', async () => {
    const { planning, begun, configuration, live, fill } = await drafted();
    await fill();
    await replacePerson(configuration, live('Claire'), {
      personId: 'dan',
      replacesId: 'alice',
      ...span('16 00:00', '17 00:00'),
    });
    const compared = await compareDraft(planning, begun.id, null, january('01 00:00'));
    if (!compared.ok) throw new Error(compared.error);
    expect(compared.value.changes).toEqual([
      { personId: 'alice', kind: 'removed', ...span('15 00:00', '16 00:00') },
      { personId: 'alice', kind: 'removed', ...span('17 00:00', '18 08:00') },
      { personId: 'chloe', kind: 'added', ...span('15 00:00', '18 08:00') },
      { personId: 'dan', kind: 'removed', ...span('16 00:00', '17 00:00') },
      { personId: 'dan', kind: 'added', ...span('25 18:00', '29 00:00') },
    ]);
    expect(compared.value.gaps).toEqual([span('18 08:00', '18 18:00'), span('25 08:00', '25 18:00')]);
    expect(compared.value.dropped).toMatchObject([{ personId: 'dan', replacesId: 'alice' }]);
    expect(compared.value.moved).toMatchObject([{ author: { actor: 'Claire' } }]);
  });
});

describe('publishing', () => {
  test('replaces what lies in the period, at once; the rest stays', async () => {
    const { planning, edit, fill, schedule, onCall } = await drafted();
    await fill();
    expect(await publishDraft(planning, edit('Claire'), AT_ONCE)).toMatchObject({ ok: true });
    expect((await schedule()).shifts).toEqual([
      shift('alice', '11 18:00', '15 00:00'),
      BOB,
      shift('chloe', '15 00:00', '18 08:00'),
      shift('dan', '25 18:00', '29 00:00'),
    ]);
    expect(await onCall('14 12:00')).toEqual(['alice']);
    expect(await onCall('16 12:00')).toEqual(['chloe']);
    expect(await publishDraft(planning, edit('Claire'), AT_ONCE)).toMatchObject({
      error: { kind: 'no-such-draft' },
    });
  });

  test('from a date, only what lies after it is replaced; what has passed never is', async () => {
    const { planning, edit, fill, schedule } = await drafted();
    await fill();
    const from = january('16 00:00');
    expect(await publishDraft(planning, edit('Claire', '17 00:00'), { ...AT_ONCE, from })).toMatchObject({
      error: { violations: [{ path: ['from'], rule: 'still-to-come' }] },
    });
    expect(
      await publishDraft(planning, edit('Claire'), { ...AT_ONCE, from: january('29 00:00') }),
    ).toMatchObject({
      error: { violations: [{ path: ['from'], rule: 'lies-in-period' }] },
    });
    expect(await publishDraft(planning, edit('Claire'), { ...AT_ONCE, from })).toMatchObject({ ok: true });
    expect((await schedule()).shifts).toEqual([
      shift('alice', '11 18:00', '16 00:00'),
      BOB,
      shift('chloe', '16 00:00', '18 08:00'),
      shift('dan', '25 18:00', '29 00:00'),
    ]);
  });

  test('at once in the middle of the period leaves the past as it was', async () => {
    const { planning, edit, fill, schedule } = await drafted();
    await fill();
    expect(await publishDraft(planning, edit('Claire', '17 00:00'), AT_ONCE)).toMatchObject({ ok: true });
    expect((await schedule()).shifts[0]).toEqual(shift('alice', '11 18:00', '17 00:00'));
  });

  test('keeps the date and what it was to each person, for proof, also of people who have left', async () => {
    const { planning, configuration, edit, fill, audit } = await drafted();
    await fill();
    await publishDraft(planning, edit('Claire', '02 09:00'), { ...AT_ONCE, reason: 'Alice moves' });
    const author = by('Claire');
    const save = (section: 'people' | 'schedules', id: string, raw: unknown) =>
      saveItems(configuration, [{ section, id, raw, basedOn: null }], { ...RULES, author });
    await save('schedules', 'primary', { shifts: [] });
    for (const id of ['dan', 'chloe']) await save('people', id, null);
    expect(await planning.edit(({ publications }) => publications.ofSchedule('primary'))).toEqual([
      {
        id: 1,
        scheduleId: 'primary',
        publishedAt: january('02 09:00'),
        publishedBy: 'Claire',
        ...span('15 00:00', '29 00:00'),
        reason: 'Alice moves',
        changes: [
          { personId: 'alice', kind: 'removed', ...span('15 00:00', '18 08:00') },
          { personId: 'chloe', kind: 'added', ...span('15 00:00', '18 08:00') },
          { personId: 'dan', kind: 'added', ...span('25 18:00', '29 00:00') },
        ],
      },
    ]);
    expect((await audit('schedules'))[0]).toMatchObject({
      actor: 'Claire',
      at: january('02 09:00'),
      action: 'changed',
    });
  });

  test('when the published planning moved in the period, it tells so, shows the difference, and can be forced', async () => {
    const { planning, configuration, edit, fill, live, onCall } = await drafted();
    await fill();
    await moveShift(configuration, live('Denis'), { shift: BOB, to: { ...BOB, personId: 'dan' } });
    const refused = await publishDraft(planning, edit('Claire'), AT_ONCE);
    expect(refused).toMatchObject({
      ok: false,
      error: {
        kind: 'planning-moved',
        proposal: AT_ONCE,
        changes: [
          { author: { actor: 'Denis' }, before: { shifts: [BOB] }, after: { shifts: [{ personId: 'dan' }] } },
        ],
        comparison: {
          changes: expect.arrayContaining([
            { personId: 'bob', kind: 'added', ...span('18 18:00', '25 08:00') },
          ]),
        },
      },
    });
    expect(await onCall('20 12:00')).toEqual(['dan']);
    expect(await publishDraft(planning, edit('Claire'), { ...AT_ONCE, force: true })).toMatchObject({
      ok: true,
    });
    expect(await onCall('20 12:00')).toEqual(['bob']);
  });

  test('a change elsewhere in time, or of a name, does not stand in the way', async () => {
    const { planning, configuration, edit, fill, live } = await drafted();
    await fill();
    await replacePerson(configuration, live('Denis'), {
      personId: 'dan',
      replacesId: 'alice',
      ...span('12 00:00', '13 00:00'),
    });
    await saveItems(
      configuration,
      [{ section: 'schedules', id: 'primary', raw: { name: 'First line' }, basedOn: null }],
      { ...RULES, author: by('Denis') },
    );
    expect(await publishDraft(planning, edit('Claire'), AT_ONCE)).toMatchObject({ ok: true });
  });
});

test('a duty that was moved is one that changed', async () => {
  const { planning, begun, edit } = await drafted();
  await setDraftShifts(planning, edit('Claire'), [
    shift('alice', '15 00:00', '18 08:00'),
    shift('bob', '18 20:00', '25 08:00'),
  ]);
  const compared = await compareDraft(planning, begun.id, null, january('01 00:00'));
  expect(compared).toMatchObject({
    value: {
      changes: [
        {
          personId: 'bob',
          kind: 'changed',
          ...span('18 20:00', '25 08:00'),
          before: span('18 18:00', '25 08:00'),
        },
      ],
    },
  });
});
