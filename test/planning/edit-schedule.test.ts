import { describe, expect, test } from 'vitest';
import type { ConfigurationStore } from '../../src/planning/configuration.ts';
import { recordAbsence, removeAbsence } from '../../src/planning/record-absence.ts';
import { saveItems, usersOf } from '../../src/planning/save-items.ts';
import {
  addShift,
  moveShift,
  putOnDuty,
  removeShift,
  replacePerson,
  setRotations,
  takeDuty,
  takeOffDuty,
  undoOverride,
} from '../../src/planning/schedule-edits.ts';
import { FRANCE, HOME_TIME_ZONE } from './plan.ts';
import { by, january, planned, shift, span } from './planned.ts';

const edit = (actor: string, basedOn: number | null = null, at?: string) => ({
  scheduleId: 'primary',
  basedOn,
  author: by(actor, at),
});
const ALICE = shift('alice', '11 18:00', '18 08:00');
const BOB = shift('bob', '18 18:00', '25 08:00');

describe('a change of a planning', () => {
  test('adds, moves and removes planned shifts, where they stand in the ringing order', async () => {
    const { configuration, schedule } = await planned();
    const chloe = shift('chloe', '12 08:00', '12 18:00');
    await addShift(configuration, edit('Claire'), chloe);
    await moveShift(configuration, edit('Claire'), {
      shift: ALICE,
      to: shift('dan', '11 18:00', '19 08:00'),
    });
    expect((await schedule()).shifts).toEqual([shift('dan', '11 18:00', '19 08:00'), BOB, chloe]);
    expect(await removeShift(configuration, edit('Claire'), BOB)).toMatchObject({ ok: true });
    expect((await schedule()).shifts).toEqual([shift('dan', '11 18:00', '19 08:00'), chloe]);
  });

  test('is refused by field, with the rule it breaks, and changes nothing', async () => {
    const { configuration, schedule, audit } = await planned();
    const before = await schedule();
    const refusals = [
      await addShift(configuration, edit('Claire'), shift('zoe', '12 08:00', '12 08:00')),
      await addShift(configuration, edit('Claire'), shift('alice', '12 08:00', '12 08:00')),
      await addShift(configuration, edit('Claire'), ALICE),
      await moveShift(configuration, edit('Claire'), { shift: { ...ALICE, personId: 'bob' }, to: BOB }),
      await removeShift(configuration, edit('Claire'), { ...ALICE, personId: 'bob' }),
      await replacePerson(configuration, edit('Claire'), {
        personId: 'chloe',
        replacesId: 'bob',
        ...span('12 00:00', '13 00:00'),
      }),
      await replacePerson(configuration, edit('Claire'), {
        personId: 'alice',
        replacesId: 'alice',
        ...span('12 00:00', '13 00:00'),
      }),
      await takeOffDuty(configuration, edit('Claire'), {
        replacesId: 'dan',
        ...span('12 00:00', '13 00:00'),
      }),
      await setRotations(configuration, edit('Claire'), [
        {
          id: 'w',
          name: 'W',
          participants: [],
          atOnce: 1,
          turn: { count: 0, unit: 'days' },
          handoffTime: '08:00',
          handoffWeekday: 1,
          startDate: '2027-01-01',
          endDate: null,
          window: [],
          whenAbsent: 'gap',
        },
      ]),
    ];
    expect(
      refusals.map((result) =>
        !result.ok && result.error.kind === 'invalid'
          ? result.error.violations.map(({ path, rule, about }) =>
              `${path.join('.')}: ${rule} ${about}`.trim(),
            )
          : result,
      ),
    ).toEqual([
      ['person: knows-person zoe'],
      ['end: ends-after-start'],
      [': listed-once'],
      ['shift: is-planned bob'],
      ['shift: is-planned bob'],
      ['replaces: replaces-someone-on-duty bob'],
      ['replaces: replaces-another alice'],
      ['replaces: replaces-someone-on-duty dan'],
      [
        'rotations.0.participants: has-participants',
        'rotations.0.turn: turn-has-length',
        'rotations.0.handoff: only-weeks-have-weekday',
        'rotations.0.window: window-holds-sometime',
      ],
    ]);
    expect(await schedule()).toEqual(before);
    expect(await audit('schedules')).toEqual([]);
    expect(await addShift(configuration, { ...edit('Claire'), scheduleId: 'none' }, ALICE)).toEqual({
      ok: false,
      error: { kind: 'no-such-schedule' },
    });
  });

  test('leaves an audit entry: who, when, and what differs', async () => {
    const { configuration, audit } = await planned();
    await moveShift(configuration, edit('Claire'), { shift: ALICE, to: { ...ALICE, personId: 'dan' } });
    await replacePerson(configuration, edit('Denis', null, '02 10:00'), {
      personId: 'chloe',
      replacesId: 'bob',
      ...span('20 18:00', '21 08:00'),
    });
    expect(await audit('schedules')).toEqual([
      {
        actor: 'Claire',
        at: january('01 00:00'),
        action: 'changed',
        id: 'primary',
        before: { shifts: [ALICE] },
        after: { shifts: [{ ...ALICE, personId: 'dan' }] },
      },
      {
        actor: 'Denis',
        at: january('02 10:00'),
        action: 'changed',
        id: 'primary',
        before: { overrides: [] },
        after: {
          overrides: [
            {
              action: 'takes-over',
              personId: 'chloe',
              replacesId: 'bob',
              ...span('20 18:00', '21 08:00'),
              madeBy: 'Denis',
            },
          ],
        },
      },
    ]);
  });
});

