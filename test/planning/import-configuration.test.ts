import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createConfigurationStore } from '../../src/database/configuration/configuration-store.ts';
import { temporaryDatabase } from '../database/temporary-database.ts';
import { exported, imported, itemCount } from './plan.ts';

const EXAMPLE = readFileSync('examples/astreinte.yaml', 'utf8');

async function emptyBook() {
  const { db } = await temporaryDatabase();
  return { db, store: createConfigurationStore(db) };
}

async function bookWith(text: string) {
  const made = await emptyBook();
  const result = await imported(made.store, text);
  if ('problems' in result) throw new Error(result.problems.join('\n'));
  return made;
}

const SMALL = `
people:
  alice: {name: Alice, contacts: [{extension: 201}]}
  bob: {name: Bob}
schedules:
  primary:
    name: Primary
    timeZone: Europe/Paris
    shifts: [{person: alice, start: 2026-11-23 18:00, end: 2026-11-24 08:00}]
policies:
  night: {name: Night, steps: [{ring: [{schedule: primary}]}]}
hotlines:
  support: {name: Support, numbers: [4000], policy: night}
`;

describe('importing', () => {
  test('the example is accepted, and a second time changes nothing', async () => {
    const { store } = await emptyBook();
    expect(await imported(store, EXAMPLE)).toEqual({
      changes: [
        '+ people.alice',
        '+ people.bob',
        '+ people.chloe',
        '+ people.dan',
        '+ absences.bob',
        '+ absences.chloe',
        '+ teams.technicians',
        '+ schedules.backup',
        '+ schedules.everyday',
        '+ schedules.primary',
        '+ policies.day',
        '+ policies.night',
        '+ hotlines.support',
      ],
    });
    expect(await imported(store, EXAMPLE)).toEqual({ changes: [] });
  });

  test('a dry run tells the difference and writes nothing', async () => {
    const { db, store } = await emptyBook();
    const result = await imported(store, SMALL, { dryRun: true });
    expect(result).toMatchObject({ changes: expect.arrayContaining(['+ people.alice']) });
    expect(await itemCount(store)).toBe(0);
    expect(await db.selectFrom('audit_entries').selectAll().execute()).toEqual([]);
  });

  test('each changed field is told with its old and new value, lists by what went and came', async () => {
    const { store } = await bookWith(SMALL);
    const changed = SMALL.replace(
      'name: Support',
      'name: Hotline, greeting: custom/hi, blocked: {anonymous: true}',
    ).replace('end: 2026-11-24 08:00', 'end: 2026-11-24 09:00');
    expect(await imported(store, changed)).toEqual({
      changes: [
        '~ schedules.primary',
        '    shifts: - person alice, start 2026-11-23 18:00, end 2026-11-24 08:00',
        '    shifts: + person alice, start 2026-11-23 18:00, end 2026-11-24 09:00',
        '~ hotlines.support',
        '    name: Support -> Hotline',
        '    greeting: none -> custom/hi',
        '    blocked: numbers [], anonymous false, treatment reject -> numbers [], anonymous true, treatment reject',
      ],
    });
  });

  test('what the file does not mention stays: items, fields and lists', async () => {
    const { store } = await bookWith(SMALL);
    const before = await exported(store);
    expect(await imported(store, 'people: {alice: {role: supervisor}}')).toEqual({
      changes: ['~ people.alice', '    role: member -> supervisor'],
    });
    expect(await exported(store)).toBe(before.replace('role: member', 'role: supervisor'));
    expect(await imported(store, 'people: {alice: {contacts: []}}')).toEqual({
      changes: ['~ people.alice', '    contacts: - extension 201, confirm true'],
    });
  });

  test('local times are read in the schedule’s zone, others as they say', async () => {
    const { db } = await bookWith(
      SMALL.replace(
        /shifts:.*/,
        `shifts:
      - {person: alice, start: 2026-11-23 18:00, end: 2026-11-24T08:00:00+01:00}
      - {person: bob, start: 2026-07-01 18:00, end: 2026-07-02 06:00:00Z}`,
      ),
    );
    const shifts = await db
      .selectFrom('planned_shifts')
      .select(['start_at', 'end_at'])
      .orderBy('position')
      .execute();
    expect(
      shifts.map((shift) => [shift.start_at, shift.end_at].map((at) => new Date(at).toISOString())),
    ).toEqual([
      ['2026-11-23T17:00:00.000Z', '2026-11-24T07:00:00.000Z'],
      ['2026-07-01T16:00:00.000Z', '2026-07-02T06:00:00.000Z'],
    ]);
  });

  test('absences are read on the clocks of home, whole days with their last one', async () => {
    const { db, store } = await bookWith(
      `${SMALL}absences: {bob: [{start: 2026-12-21, end: 2026-12-24}, {start: 2026-11-23 18:00, end: 2026-11-24 08:00, note: dentist}]}`,
    );
    const stored = await db.selectFrom('absences').selectAll().orderBy('id').execute();
    expect(
      stored.map((row) => [
        new Date(row.start_at).toISOString(),
        new Date(row.end_at).toISOString(),
        row.note,
      ]),
    ).toEqual([
      ['2026-12-20T23:00:00.000Z', '2026-12-24T23:00:00.000Z', null],
      ['2026-11-23T17:00:00.000Z', '2026-11-24T07:00:00.000Z', 'dentist'],
    ]);
    expect(await imported(store, 'absences: {bob: [{start: 2026-12-21, end: 2026-12-24}]}')).toEqual({
      changes: [
        '~ absences.bob',
        '    absences: - start 2026-11-23 18:00, end 2026-11-24 08:00, note dentist',
      ],
    });
    expect(await imported(store, 'absences: {bob: []}')).toEqual({ changes: ['- absences.bob'] });
  });

  test('absences that a calendar brought are not in the file, and no import touches them', async () => {
    const { db, store } = await bookWith(SMALL);
    const brought = { person_id: 'bob', start_at: 1, end_at: 2, source: 'calendar', note: 'Holiday' };
    await db.insertInto('absences').values(brought).execute();
    expect(await exported(store)).not.toContain('Holiday');
    await imported(store, 'absences: {bob: [{start: 2026-12-21, end: 2026-12-24}]}');
    await imported(store, 'absences:', { prune: true });
    expect(await db.selectFrom('absences').selectAll().execute()).toMatchObject([brought]);
  });

  test('who and whom say what an override does', async () => {
    const times = 'start: 2026-11-23 18:00, end: 2026-11-23 20:00';
    const pairs = [
      ['bob', 'alice'],
      ['bob', 'everyone'],
      ['bob', 'nobody'],
      ['nobody', 'bob'],
      ['nobody', 'everyone'],
    ];
    const overrides = pairs.map(
      ([person, replaces]) => `{person: ${person}, replaces: ${replaces}, ${times}}`,
    );
    const { db } = await bookWith(SMALL.replace('    shifts:', `    overrides: [${overrides}]\n    shifts:`));
    const stored = await db.selectFrom('overrides').selectAll().orderBy('position').execute();
    expect(stored.map((row) => [row.action, row.person_id, row.replaces_id])).toEqual([
      ['takes-over', 'bob', 'alice'],
      ['takes-over', 'bob', null],
      ['adds', 'bob', null],
      ['removes', null, 'bob'],
      ['removes', null, null],
    ]);
  });

  test('numbers are stored in the form in which calls are compared', async () => {
    const { db } = await bookWith(
      SMALL.replace(
        'numbers: [4000]',
        'numbers: [4000, 0199001200], blocked: {numbers: [01 99 00 66 66, "+33 899*"]}',
      ),
    );
    const numbers = await db.selectFrom('hotline_numbers').select('number').orderBy('position').execute();
    expect(numbers.map((row) => row.number)).toEqual(['4000', '+33199001200']);
    const blocked = await db.selectFrom('blocked_numbers').select('entry').orderBy('position').execute();
    expect(blocked.map((row) => row.entry)).toEqual(['+33199006666', '+33899*']);
  });

  test('two hotlines can exchange their numbers', async () => {
    const two = `${SMALL}  sales: {name: Sales, numbers: [5000], policy: night}\n`;
    const { store } = await bookWith(two);
    expect(
      await imported(
        store,
        two.replace(/[45]000/g, (number) => (number === '4000' ? '5000' : '4000')),
      ),
    ).toEqual({
      changes: [
        '~ hotlines.sales',
        '    numbers: - 5000',
        '    numbers: + 4000',
        '~ hotlines.support',
        '    numbers: - 4000',
        '    numbers: + 5000',
      ],
    });
  });

  test('every change leaves an audit entry: who, when, before and after', async () => {
    const { db, store } = await bookWith(SMALL);
    await imported(store, 'people: {bob: {name: Robert}}');
    const last = await db
      .selectFrom('audit_entries')
      .selectAll()
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(last).toMatchObject({
      at: 1234,
      actor: 'test',
      action: 'changed',
      subject_kind: 'people',
      subject_id: 'bob',
    });
    expect(JSON.parse(last.before ?? '').name).toBe('Bob');
    expect(JSON.parse(last.after ?? '').name).toBe('Robert');
    const added = await db.selectFrom('audit_entries').selectAll().where('action', '=', 'added').execute();
    expect(added.map((entry) => `${entry.subject_kind}.${entry.subject_id}`)).toHaveLength(5);
  });
});

