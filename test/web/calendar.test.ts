import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import ICAL from 'ical.js';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createConfigurationStore } from '../../src/database/configuration/configuration-store.ts';
import type { Database } from '../../src/database/database.ts';
import {
  createDutySources,
  createEventLedger,
  createFeedStore,
} from '../../src/database/planning/calendar-feed-store.ts';
import { type FeedSubject, hashOfToken, newFeedId, newToken } from '../../src/planning/calendar-feed/feed.ts';
import { readFeed } from '../../src/planning/calendar-feed/read-feed.ts';
import { calendarRouter } from '../../src/web/open/calendar-router.ts';
import { temporaryDatabase } from '../database/temporary-database.ts';
import { imported } from '../planning/plan.ts';

const START = Date.parse('2026-11-25T12:00:00Z');
const AUTHOR = { actor: 'test', at: START };
const ALICE: FeedSubject = { kind: 'person', personId: 'alice' };

let db: Database;
let now = START;
let url = '';

async function plan(file: string): Promise<void> {
  const done = await imported(createConfigurationStore(db), file);
  if ('problems' in done) throw new Error(done.problems.join('\n'));
}

function schedule(id: string, shifts: string): string {
  return `  ${id}:\n    name: ${id}\n    timeZone: Europe/Paris\n    shifts:\n${shifts}`;
}

const shift = (person: string, day: string, from = '18:00', to = '22:00') =>
  `      - { person: ${person}, start: ${day} ${from}, end: ${day} ${to} }\n`;

beforeEach(async () => {
  db = (await temporaryDatabase()).db;
  now = START;
  await plan(
    `people:\n  alice: { name: Alice, languages: [fr] }\n  bob: { name: Bob }\nschedules:\n${schedule(
      'primary',
      shift('alice', '2026-12-01') + shift('bob', '2026-12-02'),
    )}${schedule('backup', shift('alice', '2026-12-03'))}`,
  );
  const app = express();
  const dependencies = {
    feeds: createFeedStore(db),
    sources: createDutySources(db),
    ledger: createEventLedger(db),
    now: () => now,
  };
  app.use(calendarRouter((token) => readFeed(dependencies, token)));
  const server = createServer(app).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

async function feedOf(of: FeedSubject): Promise<{ id: string; address: string }> {
  const token = newToken();
  const id = newFeedId();
  const feed = { id, of, label: '', language: null, createdAt: START, lastUsedAt: null };
  await createFeedStore(db).add(feed, hashOfToken(token), AUTHOR);
  return { id, address: `${url}/calendar/${token}.ics` };
}

async function events(address: string) {
  const answer = await fetch(address);
  expect(answer.status).toBe(200);
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      summary: event.summary,
      start: event.startDate.toString(),
      sequence: event.sequence,
      uid: event.uid,
    };
  });
}

describe('a private feed', () => {
  it('of a person has their duty on every schedule, in their language', async () => {
    const { address } = await feedOf(ALICE);
    expect(await events(address)).toMatchObject([
      { summary: 'Astreinte : primary', start: '2026-12-01T18:00:00' },
      { summary: 'Astreinte : backup', start: '2026-12-03T18:00:00' },
    ]);
  });

  it('of a schedule has everybody on it', async () => {
    const { address } = await feedOf({ kind: 'schedule', scheduleId: 'primary' });
    expect((await events(address)).map(({ summary }) => summary)).toEqual([
      'Alice – primary',
      'Bob – primary',
    ]);
  });

  it('is kept by its reader alone, and is not sent again unchanged', async () => {
    const { address } = await feedOf(ALICE);
    const first = await fetch(address);
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
    });
    const etag = first.headers.get('etag') ?? '';
    now += 3_600_000;
    // Unless told otherwise, `fetch` asks for a fresh answer whatever the version.
    const headers = { 'if-none-match': etag, 'cache-control': 'max-age=0' };
    const again = await fetch(address, { headers });
    expect([again.status, await again.text()]).toEqual([304, '']);
    await plan(`schedules:\n${schedule('backup', shift('alice', '2026-12-04'))}`);
    expect((await fetch(address, { headers })).status).toBe(200);
  });

  it('tells that an event changed by its next revision, and leaves the others as they were', async () => {
    const { address } = await feedOf(ALICE);
    const before = await events(address);
    now += 1000;
    await plan(`schedules:\n${schedule('backup', shift('alice', '2026-12-03', '19:00'))}`);
    const after = await events(address);
    expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    expect(after).toMatchObject([{ sequence: 0 }, { sequence: 1, start: '2026-12-03T19:00:00' }]);
  });

  it('leads nowhere once it is revoked, and the others go on', async () => {
    const { id, address } = await feedOf(ALICE);
    const other = await feedOf(ALICE);
    expect(await createFeedStore(db).revoke(id, AUTHOR)).toBe(true);
    expect(await createFeedStore(db).revoke(id, AUTHOR)).toBe(false);
    expect((await fetch(address)).status).toBe(404);
    expect((await fetch(other.address)).status).toBe(200);
  });

  it('a wrong token, a revoked one and an address that never was are answered alike', async () => {
    const { id, address } = await feedOf(ALICE);
    await createFeedStore(db).revoke(id, AUTHOR);
    const paths = [
      new URL(address).pathname,
      `/calendar/${newToken()}.ics`,
      '/calendar/short.ics',
      '/calendar/..%2f..%2fetc.ics',
      '/elsewhere',
    ];
    const answers = await Promise.all(
      paths.map(async (path) => {
        const answer = await fetch(`${url}${path}`);
        const { date, 'content-length': length, ...headers } = Object.fromEntries(answer.headers);
        return { status: answer.status, headers };
      }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.status).toBe(404);
  });

  it('remembers when it was last read, and keeps no token', async () => {
    const { id, address } = await feedOf(ALICE);
    await fetch(address);
    const lastUsedAt = async () =>
      (await createFeedStore(db).list()).find((feed) => feed.id === id)?.lastUsedAt;
    expect(await lastUsedAt()).toBe(START);
    now = START + 60_000;
    await fetch(address);
    expect(await lastUsedAt()).toBe(START);
    now = START + 660_000;
    await fetch(address);
    expect(await lastUsedAt()).toBe(now);
    const kept = JSON.stringify([
      await db.selectFrom('calendar_feeds').selectAll().execute(),
      await db.selectFrom('audit_entries').selectAll().execute(),
    ]);
    expect(kept).not.toContain(new URL(address).pathname.slice(10, -4));
  });
});
