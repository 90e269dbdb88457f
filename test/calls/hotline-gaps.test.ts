import { expect, it } from 'vitest';
import { dutyList } from '../../src/calls/fallback/duty-list.ts';
import { gapsOfHotlines } from '../../src/calls/hotline-gaps.ts';
import { createDirectory } from '../../src/database/configuration/directory.ts';
import { createScheduleStore } from '../../src/database/planning/schedule-store.ts';
import { localOf } from '../../src/domain/schedule/wall-clock.ts';
import { house, paris, ZONE } from '../notices/notifier-fixture.ts';
import { FRANCE } from '../planning/plan.ts';

/** From 24 November to 10 December: Bob is on duty in the night of the 25th, Dora behind him to 4 December. */
async function gapsWith(changes: object = {}) {
  const at = await house('2026-11-24 08:00');
  await at.plan(changes);
  const sources = { directory: createDirectory(at.db), schedules: createScheduleStore(at.db) };
  const found = await gapsOfHotlines(sources, FRANCE, paris('2026-11-24 08:00'), paris('2026-12-10 08:00'));
  const local = (instant: number) => localOf(instant, ZONE).slice(5, 16);
  return found.flatMap(({ gaps }) =>
    gaps.map(({ startAt, endAt, reason }) => `${local(startAt)} – ${local(endAt)} ${reason}`),
  );
}

const policy = (...ring: object[]) => ({
  policies: {
    chain: {
      name: 'Chain',
      rounds: 1,
      overallLimitSeconds: 60,
      steps: ring.map((target) => ({ ring: [target], ringSeconds: 20 })),
    },
  },
});
const heating = (changes: object) => ({ hotlines: { heating: changes } });

it('a hotline whose last step is a person who can be dialled has no gap, whatever its schedules have', async () => {
  expect(await gapsWith()).toEqual([]);
});

it('a hotline reaches nobody before and after the duty of all its schedules', async () => {
  expect(await gapsWith(policy({ schedule: 'primary' }))).toEqual([
    '11-24 08:00 – 11-25 18:00 nobody',
    '11-26 08:00 – 12-10 08:00 nobody',
  ]);
  expect(await gapsWith(policy({ schedule: 'primary' }, { schedule: 'backup' }))).toEqual([
    '12-04 08:00 – 12-10 08:00 nobody',
  ]);
});

it('mobiles without a trunk reach nobody, extensions do', async () => {
  const noTrunk = heating({ trunk: null, callerId: null });
  expect(await gapsWith(noTrunk)).toEqual(['11-24 08:00 – 12-10 08:00 nobody-can-be-dialled']);
  const desk = { people: { sofia: { contacts: [{ extension: '201' }] } } };
  expect(await gapsWith({ ...noTrunk, ...desk })).toEqual([]);
});

it('nor do people without a phone, or who have left', async () => {
  const alone = policy({ person: 'sofia' });
  expect(await gapsWith({ ...alone, people: { sofia: { contacts: [] } } })).toEqual([
    '11-24 08:00 – 12-10 08:00 nobody-can-be-dialled',
  ]);
});

it('the policy that holds at each hour counts; a branch that is meant to ring nobody is no gap', async () => {
  const nights = {
    policies: {
      night: {
        name: 'Night',
        rounds: 1,
        overallLimitSeconds: 60,
        steps: [{ ring: [{ schedule: 'primary' }], ringSeconds: 20 }],
      },
    },
  };
  const branch = (policyId: string | null) => ({
    hotlines: {
      heating: { branches: [{ name: 'Nights', window: 'daily 18:00-08:00', policy: policyId }] },
    },
  });
  expect((await gapsWith({ ...nights, ...branch('night') })).slice(0, 2)).toEqual([
    '11-24 18:00 – 11-25 08:00 nobody',
    '11-26 18:00 – 11-27 08:00 nobody',
  ]);
  expect(await gapsWith(branch(null))).toEqual([]);
});

it('the duty list of the fallback holds nobody exactly when the hotline has a gap', async () => {
  const cases = [
    policy({ schedule: 'primary' }),
    policy({ schedule: 'primary' }, { schedule: 'backup' }),
    heating({ trunk: null, callerId: null }),
    { ...policy({ schedule: 'primary' }), people: { bob: { contacts: [] } } },
  ];
  for (const changes of cases) {
    const at = await house('2026-11-24 08:00');
    await at.plan(changes);
    const sources = { directory: createDirectory(at.db), schedules: createScheduleStore(at.db) };
    const [from, to] = [paris('2026-11-24 08:00'), paris('2026-12-10 08:00')];
    const [found] = await gapsOfHotlines(sources, FRANCE, from, to, 'heating');
    if (!found) throw new Error('heating is a hotline');
    for (let moment = from; moment < to; moment += 5 * 3_600_000) {
      const [page] = (await dutyList(sources, FRANCE, found.hotline, moment)).pages;
      const isGap = found.gaps.some(({ startAt, endAt }) => startAt <= moment && moment < endAt);
      expect([localOf(moment, ZONE), page?.entries.length === 0]).toEqual([localOf(moment, ZONE), isGap]);
    }
  }
});
