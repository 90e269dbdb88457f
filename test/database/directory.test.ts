import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createConfigurationStore } from '../../src/database/configuration/configuration-store.ts';
import { createDirectory } from '../../src/database/configuration/directory.ts';
import { createScheduleStore } from '../../src/database/planning/schedule-store.ts';
import { whoIsOnCall } from '../../src/planning/who-is-on-call.ts';
import { imported } from '../planning/plan.ts';
import { temporaryDatabase } from './temporary-database.ts';

async function example() {
  const { db } = await temporaryDatabase();
  await imported(createConfigurationStore(db), readFileSync('examples/astreinte.yaml', 'utf8'));
  return db;
}

test('a dialled number finds its hotline, an unknown one finds none', async () => {
  const directory = createDirectory(await example());
  expect(await directory.hotlineByNumber('4000')).toEqual({
    id: 'support',
    name: 'Customer support',
    language: 'fr',
    numbers: ['4000', '+33199001200'],
    policyId: 'night',
    timeZone: 'Europe/Paris',
    holidays: { country: 'FR', region: null, closedDays: ['2026-12-24'] },
    branches: [
      {
        name: "Fermeture de fin d'année",
        window: [
          { hours: null, holidays: 'like-other-days', dates: { from: '2026-12-28', to: '2026-12-31' } },
        ],
        policyId: null,
      },
      {
        name: 'Heures de bureau',
        window: [
          {
            hours: [1, 2, 3, 4, 5].map((weekday) => ({
              from: { weekday, time: '08:00' },
              to: { weekday, time: '18:00' },
            })),
            holidays: 'excluded',
            dates: null,
          },
        ],
        policyId: 'day',
      },
    ],
    answer: 'at-entry',
    greetingSound: 'custom/support-welcome',
    recordedGreeting: null,
    nameSound: 'custom/support-name',
    hold: { kind: 'music', musicClass: 'default' },
    callerId: '+33199001200',
    trunk: 'my-carrier',
    acceptWindowSeconds: 20,
    ringEngagedPeople: false,
    refuseForwards: false,
    blocked: { numbers: ['+33899*', '+33199006666'], anonymous: false, treatment: 'announcement' },
    noAnswer: {
      kind: 'last-resort',
      target: { kind: 'phone', number: '+33199001298' },
      mustAccept: true,
      ringSeconds: 45,
      voicemail: { maxSeconds: 180, minSeconds: 3 },
    },
    reportTo: [],
  });
  expect(await directory.hotlineByNumber('+33199001200')).toMatchObject({ id: 'support' });
  expect(await directory.hotlineByNumber('4001')).toBeNull();
});

test('a policy comes with its steps and targets in order', async () => {
  const directory = createDirectory(await example());
  expect((await directory.policy('night'))?.steps).toMatchObject([
    {
      targets: [{ kind: 'schedule', scheduleId: 'primary' }],
      strategy: 'in-order',
      ringSeconds: 25,
      skill: null,
    },
    { targets: [{ kind: 'schedule', scheduleId: 'backup' }] },
    {
      targets: [
        { kind: 'team', teamId: 'technicians' },
        { kind: 'number', label: 'Security desk' },
      ],
      strategy: 'all-at-once',
    },
  ]);
  expect(await directory.policy('none')).toBeNull();
});

test('people come in the order asked for, unknown ones left out', async () => {
  const directory = createDirectory(await example());
  const people = await directory.people(['chloe', 'zoe', 'alice']);
  expect(people.map((person) => person.name)).toEqual(['Chloé Petit', 'Alice Martin']);
  expect(people[1]).toMatchObject({
    languages: ['fr', 'en'],
    skills: ['network'],
    contactMethods: [
      { target: { kind: 'extension', extension: '201' }, mustAccept: false },
      { target: { kind: 'phone', number: '+33199001201' }, mustAccept: true },
    ],
  });
  expect((await directory.team('technicians'))?.memberIds).toEqual(['alice', 'bob', 'chloe']);
  expect(await directory.team('none')).toBeNull();
});

test('who is on call is asked of the stored schedule', async () => {
  const schedules = createScheduleStore(await example());
  const at = Date.parse('2026-11-25T18:00:00Z');
  expect(await whoIsOnCall(schedules, 'primary', at)).toEqual({
    timeZone: 'Europe/Paris',
    onCall: [
      {
        personId: 'chloe',
        until: Date.parse('2026-11-25T22:00:00Z'),
        reason: { kind: 'override', action: 'takes-over', replacesId: 'alice', madeBy: 'Claire' },
      },
    ],
  });
  expect((await whoIsOnCall(schedules, 'none', at)).onCall).toEqual([]);
});

test('a stored number or word that was tampered with is never dialled: reading it throws', async () => {
  const db = await example();
  await db
    .updateTable('contact_methods')
    .set({ kind: 'extension', address: '201@evil' })
    .where('person_id', '=', 'chloe')
    .execute();
  await expect(createDirectory(db).people(['chloe'])).rejects.toThrow('no dial target');
  await db.updateTable('hotlines').set({ answer: 'maybe' }).execute();
  await expect(createDirectory(db).hotlineByNumber('4000')).rejects.toThrow('"maybe"');
});
