import { describe, expect, it } from 'vitest';
import { createConfigurationStore } from '../../src/database/configuration/configuration-store.ts';
import { createPlanningStore } from '../../src/database/planning/planning-store.ts';
import { createPublicationLog } from '../../src/database/planning/publication-store.ts';
import { presetRules } from '../../src/domain/labour/presets.ts';
import type { Rotation } from '../../src/domain/schedule/schedule.ts';
import { EVERYBODY } from '../../src/labour/labour-settings.ts';
import { statementsOfMonth } from '../../src/labour/month-statements.ts';
import { importConfiguration } from '../../src/planning/portable-config/import-configuration.ts';
import { saveItems } from '../../src/planning/save-items.ts';
import * as scheduleEdits from '../../src/planning/schedule-edits.ts';
import { actOnSwap } from '../../src/planning/swaps/act-on-swap.ts';
import { proposeSwap } from '../../src/planning/swaps/propose-swap.ts';
import { paris } from '../domain/labour/clock.ts';
import { openSite } from '../web/open-site.ts';
import { labourOf } from './labour-house.ts';

/** Mia's week. */
const NOW = paris('2026-11-25 12:00');
const author = { actor: 'Sam Petit', at: NOW };
const edit = { scheduleId: 'primary', basedOn: null, author };
const week = (from: string, to: string) => ({ startAt: paris(from), endAt: paris(to) });
const MIAS_NEXT = { personId: 'mia', ...week('2026-12-07 08:00', '2026-12-14 08:00') };
const OTTOS = week('2026-11-30 08:00', '2026-12-07 08:00');

/** Nobody is on call two weeks running, says the agreement, and such a planning cannot be. */
async function house(blocking: boolean) {
  const site = await openSite({ now: NOW });
  const labour = labourOf(site);
  const rules = presetRules('code-du-travail');
  await labour.settings.saveRules(
    EVERYBODY,
    {
      ...rules,
      limits: { ...rules.limits, weeksRunning: 1 },
      blocking: blocking ? ['weeks-running'] : [],
      scheme: [
        { kind: 'monthly', code: 'M', cents: 10_000 },
        { kind: 'late-notice', code: 'L', percent: 50 },
      ],
    },
    author,
  );
  return {
    ...{ site, labour },
    store: createConfigurationStore(site.db),
    planning: createPlanningStore(site.db),
    planned: async () => {
      const rows = await site.db
        .selectFrom('planned_shifts')
        .select('person_id')
        .orderBy('position')
        .execute();
      const taken = await site.db.selectFrom('overrides').select('person_id').execute();
      return [...rows, ...taken].map(({ person_id }) => person_id);
    },
  };
}

type House = Awaited<ReturnType<typeof house>>;
type Edit = (on: House) => Promise<{ ok: boolean; value?: unknown; error?: unknown }>;

const { addShift, copyWeek, moveShift, replacePerson, takeDuty, putOnDuty } = scheduleEdits;
const READING = {
  plan: { homeCountry: 'FR' as const, allowedCountries: ['FR' as const] },
  homeTimeZone: 'Europe/Paris',
  author,
};
const MIA_ALWAYS = {
  rotations: [
    { id: 'weeks', participants: ['mia'], start: '2026-11-23', turn: '1 week', handoff: 'mon 08:00' },
  ],
};

const MIA_EVERY_WEEK: Rotation = {
  ...{ id: 'weeks', name: 'Weeks', atOnce: 1, turn: { count: 1, unit: 'weeks' }, window: null },
  ...{ handoffTime: '08:00', handoffWeekday: 1, startDate: '2026-11-23', endDate: null, whenAbsent: 'gap' },
  participants: [{ personId: 'mia', from: null, until: null }],
};

