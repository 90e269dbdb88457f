import { expect, test } from 'vitest';
import { createWishStore } from '../../src/database/planning/wish-store.ts';
import { addShift } from '../../src/planning/schedule-edits.ts';
import { NOON, type OpenSite, openSite } from './open-site.ts';

const HOUR = 3_600_000;

/** A round about January for Otto and Mia, until 11 December. */
async function roundOn(site: OpenSite) {
  const ada = await site.as('ada');
  const made = await ada.send('/planning/primary/wishes', {
    from: '2027-01-04',
    to: '2027-01-31',
    deadline: '2026-12-10',
    person: ['otto', 'mia'],
  });
  return { ada, made };
}

/** All of January, whatever he wished. */
async function planOtto({ dependencies }: OpenSite): Promise<void> {
  const shift = { personId: 'otto', startAt: Date.UTC(2027, 0, 4), endAt: Date.UTC(2027, 1, 1) };
  const edit = { scheduleId: 'primary', basedOn: null, author: { actor: 'test', at: NOON } };
  const planned = await addShift(dependencies.configuration, edit, shift);
  if (!planned.ok) throw new Error(JSON.stringify(planned.error));
}

test('who is asked taps days on a calendar; the supervisor sees who is missing, and plans with the wishes', async () => {
  const site = await openSite();
  const { ada, made } = await roundOn(site);
  expect(made.status).toBe(303);
  const address = made.to?.split('?')[0] ?? '';

  const otto = await site.as('otto');
  const mine = `/my/wishes/${address.split('/').at(-1)}`;
  expect((await otto.get('/my')).body).toContain(mine);
  // Once: cannot; twice: rather not; three times: gladly; four times: nothing.
  for (const day of ['2027-01-05', '2027-01-06', '2027-01-06', '2027-01-07', '2027-01-07', '2027-01-07'])
    await otto.send(mine, { day });
  for (let tap = 0; tap < 4; tap++) await otto.send(mine, { day: '2027-01-08' });
  // Outside the period.
  await otto.send(mine, { day: '2027-02-05' });
  await otto.send(mine, { done: 'yes' });

  const store = createWishStore(site.db);
  const [round] = await store.ofSchedule('primary');
  expect((await store.wishes(round?.id ?? 0)).get('otto')).toEqual([
    { day: '2027-01-05', preference: 'unavailable' },
    { day: '2027-01-06', preference: 'rather-not' },
    { day: '2027-01-07', preference: 'gladly' },
  ]);
  expect((await ada.get(address)).body).toMatch(/1 (of|réponse sur) 2/);
  const planner = (await ada.get(`/planning/primary/propose?round=${round?.id}`)).body;
  expect(planner).toContain('value="2027-01-04"');
  expect(planner.match(/name="wishFirst"[^>]*value="2027-01-0[567]"/g)).toHaveLength(3);
});

test('who is missing is reminded twice before the deadline, and whoever asked is told when it is over', async () => {
  const site = await openSite();
  await roundOn(site);
  const store = createWishStore(site.db);
  const [round] = await store.ofSchedule('primary');
  if (!round) throw new Error('no round');
  await store.answer(round.id, 'otto', NOON);
  const said = async () =>
    (
      await site.db
        .selectFrom('domain_events')
        .select('details')
        .where('kind', '=', 'wish-round')
        .orderBy('id')
        .execute()
    ).map(({ details }) => {
      const { said: what, personId } = JSON.parse(details);
      return `${what} ${personId}`;
    });
  expect(await said()).toEqual(['asked otto', 'asked mia']);
  for (const before of [100 * HOUR, 71 * HOUR, 70 * HOUR, 23 * HOUR, 22 * HOUR, 0, -HOUR])
    await store.tellWhatIsDue(round.deadlineAt - before);
  expect((await said()).slice(2)).toEqual(['reminder mia', 'reminder mia', 'over ada']);
});

test('after the deadline nothing changes any more, and each sees what became of theirs', async () => {
  const site = await openSite();
  await roundOn(site);
  const store = createWishStore(site.db);
  const [round] = await store.ofSchedule('primary');
  if (!round) throw new Error('no round');
  await store.setDay(round.id, 'otto', '2027-01-05', 'unavailable');
  site.clock.pass(round.deadlineAt - NOON);
  const otto = await site.as('otto');
  await otto.send(`/my/wishes/${round.id}`, { day: '2027-01-06' });
  expect((await store.wishes(round.id)).get('otto')).toHaveLength(1);
  await planOtto(site);
  const page = (await otto.get(`/my/wishes/${round.id}`)).body;
  expect(page).toContain('0 of your 1 days are as you wished.');
  expect(page).toContain('Tuesday, January 5: cannot, not kept');
});