describe('overrides', () => {
  test('replace somebody, add somebody, take somebody off; and count at once', async () => {
    const { configuration, onCall } = await planned();
    await replacePerson(configuration, edit('Claire'), {
      personId: 'bob',
      replacesId: 'alice',
      ...span('12 00:00', '13 00:00'),
    });
    await putOnDuty(configuration, edit('Claire'), { personId: 'dan', ...span('12 00:00', '14 00:00') });
    await takeOffDuty(configuration, edit('Claire'), {
      replacesId: 'alice',
      ...span('14 00:00', '15 00:00'),
    });
    await replacePerson(configuration, edit('Claire'), {
      personId: 'chloe',
      replacesId: null,
      ...span('15 00:00', '16 00:00'),
    });
    expect(await onCall('12 12:00')).toEqual(['bob', 'dan']);
    expect(await onCall('13 12:00')).toEqual(['alice', 'dan']);
    expect(await onCall('14 12:00')).toEqual([]);
    expect(await onCall('15 12:00')).toEqual(['chloe']);
    expect(await onCall('16 12:00')).toEqual(['alice']);
  });

  test('undone before they begin are gone; begun, they end now; over, they stay', async () => {
    const { configuration, schedule, onCall } = await planned();
    const times = span('12 00:00', '13 00:00');
    await replacePerson(configuration, edit('Claire'), { personId: 'bob', replacesId: 'alice', ...times });
    const [override] = (await schedule()).overrides;
    if (!override) throw new Error('an override');

    expect(await undoOverride(configuration, edit('Claire', null, '13 00:00'), override)).toMatchObject({
      ok: false,
      error: { violations: [{ rule: 'still-to-come' }] },
    });
    expect(await undoOverride(configuration, edit('Claire', null, '12 10:00'), override)).toMatchObject({
      ok: true,
    });
    expect((await schedule()).overrides).toEqual([{ ...override, endAt: january('12 10:00') }]);
    expect(await onCall('12 09:00')).toEqual(['bob']);
    expect(await onCall('12 11:00')).toEqual(['alice']);

    const [left] = (await schedule()).overrides;
    if (!left) throw new Error('an override');
    expect(await undoOverride(configuration, edit('Claire'), left)).toMatchObject({ ok: true });
    expect((await schedule()).overrides).toEqual([]);
    expect(await undoOverride(configuration, edit('Claire'), left)).toMatchObject({
      ok: false,
      error: { violations: [{ rule: 'override-exists' }] },
    });
  });

  test('one undone before the duty it replaces begins leaves no remainder to be refused', async () => {
    const { configuration, schedule } = await planned();
    await replacePerson(configuration, edit('Claire'), {
      personId: 'dan',
      replacesId: 'alice',
      ...span('11 00:00', '12 00:00'),
    });
    const [override] = (await schedule()).overrides;
    if (!override) throw new Error('an override');
    expect(await undoOverride(configuration, edit('Claire', null, '11 12:00'), override)).toMatchObject({
      ok: true,
    });
    expect((await schedule()).overrides).toEqual([]);
  });

  test('go with the duty they replaced, and that is told', async () => {
    const { configuration, schedule } = await planned();
    await replacePerson(configuration, edit('Claire'), {
      personId: 'bob',
      replacesId: 'alice',
      ...span('12 00:00', '13 00:00'),
    });
    const removed = await removeShift(configuration, edit('Claire'), ALICE);
    expect(removed).toMatchObject({
      ok: true,
      value: { dropped: [{ personId: 'bob', replacesId: 'alice' }] },
    });
    expect((await schedule()).overrides).toEqual([]);
  });

  test('in an emergency a colleague takes a duty from now to its end', async () => {
    const { configuration, schedule, onCall } = await planned();
    const taken = await takeDuty(configuration, edit('Chloé', null, '12 03:00'), {
      personId: 'chloe',
      fromId: 'alice',
    });
    expect(taken).toMatchObject({ ok: true });
    expect((await schedule()).overrides).toEqual([
      {
        action: 'takes-over',
        personId: 'chloe',
        replacesId: 'alice',
        ...span('12 03:00', '18 08:00'),
        madeBy: 'Chloé',
      },
    ]);
    expect(await onCall('12 03:00')).toEqual(['chloe']);
    expect(
      await takeDuty(configuration, edit('Chloé', null, '12 03:00'), { personId: 'chloe', fromId: 'bob' }),
    ).toMatchObject({ ok: false, error: { violations: [{ path: ['from'], rule: 'replaces-now' }] } });
  });
});