describe('pruning', () => {
  test('removes what a section of the file does not list, and leaves other sections alone', async () => {
    const { store } = await bookWith(SMALL);
    expect(await imported(store, 'people: {alice: {}}')).toEqual({ changes: [] });
    expect(await imported(store, 'people: {alice: {}}', { prune: true })).toEqual({
      changes: ['- people.bob'],
    });
    expect(await itemCount(store)).toBe(4);
  });

  test('who goes takes their absences along', async () => {
    const { store } = await bookWith(`${SMALL}absences: {bob: [{start: 2026-11-23, end: 2026-11-23}]}`);
    expect(await imported(store, 'people: {alice: {}}', { prune: true })).toEqual({
      changes: ['- people.bob', '- absences.bob'],
    });
  });

  test('refuses to remove what something that stays still uses, and writes nothing', async () => {
    const { store } = await bookWith(SMALL);
    expect(await imported(store, 'people: {bob: {}}\npolicies: {}', { prune: true })).toEqual({
      problems: [
        'people.alice: cannot be removed: schedules.primary still uses it',
        'policies.night: cannot be removed: hotlines.support still uses it',
      ],
    });
    expect(await itemCount(store)).toBe(5);
  });

  test('everything can go at once', async () => {
    const { store } = await bookWith(SMALL);
    await imported(store, 'people:\nteams:\nschedules:\npolicies:\nhotlines:\n', { prune: true });
    expect(await itemCount(store)).toBe(0);
  });
});

