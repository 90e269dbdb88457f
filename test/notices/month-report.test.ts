import { expect, it } from 'vitest';
import { createMonthReports } from '../../src/main/month-reports.ts';
import { createSummariser } from '../../src/main/statistics.ts';
import { FRANCE } from '../planning/plan.ts';
import { AUTHOR, house, ZONE } from './notifier-fixture.ts';

const READERS = ['bob', 'dora', 'maire@ville.example'];

/** The house, whose hotline has its month mailed, and the watch that does it, each life of it by itself. */
async function reportingHouse(
  beginsAt: string,
  {
    reportTo = READERS,
    timeZone = ZONE,
    laysOut = false,
  }: { reportTo?: readonly string[]; timeZone?: string; laysOut?: boolean } = {},
) {
  const at = await house(beginsAt, { laysOut });
  await at.plan({ hotlines: { heating: { timeZone, reportTo } } });
  const config = { timeZone: ZONE, shortAbandonSeconds: 5 };
  const summariser = createSummariser({ db: at.db, reading: at.db, config, clock: at.clock });
  const count = async () => {
    while (await summariser.step());
  };
  /** A life of the service: begins, does what is due, and ends. */
  const live = async ({ counts = true, dies = false } = {}) => {
    if (counts) await count();
    const watch = createMonthReports(
      { db: at.db, config: { numberingPlan: FRANCE }, clock: at.clock, log: at.logger },
      {
        onDomainEvent: dies ? () => undefined : at.poke,
        crash: (error) => {
          throw error;
        },
      },
    );
    watch.begin();
    await new Promise((resolve) => setImmediate(resolve));
    await watch.end();
    if (!dies) await at.settle();
  };
  const reports = () =>
    at.db
      .selectFrom('notices')
      .select(['person_id', 'language', 'report_month', 'words', 'medium', 'state'])
      .where('kind', '=', 'month-report')
      .orderBy('id')
      .execute();
  return { ...at, live, reports };
}

it('the report of a month leaves once on the 1st at 7, in each reader’s language, as a PDF', {
  timeout: 60_000,
}, async () => {
  const at = await reportingHouse('2026-11-30 10:00', { laysOut: true });
  await at.call('c1', [{ kind: 'call-ended', outcome: 'caller-hung-up' }]);
  await at.begin();
  await at.live();
  at.clock.pass(20 * 3_600_000);
  await at.live();
  expect(await at.reports()).toEqual([]);
  at.clock.pass(3_600_000);
  await at.live();
  await at.live();
  const told = await at.reports();
  expect(told.map((one) => [one.person_id, one.language, one.report_month])).toEqual([
    ['bob', 'fr', '2026-11'],
    ['dora', 'en', '2026-11'],
    ['maire@ville.example', 'fr', '2026-11'],
  ]);
  const letters = () => at.mail.letters.filter(({ attachment }) => attachment !== null);
  await expect.poll(() => letters().length, { timeout: 50_000 }).toBe(3);
  const mails = new Map(letters().map((letter) => [letter.to, letter]));
  expect(mails.get('maire@ville.example')).toMatchObject({
    subject: 'Heating : rapport, novembre 2026',
    text: 'Le rapport de « Heating » pour novembre 2026 est joint à ce message.',
    attachment: { fileName: 'heating-2026-11.pdf', mediaType: 'application/pdf' },
  });
  expect(mails.get('dora@example.org')?.text).toBe('The report of Heating for November 2026 is attached.');
  for (const { attachment } of letters()) expect(attachment?.content.subarray(0, 5).toString()).toBe('%PDF-');
});

it('it leaves as soon as the service runs again, one for each month that it was away', async () => {
  const at = await reportingHouse('2026-09-20 10:00');
  await at.live();
  at.clock.pass(75 * 86_400_000);
  await at.begin();
  await at.live();
  await at.live();
  const months = (await at.reports()).map(({ person_id, report_month }) => `${report_month} ${person_id}`);
  expect(months).toEqual(
    ['2026-09', '2026-10', '2026-11'].flatMap((month) => READERS.map((reader) => `${month} ${reader}`)),
  );
});

it('what a service had written down when it died is told once', async () => {
  const at = await reportingHouse('2026-11-30 10:00');
  await at.live();
  at.clock.pass(86_400_000);
  for (let life = 0; life < 2; life += 1) await at.live({ dies: true });
  expect(await at.db.selectFrom('domain_events').select('kind').execute()).toEqual([
    { kind: 'month-report' },
  ]);
  await at.begin();
  expect(await at.reports()).toHaveLength(3);
});

it('it waits until the month is counted in full', async () => {
  const at = await reportingHouse('2026-11-30 10:00');
  await at.begin();
  await at.live();
  at.clock.pass(86_400_000);
  await at.live({ counts: false });
  expect(await at.reports()).toEqual([]);
  await at.live();
  expect(await at.reports()).toHaveLength(3);
});

it('the 1st is that of the hotline’s clocks', async () => {
  const at = await reportingHouse('2026-11-30 10:00', { timeZone: 'Pacific/Auckland' });
  await at.begin();
  await at.live();
  // 7:00 on 1 December in Auckland is 19:00 on 30 November in Paris.
  at.clock.pass(9 * 3_600_000 - 60_000);
  await at.live();
  expect(await at.reports()).toEqual([]);
  at.clock.pass(60_000);
  await at.live();
  expect(await at.reports()).toHaveLength(3);
});

it('a hotline that nobody reads reports of mails none, also of the months before somebody did', async () => {
  const at = await reportingHouse('2026-09-20 10:00', { reportTo: [] });
  await at.begin();
  await at.live();
  at.clock.pass(75 * 86_400_000);
  await at.live();
  await at.plan({ hotlines: { heating: { reportTo: ['dora'] } } });
  await at.live();
  expect(await at.reports()).toEqual([]);
});

it('somebody who wants none gets none', async () => {
  const at = await reportingHouse('2026-11-30 10:00', { reportTo: ['dora', 'bob'] });
  await at.notificationPreferences.setPreferences(
    { hotlineId: null, personId: 'bob' },
    [{ kind: 'month-report', medium: 'email', wanted: false }],
    AUTHOR,
  );
  await at.begin();
  await at.live();
  at.clock.pass(86_400_000);
  await at.live();
  expect((await at.reports()).map(({ person_id, state }) => [person_id, state])).toEqual([
    ['dora', expect.stringMatching(/waiting|sending|sent/)],
    ['bob', 'suppressed'],
  ]);
});