describe('two editors at once', () => {
  test('the second is told what changed and by whom, and gets the proposal back with what is there now', async () => {
    const { configuration, version, schedule } = await planned();
    const seen = await version();
    const chloe = shift('chloe', '12 08:00', '12 18:00');
    const [first, other] = await Promise.all([
      moveShift(configuration, edit('Claire', seen, '02 09:00'), {
        shift: ALICE,
        to: { ...ALICE, personId: 'dan' },
      }),
      addShift(configuration, edit('Denis', seen), chloe),
    ]);
    const [winner, loser] = first.ok ? [first, other] : [other, first];
    expect(winner).toMatchObject({ ok: true, value: { version: await version() } });
    if (loser.ok || loser.error.kind !== 'moved') throw new Error('one of them comes second');
    expect(loser.error.changes).toHaveLength(1);
    expect(loser.error.version).toBe(await version());
    expect({ ...loser.error.current, absences: [] }).toEqual(await schedule());
    expect([chloe, { shift: ALICE, to: { ...ALICE, personId: 'dan' } }]).toContainEqual(loser.error.proposal);
  });

  test('told one after the other: the change, its author and its time', async () => {
    const { configuration, version } = await planned();
    const seen = await version();
    await removeShift(configuration, edit('Claire', seen, '02 09:00'), ALICE);
    const late = await addShift(configuration, edit('Denis', seen), shift('dan', '12 08:00', '12 18:00'));
    expect(late).toMatchObject({
      ok: false,
      error: {
        kind: 'moved',
        proposal: shift('dan', '12 08:00', '12 18:00'),
        current: { shifts: [BOB] },
        changes: [
          {
            author: { actor: 'Claire', at: january('02 09:00') },
            action: 'changed',
            before: { shifts: [ALICE] },
            after: { shifts: [] },
          },
        ],
      },
    });
    // On the version told, the same proposal goes through.
    if (late.ok || late.error.kind !== 'moved') throw new Error('refused');
    expect(
      await addShift(configuration, edit('Denis', late.error.version), late.error.proposal),
    ).toMatchObject({ ok: true });
  });

  test('an urgent change names no version and is made on whatever is there', async () => {
    const { configuration, onCall } = await planned();
    await removeShift(configuration, edit('Claire'), BOB);
    await replacePerson(configuration, edit('Denis'), {
      personId: 'dan',
      replacesId: 'alice',
      ...span('12 00:00', '13 00:00'),
    });
    expect(await onCall('12 12:00')).toEqual(['dan']);
  });
});

