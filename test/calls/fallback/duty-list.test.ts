import { beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { type DutyList, dutyList } from '../../../src/calls/fallback/duty-list.ts';
import { createConfigurationStore } from '../../../src/database/configuration/configuration-store.ts';
import { createDirectory } from '../../../src/database/configuration/directory.ts';
import type { Database } from '../../../src/database/database.ts';
import { createScheduleStore } from '../../../src/database/planning/schedule-store.ts';
import type { OpeningBranch } from '../../../src/domain/hotline.ts';
import { describeTarget } from '../../../src/domain/phone-number.ts';
import { temporaryDatabase } from '../../database/temporary-database.ts';
import { FRANCE, imported } from '../../planning/plan.ts';

/** A Monday, 12:30 in Paris. */
const NOON = Date.parse('2026-11-23T12:30:00+01:00');

let db: Database;
beforeEach(async () => {
  db = (await temporaryDatabase()).db;
});

async function plan(changes: { policy?: object; hotline?: object; shifts?: object[] } = {}): Promise<void> {
  const file = {
    people: {
      alice: { name: 'Alice', skills: ['network'], contacts: [{ extension: '201' }] },
      bob: { name: 'Bob', contacts: [{ extension: '202' }, { phone: '+33612345678' }] },
      carol: { name: 'Carol', contacts: [{ extension: '203' }] },
    },
    teams: { all: { name: 'All', members: ['carol', 'bob', 'alice'] } },
    schedules: {
      primary: {
        name: 'Primary',
        timeZone: 'Europe/Paris',
        shifts: changes.shifts ?? [
          { person: 'bob', start: '2026-11-23 08:00', end: '2026-11-23 18:00' },
          { person: 'alice', start: '2026-11-23 18:00', end: '2026-11-24 08:00' },
        ],
      },
    },
    policies: {
      chain: {
        name: 'Chain',
        steps: [
          { ring: [{ schedule: 'primary' }], ringSeconds: 20 },
          { ring: [{ team: 'all' }], ringSeconds: 30 },
        ],
        ...changes.policy,
      },
    },
    hotlines: {
      support: {
        name: 'Support',
        numbers: ['4000', '+33199001200'],
        policy: 'chain',
        callerId: '+33199001200',
        trunk: 'my-trunk',
        ...changes.hotline,
      },
    },
  };
  const done = await imported(createConfigurationStore(db), stringify(file));
  if ('problems' in done) throw new Error(done.problems.join('\n'));
}

async function list(at = NOON): Promise<DutyList> {
  const directory = createDirectory(db);
  const [hotline] = await directory.hotlines();
  if (!hotline) throw new Error('no hotline');
  return dutyList({ directory, schedules: createScheduleStore(db) }, FRANCE, hotline, at);
}

/** The pages as `until: phones`, in local time. */
async function told(at = NOON): Promise<string[]> {
  const { pages } = await list(at);
  return pages.map(({ until, entries }) => {
    const phones = entries.map(({ target, ringSeconds }) => `${describeTarget(target)} ${ringSeconds}s`);
    return `${new Date(until + 3_600_000).toISOString().slice(8, 16)}: ${phones.join(', ')}`;
  });
}

describe('the list of those whom the fallback rings', () => {
  it('follows the policy, each phone once, and turns the page at each handoff', async () => {
    await plan();
    expect(await told()).toEqual([
      '23T18:00: 202 20s, +33612345678 20s, 203 30s, 201 30s',
      '24T08:00: 201 20s, 203 30s, 202 30s, +33612345678 30s',
      '24T12:00: 203 30s, 202 30s, +33612345678 30s, 201 30s',
    ]);
  });

  it('does not change from one look to the next, but once an hour', async () => {
    await plan();
    expect(await list(NOON + 20 * 60_000)).toEqual(await list());
    const lastUntil = async (at: number) => (await list(at)).pages.at(-1)?.until ?? 0;
    expect(await lastUntil(NOON + 40 * 60_000)).toBe((await lastUntil(NOON)) + 3_600_000);
  });

  it('rings first those who have the skill that a step asks for', async () => {
    await plan({ policy: { steps: [{ ring: [{ team: 'all' }], ringSeconds: 20, skill: 'network' }] } });
    expect((await told())[0]).toContain(': 201 20s, 203 20s, 202 20s');
  });

  it("ends with the hotline's own last resort", async () => {
    await plan({
      hotline: { noAnswer: { lastResort: { phone: '+33199001298', ringSeconds: 45 }, voicemail: {} } },
    });
    expect((await told())[0]).toMatch(/201 30s, \+33199001298 45s$/);
  });

  it('leaves out phones when the hotline has no trunk to reach them by', async () => {
    await plan({ hotline: { trunk: null, callerId: null } });
    expect((await told())[0]).toBe('23T18:00: 202 20s, 203 30s, 201 30s');
  });

  it('leaves out countries that may not be dialled any more', async () => {
    await plan();
    const directory = createDirectory(db);
    const [hotline] = await directory.hotlines();
    const belgium = { homeCountry: 'FR', allowedCountries: ['BE'] } as const;
    const sources = { directory, schedules: createScheduleStore(db) };
    const pages = hotline && (await dutyList(sources, belgium, hotline, NOON)).pages;
    expect(pages?.[0]?.entries.map(({ target }) => target.kind)).toEqual([
      'extension',
      'extension',
      'extension',
    ]);
  });

  it('rings ten phones at most', async () => {
    const numbers = Array.from({ length: 14 }, (_, index) => ({
      extension: `3${String(index).padStart(2, '0')}`,
    }));
    await plan({ policy: { steps: [{ ring: numbers, ringSeconds: 10 }] } });
    expect((await list()).pages[0]?.entries).toHaveLength(10);
  });

  it('looks four handoffs ahead at most', async () => {
    const hours = Array.from({ length: 10 }, (_, index) => 12 + index);
    await plan({
      shifts: hours.map((hour) => ({
        person: hour % 2 ? 'bob' : 'alice',
        start: `2026-11-23 ${hour}:00`,
        end: `2026-11-23 ${hour + 1}:00`,
      })),
    });
    expect((await told()).map((page) => page.slice(0, 8))).toEqual([
      '23T13:00',
      '23T14:00',
      '23T15:00',
      '23T16:00',
    ]);
  });

  it('turns the page when somebody comes on duty where nobody was', async () => {
    await plan({
      policy: { steps: [{ ring: [{ schedule: 'primary' }], ringSeconds: 20 }] },
      shifts: [{ person: 'alice', start: '2026-11-23 18:00', end: '2026-11-24 08:00' }],
    });
    expect(await told()).toEqual(['23T18:00: ', '24T08:00: 201 20s', '24T12:00: ']);
  });

  it('turns the page when the hotline opens or closes', async () => {
    await plan();
    const directory = createDirectory(db);
    const [hotline] = await directory.hotlines();
    if (!hotline) throw new Error('no hotline');
    const lunch: OpeningBranch = {
      name: 'lunch',
      policyId: null,
      window: [
        {
          hours: [{ from: { weekday: 1, time: '12:00' }, to: { weekday: 1, time: '14:00' } }],
          holidays: 'like-other-days',
          dates: null,
        },
      ],
    };
    const sources = { directory, schedules: createScheduleStore(db) };
    const closedAtLunch = { ...hotline, timeZone: 'Europe/Paris', branches: [lunch] };
    const { pages } = await dutyList(sources, FRANCE, closedAtLunch, NOON);
    expect(
      pages.map(({ until, entries }) => `${new Date(until).toISOString().slice(11, 16)} ${entries.length}`),
    ).toEqual(['13:00 0', '17:00 4', '07:00 4', '11:00 4']);
  });

  it('is found under every form in which a network writes the numbers dialled', async () => {
    await plan();
    expect((await list()).dialledAs).toEqual([
      '4000',
      '+33199001200',
      '33199001200',
      '0033199001200',
      '0199001200',
    ]);
  });
});
