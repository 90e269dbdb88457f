import { describe, expect, it } from 'vitest';
import { createCallSource } from '../../src/database/statistics/statistics-source.ts';
import { createSumStore } from '../../src/database/statistics/statistics-store.ts';
import { eachDay, periodsOf } from '../../src/domain/statistics/periods.ts';
import { spreadOf, within } from '../../src/domain/statistics/spread.ts';
import { byPart, type Counts, countOf, type Sums, Tally, totalOf } from '../../src/domain/statistics/sums.ts';
import { Summariser } from '../../src/statistics/summariser.ts';
import { temporaryDatabase } from '../database/temporary-database.ts';
import { dice, seedRandomYear } from './random-year.ts';
import { rank, recount } from './recount.ts';
import { recountChain } from './recount-chain.ts';

const NOW = Date.UTC(2027, 0, 2, 12);

/** A house whose hotlines live in that zone, with a random year of calls, counted. */
async function countedYear(seed: number, zone: string) {
  const { db, path } = await temporaryDatabase();
  for (const hotlineId of ['east', 'west'])
    await seedRandomYear(db, { seed: seed + hotlineId.length, hotlineId, calls: 90 });
  const store = createSumStore(db);
  const dependencies = { source: createCallSource(db), store, clock: { now: () => NOW } };
  // These hotlines are in no table: they are gone, and home's clocks count.
  const summariser = new Summariser({ ...dependencies, homeZone: zone, shortAbandonSeconds: 5 });
  while (await summariser.step());
  const read = async (hotlineId: string, from: string, to: string, schedule = ''): Promise<Sums> => {
    const of = [hotlineId, periodsOf({ from, to }), schedule] as const;
    return { ...(await store.ofCalls(...of)), ...(await store.ofPeople(...of)) };
  };
  return { db, path, store, summariser, read };
}

/** Each evening whose night is told of, in order. */
function eveningsOf(nights: Counts = {}): readonly string[] {
  const isSet = (bits: number, day: number) => (bits & (1 << (day - 1))) !== 0;
  return Object.entries(nights)
    .flatMap(([month, bits]) =>
      Array.from({ length: 31 }, (_, index) => index + 1)
        .filter((day) => isSet(bits, day))
        .map((day) => `${month}-${String(day).padStart(2, '0')}`),
    )
    .sort();
}

/** The same facts of what is kept as of a recount. */
function factsOf(sums: Sums) {
  const spread = (measure: 'taken' | 'ring' | 'talk') => {
    const of = spreadOf(sums[measure]);
    return [of?.count ?? 0, of?.median ?? null, of?.p90 ?? null];
  };
  return {
    kinds: sums.kinds ?? {},
    outcomes: sums.outcomes ?? {},
    hours: sums.hours ?? {},
    left: byPart(sums.left, 0),
    people: sums.people ?? {},
    personCalls: sums['person-calls'] ?? {},
    failures: sums.failures ?? {},
    failureCalls: sums['failure-calls'] ?? {},
    nights: eveningsOf(sums.nights),
    nightsAnswered: eveningsOf(sums['nights-answered']),
    nightTries: sums['night-tries'] ?? {},
    personTaken: sums['person-taken'] ?? {},
    personTalk: sums['person-talk'] ?? {},
    again: { hour: countOf(sums.again, 'hour'), week: countOf(sums.again, 'week') },
    within30: within(sums.taken, 30),
    taken: spread('taken'),
    ring: spread('ring'),
    talk: spread('talk'),
  };
}

/** The same of steps, tries, trunks, tasks and peaks. */
function chainOf(sums: Sums) {
  const tasks: Record<string, number> = { ...sums.tasks };
  for (const [measure, word] of [
    ['task-ends', 'ended'],
    ['task-taken', 'seen'],
    ['task-done', 'done'],
  ] as const)
    for (const [key, count] of Object.entries(sums[measure] ?? {})) tasks[`${word} ${key}`] = count;
  const tries = spreadOf(sums.tries);
  return {
    steps: sums['step-reached'] ?? {},
    stepsTaken: sums['step-taken'] ?? {},
    tries: [tries?.count ?? 0, tries?.median ?? null, tries?.p90 ?? null],
    methods: sums['method-tried'] ?? {},
    nightVain: {
      tries: countOf(sums['night-vain'], 'tries'),
      seconds: countOf(sums['night-vain'], 'seconds'),
    },
    trunks: sums.trunks ?? {},
    trunkCalls: sums['trunk-calls'] ?? {},
    trunkDelays: sums['trunks-delay'] ?? {},
    fallback: sums.fallback ?? {},
    handled: countOf(sums.handled, 'handled'),
    tasks,
    peaks: sums.peaks ?? {},
  };
}

function chainRecounted(...given: Parameters<typeof recountChain>) {
  const { tries, ...others } = recountChain(...given);
  const seconds = tries.map((count) => count * 1000);
  return { ...others, tries: [tries.length, rank(seconds, 50), rank(seconds, 90)] };
}

function recounted(...given: Parameters<typeof recount>) {
  const { taken, ring, talk, nights, nightsAnswered, ...others } = recount(...given);
  const spread = (of: readonly number[]) => [of.length, rank(of, 50), rank(of, 90)];
  return {
    ...others,
    nights: Object.keys(nights).sort(),
    nightsAnswered: Object.keys(nightsAnswered).sort(),
    nightTries: byPart(nights, 0),
    within30: taken.filter((milliseconds) => milliseconds <= 30_000).length,
    taken: spread(taken),
    ring: spread(ring),
    talk: spread(talk),
  };
}