describe('absences', () => {
  const of = (personId: string, basedOn: number | null = null) => ({
    personId,
    basedOn,
    author: by('Claire'),
  });

  test('are recorded and taken back, and are felt on every schedule', async () => {
    const { configuration, onCall, audit } = await planned();
    const away = { ...span('12 00:00', '13 00:00'), note: 'dentist' };
    expect(await recordAbsence(configuration, of('alice'), away)).toMatchObject({ ok: true });
    expect(await onCall('12 12:00')).toEqual([]);
    expect(await removeAbsence(configuration, of('alice'), away)).toMatchObject({ ok: true });
    expect(await onCall('12 12:00')).toEqual(['alice']);
    expect(await audit('absences')).toMatchObject([
      { actor: 'Claire', action: 'added', id: 'alice', before: null, after: { absences: [away] } },
      { action: 'removed', after: null },
    ]);
  });

  test('are refused by field; and the second editor is told', async () => {
    const { configuration } = await planned();
    const away = { ...span('12 00:00', '13 00:00'), note: null };
    await recordAbsence(configuration, of('alice'), away);
    const results = [
      await recordAbsence(configuration, of('zoe'), away),
      await recordAbsence(configuration, of('alice'), { ...away, endAt: away.startAt }),
      await recordAbsence(configuration, of('alice'), away),
      await removeAbsence(configuration, of('bob'), away),
    ];
    expect(results).toMatchObject([
      { error: { violations: [{ path: ['person'], rule: 'knows-person', about: 'zoe' }] } },
      { error: { violations: [{ path: ['end'], rule: 'ends-after-start' }] } },
      { error: { violations: [{ rule: 'listed-once' }] } },
      { error: { violations: [{ rule: 'absence-exists' }] } },
    ]);
    const other = { ...span('14 00:00', '15 00:00'), note: null };
    expect(await recordAbsence(configuration, of('alice', 0), other)).toMatchObject({
      ok: false,
      error: { kind: 'moved', current: [away], proposal: other, changes: [{ author: { actor: 'Claire' } }] },
    });
  });
});

