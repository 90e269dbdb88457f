import { describe, expect, test } from 'vitest';
import { resolveCandidates } from '../../src/calls/live/candidates.ts';
import { createConfigurationStore } from '../../src/database/configuration/configuration-store.ts';
import { createDirectory } from '../../src/database/configuration/directory.ts';
import { createScheduleStore } from '../../src/database/planning/schedule-store.ts';
import { absentOnDuty, gaps } from '../../src/domain/schedule/coverage.ts';
import { localOf } from '../../src/domain/schedule/wall-clock.ts';
import { buildProblem } from '../../src/planning/proposal-request/build-problem.ts';
import { readRequest } from '../../src/planning/proposal-request/read-request.ts';
import { whoIsOnCall } from '../../src/planning/who-is-on-call.ts';
import { temporaryDatabase } from '../database/temporary-database.ts';
import { exported, imported } from './plan.ts';
import { january } from './planned.ts';

const ZONE = 'Europe/Paris';
/** Nora comes on the 12th, Luc's last day is the 20th. */
const HOUSE = `
people:
  nora: {name: Nora, firstDay: 2027-01-12, colour: gold, contacts: [{extension: 201}]}
  luc: {name: Luc, lastDay: 2027-01-20, contacts: [{extension: 202}]}
  ada: {name: Ada, contacts: [{extension: 203}]}
teams: {all: {name: All, members: [nora, luc, ada]}}
schedules:
  days:
    name: Days
    timeZone: ${ZONE}
    rotations: [{id: r, participants: [nora, luc], turn: 1 day, handoff: "00:00", start: 2027-01-09, whenAbsent: gap}]
  covered:
    name: Covered
    timeZone: ${ZONE}
    rotations: [{id: r, participants: [luc, ada], turn: 1 day, handoff: "00:00", start: 2027-01-09, whenAbsent: next-covers}]
`;

async function house(text = HOUSE) {
  const { db } = await temporaryDatabase();
  const store = createConfigurationStore(db);
  const result = await imported(store, text);
  if ('problems' in result) throw new Error(result.problems.join('\n'));
  const schedules = createScheduleStore(db);
  const schedule = async (id: string, since?: number) => {
    const found = await schedules.schedule(id, since);
    if (found === null) throw new Error(`no ${id}`);
    return found;
  };
  return { db, store, schedules, schedule };
}

describe('who joins or leaves', () => {
  test('is on no duty before their first day and after their last: a gap that is seen ahead', async () => {
    const { schedule, schedules } = await house();
    const days = await schedule('days');
    const open = gaps(days, january('09 00:00'), january('24 00:00'));
    // Nora's 9th and 11th; Luc's 22nd.
    expect(open.map(({ startAt }) => localOf(startAt, ZONE).slice(5, 10))).toEqual([
      '01-09',
      '01-11',
      '01-22',
    ]);
    const who = async (at: string) =>
      (await whoIsOnCall(schedules, 'days', january(at))).onCall.map(({ personId }) => personId);
    expect(await who('11 23:59')).toEqual([]);
    expect(await who('13 00:00')).toEqual(['nora']);
    expect(await who('20 23:59')).toEqual(['luc']);
    expect(await who('22 12:00')).toEqual([]);
  });

  test('is covered where the rotation wants it, and is told of as absent on duty', async () => {
    const { schedule, schedules } = await house();
    const { onCall } = await whoIsOnCall(schedules, 'covered', january('23 12:00'));
    expect(onCall[0]).toMatchObject({ personId: 'ada', reason: { coversId: 'luc' } });
    const absent = absentOnDuty(await schedule('days'), january('21 00:00'), january('24 00:00'));
    expect(absent).toEqual([{ personId: 'luc', startAt: january('22 00:00'), endAt: january('23 00:00') }]);
  });

  test('is not read for what is long over', async () => {
    const { schedule } = await house();
    const { absences } = await schedule('days', january('15 00:00'));
    expect(absences).toEqual([
      {
        personId: 'luc',
        startAt: january('21 00:00'),
        endAt: Number.POSITIVE_INFINITY,
        because: 'left',
      },
    ]);
  });

  test('is not dialled either where a policy names them or their team', async () => {
    const { db, schedules } = await house();
    const sources = { directory: createDirectory(db), schedules };
    const dialled = async (targets: Parameters<typeof resolveCandidates>[1]['targets'], at: string) => {
      const step = { targets, ringSeconds: 20, strategy: 'in-order', skill: null } as never;
      return (await resolveCandidates(sources, step, january(at))).map(({ personId }) => personId);
    };
    expect(await dialled([{ kind: 'team', teamId: 'all' }], '11 12:00')).toEqual(['luc', 'ada']);
    expect(await dialled([{ kind: 'team', teamId: 'all' }], '15 12:00')).toEqual(['nora', 'luc', 'ada']);
    expect(await dialled([{ kind: 'person', personId: 'luc' }], '20 12:00')).toEqual(['luc']);
    expect(await dialled([{ kind: 'person', personId: 'luc' }], '21 00:00')).toEqual([]);
  });

  test('is planned by the automatic planner only while they are there, and makes up for nothing', async () => {
    const { store, schedule } = await house();
    const days = await schedule('days');
    const people = (await store.edit((draft) => draft.read())).people;
    const period = { startAt: january('18 00:00'), endAt: january('25 00:00') };
    const asked = readRequest('people: { nora: , luc: , ada: }\npastDays: 12', {
      timeZone: ZONE,
      period,
      knownPeople: new Set(people.keys()),
    });
    if (!asked.ok) throw new Error(JSON.stringify(asked.error));
    const problem = buildProblem(asked.value, days, period, people);
    const [nora, luc] = problem.people;
    expect(luc?.wishes).toEqual([
      { startAt: january('21 00:00'), endAt: expect.any(Number), preference: 'unavailable' },
    ]);
    expect(Number.isFinite(luc?.wishes[0]?.endAt)).toBe(true);
    // Half of the twelve days before were not hers to serve.
    expect(nora?.pastBurden).toBeGreaterThan(
      buildProblem(asked.value, days, period, new Map()).people[0]?.pastBurden ?? Number.NaN,
    );
  });
});

describe('in the file', () => {
  test('days are whole days, and come back as they were written', async () => {
    const { store } = await house();
    const text = await exported(store);
    expect(text).toContain('firstDay: 2027-01-12');
    expect(text).toContain('lastDay: 2027-01-20');
    expect(text).toContain('colour: gold');
    expect(await imported(store, text)).toEqual({ changes: [] });
    expect(await imported(store, 'people: {luc: {lastDay: null}}')).toEqual({
      changes: ['~ people.luc', '    lastDay: 2027-01-20 -> none'],
    });
  });

  test('what cannot be is named by its key', async () => {
    const { store } = await house();
    const result = await imported(
      store,
      'people: {luc: {firstDay: 2027-02-01, lastDay: 2027-01-31}, ada: {colour: puce, firstDay: soon}}',
    );
    expect('problems' in result && result.problems).toEqual([
      expect.stringMatching(/people\.luc\.lastDay.*the last day is before the first/),
      expect.stringMatching(/people\.ada\.colour.*expected one of teal, blue/),
      expect.stringMatching(/people\.ada\.firstDay.*expected a date/),
    ]);
  });
});