function expectRecounted(sums: Sums, ...given: Parameters<typeof recount>): void {
  const [, hotlineIds, , from, to, schedule = ''] = given;
  const what = `${hotlineIds.join(' and ')}, ${from} to ${to} ${schedule}`;
  expect(factsOf(sums), what).toEqual(recounted(...given));
  expect(chainOf(sums), what).toEqual(chainRecounted(...given));
}

describe('the sums of a random year', () => {
  it.each(['Europe/Paris', 'America/Havana', 'Pacific/Auckland', 'Asia/Kolkata'])(
    'are those of a recount of the raw rows, over any days, on the clocks of %s',
    { timeout: 120_000 },
    async (zone) => {
      const seed = zone.length * 7919;
      const { path, read } = await countedYear(seed, zone);
      const roll = dice(seed);
      const spans = [
        ['2026-01-01', '2026-12-31'],
        ['2026-03-01', '2026-03-31'],
        ['2026-03-28', '2026-03-30'],
        ['2026-10-25', '2026-10-25'],
        ['2026-11-01', '2026-11-01'],
        ...Array.from({ length: 3 }, () => {
          const start = Date.UTC(2026, 0, 1) + roll(300) * 86_400_000;
          const day = (at: number) => new Date(at).toISOString().slice(0, 10);
          return [day(start), day(start + roll(64) * 86_400_000)];
        }),
      ];
      for (const [from = '', to = ''] of spans) {
        for (const hotlineId of ['east', 'west'])
          expectRecounted(await read(hotlineId, from, to), path, [hotlineId], zone, from, to);
        expectRecounted(await read('', from, to), path, ['east', 'west'], zone, from, to);
        expectRecounted(await read('east', from, to, 'primary'), path, ['east'], zone, from, to, 'primary');
        const backup = await read('', from, to, 'backup');
        expectRecounted(backup, path, ['east', 'west'], zone, from, to, 'backup');
      }
    },
  );

  it('are the same from days, months and years, and when everything is counted anew', async () => {
    const { db, store, read, summariser } = await countedYear(5, 'Europe/Paris');
    const [from, to] = ['2026-01-18', '2027-01-01'];
    const days = eachDay({ from, to });
    const periods = periodsOf({ from, to });
    // From the middle of a month: what is left of it, then whole months.
    expect(periods.slice(13, 16)).toEqual(['2026-01-31', '2026-02', '2026-03']);
    for (const schedule of ['', 'primary'])
      for (const hotlineId of ['', 'east']) {
        expect(await store.ofCalls(hotlineId, periods, schedule)).toEqual(
          await store.ofCalls(hotlineId, days, schedule),
        );
        expect(await store.ofPeople(hotlineId, periods, schedule)).toEqual(
          await store.ofPeople(hotlineId, days, schedule),
        );
        const sums = await store.ofCalls(hotlineId, days, schedule);
        const drawn = [...(await store.counts(hotlineId, periods, schedule)).values()];
        expect(drawn.reduce((total, { offered }) => total + offered, 0)).toBe(countOf(sums.kinds, 'offered'));
        expect(drawn.reduce((total, { taken }) => total + taken, 0)).toBe(totalOf(sums.taken));
      }
    // A year is what its days are together, whatever they are read as.
    const tally = new Tally();
    for (const day of await store.readEach('', eachDay({ from: '2026-01-01', to: '2026-12-31' })))
      if (day.scheduleId === '') tally.addAll(day.sums);
    const [year] = (await store.readEach('', ['2026'])).filter(({ scheduleId }) => scheduleId === '');
    expect(year?.sums).toEqual(tally.sums);
    const people = await db
      .selectFrom('call_sums')
      .select('people')
      .where('sums', 'like', '%person%')
      .execute();
    expect(people).toEqual([]);

    const before = await read('', '2026-01-01', '2026-12-31');
    await summariser.rebuild();
    expect(await read('', '2026-01-01', '2026-12-31')).toEqual(before);
  });

  it('are those of the new clocks once a hotline lives by others: no call is counted twice', async () => {
    const { db, path, store, read } = await countedYear(7, 'Europe/Paris');
    const moved = new Summariser({
      ...{ source: createCallSource(db), store, clock: { now: () => NOW } },
      ...{ homeZone: 'Pacific/Auckland', shortAbandonSeconds: 5 },
    });
    while (await moved.step());
    for (const [from, to] of [
      ['2025-12-01', '2027-01-31'],
      ['2026-03-01', '2026-03-31'],
    ] as const) {
      expectRecounted(await read('', from, to), path, ['east', 'west'], 'Pacific/Auckland', from, to);
    }
  });

  it('stay when calls are erased, also when everything is counted anew', async () => {
    const { db, read, summariser } = await countedYear(6, 'Europe/Paris');
    const whole = await read('', '2026-01-01', '2026-12-31');
    const gone = await read('', '2026-01-01', '2026-10-24');
    await db
      .deleteFrom('calls')
      .where('started_at', '<', Date.UTC(2026, 9, 25, 0, 30))
      .execute();
    await summariser.rebuild();
    expect(await read('', '2026-01-01', '2026-10-24')).toEqual(gone);
    expect(countOf((await read('', '2026-01-01', '2026-12-31')).kinds, 'offered')).toBe(
      countOf(whole.kinds, 'offered'),
    );
  });
});