/** Every way in which a planning is changed. What `schedule-edits` offers is here, or only takes duty away. */
const EDITS: Readonly<Record<string, Edit>> = {
  addShift: ({ store }) => addShift(store, edit, { personId: 'mia', ...OTTOS }),
  moveShift: ({ store }) =>
    moveShift(store, edit, { shift: { personId: 'otto', ...OTTOS }, to: { personId: 'mia', ...OTTOS } }),
  exchangeShifts: ({ store }) =>
    scheduleEdits.exchangeShifts(store, edit, { removed: [], added: [{ personId: 'mia', ...OTTOS }] }),
  copyWeek: ({ store }) => copyWeek(store, edit, { from: '2026-11-23', to: '2026-11-30' }),
  replacePerson: ({ store }) => replacePerson(store, edit, { personId: 'mia', replacesId: 'otto', ...OTTOS }),
  putOnDuty: ({ store }) => putOnDuty(store, edit, { personId: 'mia', ...OTTOS }),
  'a swap': async ({ planning }) => {
    const swap = await proposeSwap(
      planning,
      { scheduleId: 'primary', giverId: 'otto', offeredTo: 'mia', ...OTTOS, inReturn: null, note: null },
      author,
    );
    if (!swap.ok) throw new Error('cannot be proposed');
    return actOnSwap(planning, swap.value.id, { kind: 'accept', by: 'mia' }, author);
  },
  setRotations: ({ store }) => scheduleEdits.setRotations(store, edit, [MIA_EVERY_WEEK]),
  'a rotation that is edited': ({ store }) =>
    saveItems(store, [{ section: 'schedules', id: 'primary', raw: MIA_ALWAYS, basedOn: null }], READING),
  'a file': ({ store }) =>
    importConfiguration(store, JSON.stringify({ schedules: { primary: MIA_ALWAYS } }), {
      ...READING,
      prune: false,
      dryRun: false,
    }),
};

/** They take duty away, move replacements along with it, or are for an emergency. */
const NEVER_REFUSED = [
  'removeShift',
  'takeOffDuty',
  'undoOverride',
  'fitOverrides',
  'takeDuty',
  'setRotations',
];
const NO_EDITS = ['sameShift', 'shiftsCopied', 'withOverride', 'withoutOverride'];

