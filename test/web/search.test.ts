import { expect, it } from 'vitest';
import { NOON, openSite } from './open-site.ts';
import { seedCall, seedTask } from './seed-calls.ts';
import { textOf } from './visitor.ts';

async function house() {
  const opened = await openSite();
  const call = { id: 'c1', at: NOON - 60_000, outcome: 'voicemail', caller: '+33612345678' } as const;
  await seedCall(opened.db, call);
  await seedTask(opened, call);
  return opened;
}

/** The addresses that a search leads to. */
function foundIn(body: string): readonly string[] {
  const main = body.slice(body.indexOf('role="search"'));
  return [...main.matchAll(/<li><a href="([^"]+)"/g)].map(([, path = '']) => path);
}

it('finds people, plannings and pages by a part of their name, whatever its accents and capitals', async () => {
  const { as } = await house();
  const ada = await as('ada');
  expect(foundIn((await ada.get('/search?q=mia')).body)).toEqual(['/people/mia']);
  expect(foundIn((await ada.get('/search?q=MOREL')).body)).toEqual(['/people/ada']);
  expect(foundIn((await ada.get('/search?q=calls')).body)).toContain('/calls');
});

it('finds by any digits of a number who has it and what waits, and the latest calls that began so', async () => {
  const { as } = await house();
  const ada = await as('ada');
  const { body } = await ada.get('/search?q=06+12+34');
  expect(foundIn(body)).toContain('/calls/c1');
  expect(foundIn(body).some((path) => path.startsWith('/tasks/'))).toBe(true);
  expect(foundIn((await ada.get('/search?q=45678')).body).some((path) => path.startsWith('/tasks/'))).toBe(
    true,
  );
});

it('shows nobody what they may not look at', async () => {
  const { as } = await house();
  const otto = await as('otto');
  expect(foundIn((await otto.get('/search?q=support')).body)).not.toContain('/hotlines/support');
  expect(foundIn((await otto.get('/search?q=settings')).body)).toEqual([]);
});

it('says when there is nothing, and nothing before anything was typed', async () => {
  const { as } = await house();
  const ada = await as('ada');
  expect(textOf((await ada.get('/search?q=%3Cb%3Ezzz')).body)).toContain('Nothing is called “<b>zzz”');
  expect(foundIn((await ada.get('/search')).body)).toEqual([]);
});