describe('any item of the configuration', () => {
  const rules = { plan: FRANCE, homeTimeZone: HOME_TIME_ZONE, author: by('Claire') };
  const person = (id: string, raw: unknown, basedOn: number | 'nothing' | null = null) =>
    ({ section: 'people', id, raw, basedOn }) as const;

  test('is called differently without a shift being read, written or lost', async () => {
    const { configuration } = await planned();
    const primary = () => configuration.edit((draft) => draft.item('schedules', 'primary'));
    const before = await primary();
    const unread = () => Promise.reject(new Error('the planning was read'));
    const withoutPlanning: ConfigurationStore = {
      edit: (work) =>
        configuration.edit((draft) =>
          work({
            ...draft,
            read: unread,
            item: (section, id) => (section === 'schedules' ? unread() : draft.item(section, id)),
          }),
        ),
    };
    const names = [
      person('alice', { name: 'Alice Martin' }),
      { section: 'schedules', id: 'primary', raw: { name: 'First line' }, basedOn: null } as const,
    ];
    expect(await saveItems(withoutPlanning, names, rules)).toMatchObject({
      ok: true,
      value: { changes: { length: 2 } },
    });
    expect(before?.shifts.length).toBeGreaterThan(0);
    expect(await primary()).toEqual({ ...before, name: 'First line' });
    // Where duty may change, it is read.
    const zone = {
      section: 'schedules',
      id: 'primary',
      raw: { timeZone: 'Europe/Madrid' },
      basedOn: null,
    } as const;
    await expect(saveItems(withoutPlanning, [zone], rules)).rejects.toThrow('the planning was read');
    expect(await saveItems(configuration, [zone], rules)).toMatchObject({ ok: true });
    expect((await primary())?.shifts).toEqual(before?.shifts);
  });

  test('is saved by the rules of files, on the version that was seen', async () => {
    const { configuration } = await planned();
    const versionOf = (id: string) => configuration.edit((draft) => draft.version('people', id));
    const saved = await saveItems(configuration, [person('alice', { role: 'supervisor' })], rules);
    expect(saved).toMatchObject({ ok: true, value: { changes: [{ after: { role: 'supervisor' } }] } });
    expect(await saveItems(configuration, [person('alice', { role: 'boss' })], rules)).toMatchObject({
      error: {
        kind: 'invalid',
        validationErrors: [
          {
            section: 'people',
            id: 'alice',
            path: ['role'],
            code: 'not-expected',
            given: { kind: 'text', text: '"boss"' },
          },
        ],
      },
    });
    const stale = person('alice', { name: 'Alicia' }, (await versionOf('alice')) - 1);
    expect(await saveItems(configuration, [stale], rules)).toMatchObject({
      error: {
        kind: 'moved',
        proposal: { name: 'Alicia' },
        current: { name: 'Alice', role: 'supervisor' },
        changes: [{ before: { role: 'member' }, after: { role: 'supervisor' } }],
      },
    });
  });

  test('is saved with others or not at all', async () => {
    const { configuration } = await planned();
    const zoe = person('zoe', { name: 'Zoé' }, 'nothing');
    const crew = {
      section: 'teams',
      id: 'crew',
      raw: { name: 'Crew', members: ['zoe'] },
      basedOn: 'nothing',
    };
    const people = async () => (await configuration.edit((draft) => draft.read())).people;
    const wrong = { ...crew, raw: { name: 'Crew', members: ['zoe', 'nobody'] } };
    expect(await saveItems(configuration, [zoe, wrong as typeof zoe], rules)).toMatchObject({ ok: false });
    expect((await people()).has('zoe')).toBe(false);
    expect(await saveItems(configuration, [zoe, crew as typeof zoe], rules)).toMatchObject({ ok: true });
    expect((await people()).has('zoe')).toBe(true);
  });

  test('that somebody changed meanwhile is not removed, and is given back whole', async () => {
    const { configuration } = await planned();
    const before = await configuration.edit((draft) => draft.item('schedules', 'primary'));
    const gone = { section: 'schedules', id: 'primary', raw: null, basedOn: 0 } as const;
    const refused = await saveItems(configuration, [gone], rules);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'moved', current: before } });
  });

  test('that somebody made or removed meanwhile is not written over', async () => {
    const { configuration } = await planned();
    expect(
      await saveItems(configuration, [person('alice', { name: 'Alix' }, 'nothing')], rules),
    ).toMatchObject({
      error: { kind: 'moved', current: { name: 'Alice' } },
    });
    const version = await configuration.edit((draft) => draft.version('people', 'dan'));
    await saveItems(configuration, [person('dan', null)], rules);
    expect(await saveItems(configuration, [person('dan', { name: 'Danny' }, version)], rules)).toMatchObject({
      error: { kind: 'moved', current: null, changes: [{ action: 'removed' }] },
    });
  });

  test('is not removed while something uses it; a person takes their absences along', async () => {
    const { configuration, audit } = await planned('absences: {dan: [{start: 2027-01-12, end: 2027-01-12}]}');
    const remove = (id: string) => saveItems(configuration, [person(id, null)], rules);
    expect(await remove('alice')).toMatchObject({
      error: {
        kind: 'invalid',
        validationErrors: [{ section: 'people', path: [], code: 'still-used', by: 'schedules.primary' }],
      },
    });
    const before = await configuration.edit((draft) => draft.read());
    expect(usersOf(before, 'people', 'dan')).toEqual([]);
    expect(usersOf(before, 'people', 'alice')).toEqual(['schedules.primary']);
    expect(await remove('dan')).toMatchObject({ ok: true });
    expect(await audit('absences')).toMatchObject([{ action: 'removed', id: 'dan' }]);
  });
});