describe('a planning that a team’s rules forbid', () => {
  it('can be made in no way that is not looked at here', () => {
    const offered = Object.keys(scheduleEdits).filter((name) => !NO_EDITS.includes(name));
    expect(offered.filter((name) => !NEVER_REFUSED.includes(name) && !(name in EDITS))).toEqual([]);
  });

  it.each(Object.entries(EDITS))('is not made by %s, and names the rule', async (_name, act) => {
    const strict = await house(true);
    const before = await strict.planned();
    const refused = await act(strict);
    expect(refused.ok).toBe(false);
    expect(JSON.stringify(refused.error)).toMatch(/"rule":"weeks-running","about":"[Mm]ia/);
    expect(await strict.planned()).toEqual(before);
  });

  it.each(Object.entries(EDITS))(
    'is made by %s where the team is only warned, and says so',
    async (_name, act) => {
      const made = await act(await house(false));
      expect(made).toMatchObject({ ok: true });
      expect((made.value as { warnings: unknown }).warnings).toContainEqual(
        expect.objectContaining({ rule: 'weeks-running', personId: 'mia', amount: 2, limit: 1 }),
      );
    },
  );

  it('is told to whoever made it, on the page that follows', async () => {
    const { site } = await house(false);
    const ada = await site.as('ada');
    const form = { person: 'mia', start: '2026-11-30T08:00', end: '2026-12-07T08:00' };
    const { to } = await ada.send('/planning/primary/shifts', form, '/planning/primary');
    const { body } = await ada.get(to ?? '');
    const warned = /<section class="warned".*?<\/section>/s.exec(body)?.[0] ?? '';
    expect(warned).toContain('weeks running: 2 weeks, at most 1 week');
    expect(warned).toContain('short notice: 5 days, at least 15 days');
    expect(warned).toContain('href="/labour/notice#late"');
    expect((await ada.get('/planning/primary?warned=e30')).body).not.toContain('class="warned"');
  });

  it('is made all the same in an emergency: somebody has to be there', async () => {
    const { store, planned } = await house(true);
    const at = paris('2026-12-02 03:00');
    const now = { ...edit, author: { actor: 'Mia Roux', at } };
    expect(await takeDuty(store, now, { personId: 'mia', fromId: 'otto' })).toMatchObject({ ok: true });
    expect(await planned()).toContain('mia');
  });

  it('is no reason to refuse what does not make it worse', async () => {
    const { store, site } = await house(true);
    await site.db
      .insertInto('planned_shifts')
      .values({
        schedule_id: 'primary',
        position: 9,
        person_id: 'mia',
        start_at: OTTOS.startAt,
        end_at: OTTOS.endAt,
      })
      .execute();
    const later = { personId: 'otto', ...week('2026-12-14 08:00', '2026-12-21 08:00') };
    expect(await addShift(store, edit, later)).toMatchObject({ ok: true });
    expect(await addShift(store, edit, MIAS_NEXT)).toMatchObject({ ok: false });
  });
});

describe('duty that is given late', () => {
  it('is listed with who did it, asks for a reason once, and counts for the supplement', async () => {
    const { site, store, labour } = await house(false);
    const times = week('2026-11-27 08:00', '2026-11-28 08:00');
    await replacePerson(store, edit, { personId: 'otto', replacesId: 'mia', ...times });
    // Three weeks ahead is in time.
    await addShift(store, edit, { personId: 'mia', ...week('2026-12-21 08:00', '2026-12-22 08:00') });
    const sam = await site.as('ada');
    const page = (await sam.get('/labour/notice')).body;
    expect(page).toContain('Told late');
    expect(page.match(/no reason given/g)).toHaveLength(1);
    const [late] = await site.db.selectFrom('late_changes').selectAll().execute();
    expect(late).toMatchObject({
      person_id: 'otto',
      start_at: times.startAt,
      made_by: 'Sam Petit',
      reason: null,
    });
    const path = `/labour/notice/${late?.id}`;
    expect((await sam.send(path, { reason: '' }, '/labour/notice')).status).toBe(422);
    await sam.send(path, { reason: 'Mia is ill' }, '/labour/notice');
    await sam.send(path, { reason: 'something else' }, '/labour/notice');
    const after = (await sam.get('/labour/notice')).body;
    expect(after).toContain('Mia is ill');
    expect(after).not.toContain('something else');
    expect(after).not.toContain('no reason given');

    // Delivered by the notice that left, acknowledged by its person, and by nobody else.
    expect(after.match(/Acknowledged: not yet/g)).toHaveLength(1);
    const [otto, mia] = [await site.as('otto'), await site.as('mia')];
    const mine = `/my/late/${late?.id}`;
    expect((await otto.get('/my')).body).toContain(mine);
    expect((await mia.get('/my')).body).not.toContain(mine);
    expect((await mia.send(mine, {}, '/my')).status).toBe(404);
    expect((await otto.send(mine, {}, '/my')).to).toBe('/my?done=acknowledged');
    await otto.send(mine, {}, '/my').catch(() => undefined);
    expect((await otto.get('/my')).body).not.toContain(mine);
    const acknowledged = (await sam.get('/labour/notice')).body;
    expect(acknowledged).not.toContain('Acknowledged: not yet');
    expect(acknowledged).toContain('Told: not yet');
    const notice = { kind: 'duty-changed', medium: 'email', person_id: 'otto', address: 'otto@example.org' };
    const told = { language: 'fr', words: '{}', subject: '', body: '', state: 'sent', tries: 1 };
    const sending = { created_at: NOW, sent_at: NOW + 60_000, expires_at: NOW + 3_600_000 };
    await site.db
      .insertInto('notices')
      .values({ dedup_key: 'k', ...notice, ...told, ...sending })
      .execute();
    const [delivered] = await labour.sources.lateDutiesOf('otto', NOW);
    expect(delivered).toMatchObject({ toldAt: NOW + 60_000, acknowledgedAt: NOW });

    const [statement] = await statementsOfMonth(labour.sources, '2026-11', ['otto']);
    expect(statement?.duties).toMatchObject([
      { notice: { given: 'late', reason: 'Mia is ill', toldAt: NOW } },
      {},
    ]);
  });

  it('by a publication without a reason asks for one too, once for all that are in it', async () => {
    const { site } = await house(false);
    const times = week('2026-11-27 08:00', '2026-11-28 08:00');
    const published = {
      ...{ scheduleId: 'primary', publishedAt: NOW, publishedBy: 'vigie publish', reason: null, ...times },
      changes: ['otto', 'mia'].map((personId) => ({ kind: 'added' as const, personId, ...times })),
    };
    await site.db.transaction().execute((step) => createPublicationLog(step).add(published));
    const sam = await site.as('ada');
    const page = (await sam.get('/labour/notice')).body;
    const path = /action="(\/labour\/notice\/p\d+)"/.exec(page)?.[1] ?? '';
    expect(page.match(/no reason given/g)).toHaveLength(2);
    expect((await sam.send(path, { reason: '' }, '/labour/notice')).status).toBe(422);
    await sam.send(path, { reason: 'The flood' }, '/labour/notice');
    await sam.send(path, { reason: 'something else' }, '/labour/notice');
    const after = (await sam.get('/labour/notice')).body;
    expect(after.match(/Reason: The flood/g)).toHaveLength(2);
    expect((await sam.send('/labour/notice/p99', { reason: 'x' }, '/labour/notice')).status).toBe(404);
  });
});
