import SQLite from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { hashOfToken, newFeedId, newToken } from '../../src/planning/calendar-feed/feed.ts';
import { STORE_FAULTS } from '../database/store-faults.ts';
import { addressOf, house } from './every-route.ts';
import { NOON } from './open-site.ts';

it('while another process locks the database every page that is only shown is shown, and waits for nothing', {
  timeout: 120_000,
}, async () => {
  const { site, as, path, clock } = await house();
  const ada = await as('ada');
  // A session that was not seen for a while is prolonged, which is left for later.
  clock.pass(3_600_000);
  const other = new SQLite(path);
  onTestFinished(() => void other.close());
  const shown = site.routes.filter((route) => route.method === 'get' && route.path !== '/now/stream');
  const before = new Map<string, number>();
  for (const route of shown) before.set(route.path, (await ada.get(addressOf(route))).status);
  other.exec('begin immediate');
  const during = new Map<string, number>();
  for (const route of shown) during.set(route.path, (await ada.get(addressOf(route))).status);
  other.exec('rollback');
  expect(during).toEqual(before);
  expect(shown.length).toBeGreaterThan(60);
  expect([...during.values()].filter((status) => status >= 500)).toEqual([]);
});

it('and a form says that nothing was saved, and why', async () => {
  const { as, path } = await house();
  const ada = await as('ada');
  const other = new SQLite(path);
  onTestFinished(() => void other.close());
  other.exec('begin immediate');
  const answer = await ada.send('/planning/new', { name: 'Night' }, '/account');
  other.exec('rollback');
  expect(answer.status).toBe(503);
});

it('and calendar programs read duty as ever', async () => {
  const { as, path, dependencies } = await house();
  const token = newToken();
  const feed = {
    id: newFeedId(),
    of: { kind: 'person', personId: 'mia' },
    label: '',
    language: 'fr',
    createdAt: NOON,
    lastUsedAt: null,
  } as const;
  await dependencies.feeds.add(feed, hashOfToken(token), { actor: 'Mia', at: NOON });
  const anybody = await as('ada');
  const other = new SQLite(path);
  onTestFinished(() => void other.close());
  other.exec('begin immediate');
  const answer = await anybody.get(`/calendar/${token}.ics`);
  other.exec('rollback');
  expect(answer.status).toBe(200);
  expect(answer.body).toContain('BEGIN:VCALENDAR');
});

it('while the disk is full every page that is only shown is shown, and a form says that nothing was saved', {
  timeout: 120_000,
}, async () => {
  const { site, as, path, db, clock } = await house();
  const ada = await as('ada');
  clock.pass(3_600_000);
  const shown = site.routes.filter((route) => route.method === 'get' && route.path !== '/now/stream');
  const before = new Map<string, number>();
  for (const route of shown) before.set(route.path, (await ada.get(addressOf(route))).status);
  const end = await STORE_FAULTS.full(db, path);
  const during = new Map<string, number>();
  for (const route of shown) during.set(route.path, (await ada.get(addressOf(route))).status);
  expect(during).toEqual(before);
  // More than any page that has room left.
  const answers = [];
  for (let nth = 0; nth < 40; nth += 1)
    answers.push((await ada.send('/log-book', { hotline: 'support', text: 'x'.repeat(3_900) })).status);
  expect(answers).toContain(503);
  await end();
  expect((await ada.send('/planning/new', { name: 'Night' }, '/account')).status).toBeLessThan(500);
});
