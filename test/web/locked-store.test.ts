import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { hashOfToken, newFeedId, newToken } from '../../src/planning/calendar-feed/feed.ts';
import { lockedInTurns } from '../database/locked-in-turns.ts';
import { STORE_FAULTS } from '../database/store-faults.ts';
import { addressOf, house } from './every-route.ts';
import { NOON } from './open-site.ts';

/** Whoever asks the writer for a page holds everybody up for so long: longer than any page takes on a loaded machine. */
const BUSY_MS = 60_000;
/** As the service has it. */
const USUAL_BUSY_MS = 50;

it.each([1, 60])(
  'while another process locks the database for %i s every page that is only shown is shown, and waits for nothing',
  { timeout: 180_000 },
  async (seconds) => {
    const { site, as, path, db } = await house();
    const ada = await as('ada');
    const shown = site.routes.filter((route) => route.method === 'get' && route.path !== '/now/stream');
    const before = new Map<string, number>();
    for (const route of shown) before.set(route.path, (await ada.get(addressOf(route))).status);
    await sql.raw(`pragma busy_timeout = ${BUSY_MS}`).execute(db);
    const release = await lockedInTurns(path, seconds);
    const during = new Map<string, number>();
    const held: string[] = [];
    for (const route of shown) {
      const from = performance.now();
      during.set(route.path, (await ada.get(addressOf(route))).status);
      if (performance.now() - from > BUSY_MS / 3) held.push(route.path);
    }
    await release();
    expect(held).toEqual([]);
    expect(during).toEqual(before);
    expect(shown.length).toBeGreaterThan(60);
    expect([...during.values()].filter((status) => status >= 500)).toEqual([]);
  },
);

it('and a session that was not seen for a while is prolonged by a later page', async () => {
  const { as, path, db, clock } = await house();
  const ada = await as('ada');
  await ada.get('/my');
  await sql.raw(`pragma busy_timeout = ${USUAL_BUSY_MS}`).execute(db);
  const seenAt = async () =>
    (await db.selectFrom('sessions').select('seen_at').executeTakeFirstOrThrow()).seen_at;
  const before = await seenAt();
  const release = await lockedInTurns(path, 60);
  clock.pass(3_600_000);
  expect((await ada.get('/my')).status).toBe(200);
  expect(await seenAt()).toBe(before);
  await release();
  await ada.get('/my');
  expect(await seenAt()).toBeGreaterThan(before);
});

it('and a form says that nothing was saved, and why', async () => {
  const { as, path, db } = await house();
  const ada = await as('ada');
  await sql.raw(`pragma busy_timeout = ${USUAL_BUSY_MS}`).execute(db);
  const other = new SQLite(path);
  onTestFinished(() => void other.close());
  other.exec('begin immediate');
  const answer = await ada.send('/planning/new', { name: 'Night' }, '/account');
  other.exec('rollback');
  expect(answer.status).toBe(503);
});

it('and calendar programs read duty as ever', async () => {
  const { as, path, db, dependencies } = await house();
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
  await sql.raw(`pragma busy_timeout = ${USUAL_BUSY_MS}`).execute(db);
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