describe('a file with mistakes', () => {
  test('tells all of them at once, with path and line, and writes nothing', async () => {
    const { store } = await emptyBook();
    const result = await imported(
      store,
      `people:
  alice:
    name: Alice
    langauges: [fr]
    languages: [fr, de]
    contacts:
      - {extension: 201/x}
      - {phone: 12}
      - {phone: "+44 20 7946 0000"}
      - {extension: 201, phone: 0199001200}
  Bob Durand: {name: Bob}
  nobody: {name: Nobody}
  eve: {role: boss}
teams:
  crew: {name: Crew, members: [alice, zoe, alice]}
schedules:
  primary:
    name: Primary
    timeZone: Europe/Pari
    shifts:
      - {person: zoe, start: 2026-11-24 08:00, end: 2026-11-23 08:00}
      - {person: alice, start: tomorrow, end: 2026-02-30 08:00}
    overrides:
      - {person: nobody, start: 2026-11-24 08:00, end: 2026-11-24 08:00}
policies:
  night:
    name: Night
    rounds: twice
    steps:
      - {ring: [{schedule: primry}, {person: alice, team: crew}, {person: alice, confirm: false}], ringSeconds: 0}
      - {ring: []}
hotlines:
  support:
    name: true
    numbers: [4000, sip:x, 01 99 00 12 00 x12]
    policy: nigth
    greeting: ../../etc/passwd
    hold: silence
    trunk: a/b
    callerId: 4000
    blocked: {numbers: [0899*, "0612345678;ext=12"]}
    noAnswer: {lastResort: {}, voicmail: {}}
hotline: {}
`,
    );
    expect('problems' in result ? result.problems : []).toEqual(
      [
        'people.alice.langauges, line 4: unknown key: expected one of name, languages, role, skills, contacts, email, colour, firstDay, lastDay',
        'people.alice.languages.1, line 5: expected one of fr, en, not "de"',
        'people.alice.contacts.0.extension, line 7: expected an extension such as 201, not "201/x"',
        'people.alice.contacts.1.phone, line 8: "12" is not a valid phone number',
        'people.alice.contacts.2.phone, line 9: "+44 20 7946 0000" is in a country that may not be dialled (VIGIE_DIAL_COUNTRIES allows FR)',
        'people.alice.contacts.3, line 10: expected either an extension or a phone',
        'people.Bob Durand, line 11: expected an id of at most 40 small letters, digits and -, other than nobody and everyone',
        'people.nobody, line 12: expected an id of at most 40 small letters, digits and -, other than nobody and everyone',
        'people.eve.name, line 13: is missing: expected one line of 1 to 100 characters',
        'people.eve.role, line 13: expected one of administrator, supervisor, member, viewer, not "boss"',
        'teams.crew.members.1, line 15: unknown person "zoe"',
        'teams.crew.members.2, line 15: alice stands in this list twice',
        'schedules.primary.timeZone, line 19: expected a time zone such as Europe/Paris, not "Europe/Pari"',
        'schedules.primary.shifts.0.person, line 21: unknown person "zoe"',
        'schedules.primary.shifts.0.end, line 21: the end is not after the start',
        'schedules.primary.shifts.1.start, line 22: expected a time such as 2026-11-23 18:00, or 2026-11-23T18:00:00+01:00, not "tomorrow"',
        'schedules.primary.shifts.1.end, line 22: expected a time such as 2026-11-23 18:00, or 2026-11-23T18:00:00+01:00, not "2026-02-30 08:00"',
        'schedules.primary.overrides.0.replaces, line 24: is missing: expected the id of a person or nobody or everyone',
        'policies.night.rounds, line 28: expected a whole number from 1 to 20, not "twice"',
        'policies.night.steps.0.ring.0.schedule, line 30: unknown schedule "primry"',
        'policies.night.steps.0.ring.1, line 30: expected exactly one of schedule, person, team, extension, phone',
        'policies.night.steps.0.ring.2, line 30: name and confirm belong to an extension or a phone only',
        'policies.night.steps.0.ringSeconds, line 30: expected a whole number from 1 to 300, not 0',
        'policies.night.steps.1.ring, line 31: expected at least one target to ring',
        'hotlines.support.name, line 34: expected one line of 1 to 100 characters, not true',
        'hotlines.support.numbers.1, line 35: expected a phone number or the digits of an internal one, not "sip:x"',
        'hotlines.support.numbers.2, line 35: "01 99 00 12 00 x12" ends in an extension, which cannot be dialled: expected the number alone',
        'hotlines.support.policy, line 36: unknown policy "nigth"',
        'hotlines.support.greeting, line 37: expected the name of a sound such as custom/welcome, not "../../etc/passwd"',
        'hotlines.support.hold, line 38: expected ringback, music or {music: class}, not "silence"',
        'hotlines.support.callerId, line 40: "4000" is not a valid phone number',
        'hotlines.support.trunk, line 39: expected the name of a trunk (letters, digits, - and _), not "a/b"',
        'hotlines.support.blocked.numbers.0, line 41: expected a prefix such as +33899*, not "0899*"',
        'hotlines.support.blocked.numbers.1, line 41: "0612345678;ext=12" ends in an extension, which cannot be dialled: expected the number alone',
        'hotlines.support.noAnswer.lastResort, line 42: expected either an extension or a phone',
        'hotlines.support.noAnswer.voicmail, line 42: unknown key: expected one of announcement, voicemail, lastResort',
        'hotline, line 43: unknown key: expected one of people, absences, teams, schedules, policies, hotlines, trunks',
      ].toSorted((a, b) => lineIn(a) - lineIn(b)),
    );
    expect(await itemCount(store)).toBe(0);
  });

  test('a planning that makes no sense is refused by field, with the reason', async () => {
    const { store } = await emptyBook();
    const result = await imported(
      store,
      `people: {alice: {name: Alice}, bob: {name: Bob}}
absences:
  alice: [{start: 2026-11-23, end: 2026-11-22}]
  zoe: [{start: 2026-11-23, end: 2026-11-24}]
schedules:
  shapes:
    name: Shapes
    timeZone: Europe/Paris
    holidays: {region: 67}
    coverage: mon-fry 08:00-18:00
    rotations:
      - {id: a, participants: [zoe], turn: 1 fortnight, handoff: noon, start: 2026-02-30}
      - {id: b, participants: [{person: alice, since: 2026-01-01}], turn: 1 day, handoff: 25:00, start: 2026-01-01, window: {from: 2026-01-01}}
  sense:
    name: Sense
    timeZone: Europe/Paris
    coverage: holidays
    rotations:
      - {id: a, participants: [], turn: 0 weeks, handoff: 08:00, start: 2026-01-05, end: 2026-01-05}
      - {id: a, participants: [{person: alice, from: 2026-02-01, until: 2026-02-01}], turn: 1 day, handoff: mon 08:00, start: 2026-01-05, window: []}
      - {id: c, participants: [bob], turn: 1 day, handoff: 08:00, start: 2026-01-05, window: [weekdays, {hours: []}, {from: 2026-02-02, to: 2026-02-01}]}
    shifts:
      - {person: alice, start: 2026-11-23 08:00, end: 2026-11-23 18:00}
      - {person: alice, start: 2026-11-23 08:00, end: 2026-11-23 18:00}
    overrides:
      - {person: nobody, replaces: nobody, start: 2026-11-23 08:00, end: 2026-11-23 18:00}
      - {person: alice, replaces: alice, start: 2026-11-23 08:00, end: 2026-11-23 18:00}
policies:
  night: {name: Night, steps: [{ring: [{schedule: sense}]}]}
hotlines:
  support:
    name: Support
    policy: night
    timeZone: Europe/Pari
    branches:
      - {name: Closed, window: always, policy: nigth}
      - {name: Closed, window: always}
  sales:
    name: Sales
    policy: night
    branches:
      - {name: Holidays, window: [nights, holidays], policy: null}
`,
    );
    expect('problems' in result ? result.problems : []).toEqual([
      'absences.alice.0.end, line 3: the end is not after the start',
      'absences.zoe, line 4: unknown person "zoe"',
      'schedules.shapes.holidays.region, line 9: "67" is no region of that country with holidays known',
      'schedules.shapes.coverage.0.hours.0, line 10: expected hours such as mon-fri 08:00-18:00, weekends, nights, or fri 18:00 - mon 08:00, not "mon-fry 08:00-18:00"',
      'schedules.shapes.rotations.0.participants.0.person, line 12: unknown person "zoe"',
      'schedules.shapes.rotations.0.turn, line 12: expected a turn such as 1 week, 3 days or 12 hours, not "1 fortnight"',
      'schedules.shapes.rotations.0.handoff, line 12: expected a handoff such as mon 08:00, or 08:00 for turns in days or hours, not "noon"',
      'schedules.shapes.rotations.0.start, line 12: expected a day such as 2026-11-23, not "2026-02-30"',
      'schedules.shapes.rotations.1.participants.0.since, line 13: unknown key: expected one of person, from, until',
      'schedules.shapes.rotations.1.handoff, line 13: expected a handoff such as mon 08:00, or 08:00 for turns in days or hours, not "25:00"',
      'schedules.shapes.rotations.1.window.0.to, line 13: expected both from and to, or neither',
      'schedules.sense.coverage.0.holidays, line 17: no public holidays are known here: expected a country or closed days in holidays',
      'schedules.sense.rotations.0.participants, line 19: expected at least one participant',
      'schedules.sense.rotations.0.turn, line 19: expected a turn of at least 1',
      'schedules.sense.rotations.0.handoff, line 19: turns in weeks are handed over on a weekday: expected one, such as mon 08:00',
      'schedules.sense.rotations.0.end, line 19: the end is not after the start',
      'schedules.sense.rotations.1, line 20: stands in this list twice',
      'schedules.sense.rotations.1.participants.0.until, line 20: the end is not after the start',
      'schedules.sense.rotations.1.handoff, line 20: a weekday belongs to turns in weeks only',
      'schedules.sense.rotations.1.window, line 20: this never holds',
      'schedules.sense.rotations.2.window.1.hours, line 21: this never holds',
      'schedules.sense.rotations.2.window.2.to, line 21: the end is not after the start',
      'schedules.sense.shifts.1, line 24: stands in this list twice',
      'schedules.sense.overrides.0.person, line 26: nobody cannot replace nobody',
      'schedules.sense.overrides.1.replaces, line 27: alice cannot replace themselves',
      'hotlines.support.timeZone, line 34: expected a time zone such as Europe/Paris, not "Europe/Pari"',
      'hotlines.support.branches.0.policy, line 36: unknown policy "nigth"',
      'hotlines.support.branches.1.policy, line 37: is missing: expected the id of a policy',
      'hotlines.sales.branches.0.window.1.holidays, line 42: no public holidays are known here: expected a country or closed days in holidays',
    ]);
    expect(await itemCount(store)).toBe(0);
  });

  test('an override of somebody who is not on duty then is refused; one that stays goes with the duty it replaced', async () => {
    const { store } = await bookWith(SMALL);
    const times = 'start: 2026-11-23 20:00, end: 2026-11-23 22:00';
    expect(
      await imported(
        store,
        `schedules:\n  primary:\n    overrides:\n      - {person: alice, replaces: bob, ${times}}\n`,
      ),
    ).toEqual({
      problems: [
        'schedules.primary.overrides.0.replaces, line 4: bob is never on duty then, so nothing would be replaced',
      ],
    });
    await imported(store, `schedules: {primary: {overrides: [{person: bob, replaces: alice, ${times}}]}}`);
    expect(await imported(store, 'schedules: {primary: {shifts: []}}')).toEqual({
      changes: [
        '~ schedules.primary',
        '    shifts: - person alice, start 2026-11-23 18:00, end 2026-11-24 08:00',
        '    overrides: - person bob, replaces alice, start 2026-11-23 20:00, end 2026-11-23 22:00',
      ],
    });
  });

  test('a number of another hotline is refused, in the file or stored already', async () => {
    const { store } = await bookWith(SMALL);
    expect(
      await imported(
        store,
        'hotlines:\n  sales: {name: Sales, numbers: [5000, 4000], policy: night}\n  alarm: {name: Alarm, numbers: [5000], policy: night}\n',
      ),
    ).toEqual({
      problems: [
        'hotlines.sales.numbers.1, line 2: 4000 belongs to hotline support',
        'hotlines.alarm.numbers.0, line 3: 5000 belongs to hotline sales',
      ],
    });
    expect(await itemCount(store)).toBe(5);
  });

  test.each([
    ['people:\n  alice: {name: A}\n  alice: {name: B}\n', 'line 3: Map keys must be unique'],
    [
      'people: [\n',
      'line 2: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['- a list\n', 'expected a mapping of people, absences, teams, schedules, policies, hotlines, trunks'],
    ['', 'expected a mapping of people, absences, teams, schedules, policies, hotlines, trunks'],
    ['people: alice\n', 'people, line 1: expected a mapping from ids to items'],
    ['people:\n  alice:\n', 'people.alice, line 2: expected a mapping, not nothing'],
    ['people: {alice: *nobody}\n', 'Unresolved alias (the anchor must be set before the alias): nobody'],
  ])('%j is told as: %s', async (text, problem) => {
    const { store } = await emptyBook();
    expect(await imported(store, text)).toEqual({ problems: [problem] });
  });
});

function lineIn(problem: string): number {
  return Number(/line (\d+)/.exec(problem)?.[1]);
}
