import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Command } from 'commander';
import { createToken, hashToken } from '../src/accounts/tokens.ts';
import { systemClock } from '../src/clock.ts';
import { createAccountBook } from '../src/database/account-store.ts';
import { createAuditLog } from '../src/database/audit-store.ts';
import { createDutySources, createEventLedger, createFeedBook } from '../src/database/calendar-feed-store.ts';
import { createCallHistory } from '../src/database/call-history.ts';
import { createCallSearch } from '../src/database/call-search.ts';
import { createConfigurationBook } from '../src/database/configuration-book.ts';
import { createConfigurationReader } from '../src/database/configuration-reader.ts';
import { openDatabase } from '../src/database/database.ts';
import { createDirectory } from '../src/database/directory.ts';
import { createPlanningBook } from '../src/database/planning-book.ts';
import { createScheduleBook } from '../src/database/schedule-store.ts';
import { createSoundBook } from '../src/database/sound-store.ts';
import { createLogger } from '../src/log.ts';
import { readFeed } from '../src/planning/calendar-feed/read-feed.ts';
import { createProposalThreads } from '../src/solver/proposal-thread.ts';
import { convertApart } from '../src/sounds/convert-apart.ts';
import { createLiveBoard } from '../src/web/now/live-board.ts';
import { createSite } from '../src/web/site.ts';
import { type BusyYears, fillBusyYears, PLAN, ZONE } from './busy-years.ts';
import { percentiles } from './figures.ts';

/**
 * What pages cost on the database of a house that has taken a million calls and planned for five years. Server time is
 * from a request's arrival to the end of its answer, taken in the server, queueing behind other requests included;
 * the users are in a thread of their own.
 */

const LIMIT_MS = 50;
const WATCHERS = 50;
const HAPPENINGS = 2000;

const flags = new Command('bench:web')
  .description('Time every page on a million calls and five years of planning, with users at work.')
  .option('--json', 'print JSON')
  .option('--calls <count>', 'calls in the database', Number, 1_000_000)
  .option('--users <count>', 'users at once', Number, 20)
  .option('--rounds <count>', 'times each user opens every page', Number, 3)
  .option('--read <ms>', 'how long a user reads a page, on average', Number, 1000)
  .parse()
  .opts<{ json?: true; calls: number; users: number; rounds: number; read: number }>();

interface PageFigures {
  readonly page: string;
  readonly alone: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

interface Report {
  readonly machine: { readonly processors: number; readonly model: string; readonly node: string };
  readonly data: BusyYears & { readonly fillSeconds: number };
  readonly users: number;
  readonly readMs: number;
  readonly pages: readonly PageFigures[];
  /** What one happening of a call costs the call's own path, without and with watchers. */
  readonly live: {
    readonly watchers: number;
    readonly withoutMicroseconds: number;
    readonly withMicroseconds: number;
  };
  readonly limitMs: number;
  readonly withinLimits: boolean;
}

const report = await measure();
process.stdout.write(flags.json ? `${JSON.stringify(report, null, 2)}\n` : describeReport(report));
if (!report.withinLimits) process.exitCode = 1;

async function measure(): Promise<Report> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'vigie-bench-'));
  try {
    const file = path.join(directory, 'vigie.db');
    const began = performance.now();
    const filled = await fillBusyYears(file, flags.calls, systemClock.now());
    const data = { ...filled, fillSeconds: Math.round((performance.now() - began) / 100) / 10 };
    return await measureOn(file, data);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function measureOn(file: string, data: Report['data']): Promise<Report> {
  const db = openDatabase(file);
  const reading = openDatabase(file);
  const log = createLogger({ level: 'error', format: 'json' });
  const history = createCallHistory(reading);
  const board = createLiveBoard(systemClock, history, log);
  const accounts = createAccountBook(db, reading);
  const feeds = createFeedBook(db);
  const feedNeeds = {
    feeds,
    sources: createDutySources(db),
    ledger: createEventLedger(db),
    now: systemClock.now,
  };
  const site = createSite({
    clock: systemClock,
    log,
    timeZone: ZONE,
    numberingPlan: PLAN,
    publicUrl: null,
    mailLink: null,
    trustedProxies: 0,
    asteriskUrl: 'http://127.0.0.1:8088',
    open: [],
    health: () => ({
      asterisk: 'connected',
      lastProofAt: new Date(systemClock.now()).toISOString(),
      liveCalls: 0,
      recordsWaiting: 0,
      failingGateways: [],
      untold: 0,
      greetingsMissing: 0,
    }),
    greetings: {
      sounds: createSoundBook(reading),
      convert: convertApart(systemClock),
      stateOf: () => ({ kind: 'there' }),
      changed: () => undefined,
    },
    accounts,
    configuration: createConfigurationBook(db),
    planning: createPlanningBook(db),
    proposals: createProposalThreads(),
    feeds,
    maxOutboundLegs: 20,
    directory: createDirectory(reading),
    reader: createConfigurationReader(reading),
    schedules: createScheduleBook(reading),
    history,
    search: createCallSearch(reading),
    audit: createAuditLog(reading),
    board,
    setupToken: createToken(),
    calendar: (token) => readFeed(feedNeeds, token),
  });
  const times = new Map<string, number[]>();
  const server = createServer(timed(site.app, times));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cookie = `vigie=${await logIn(accounts, 'p0')}`;
  const names = pages();

  const open = async (page: string) => {
    const response = await fetch(url + page, { headers: { cookie } });
    if (response.status !== 200) throw new Error(`${page}: ${response.status}`);
    await response.arrayBuffer();
  };
  const alone = new Map<string, number>();
  for (const page of names) {
    for (let i = 0; i < 8; i++) await open(page);
    alone.set(page, percentiles((times.get(page) ?? []).slice(3)).p50Ms);
  }
  times.clear();
  await useSite(
    names.map((page) => url + page),
    cookie,
  );
  const figures = names.map((page): PageFigures => {
    const { p50Ms, p95Ms, maxMs } = percentiles(times.get(page) ?? []);
    return { page, alone: alone.get(page) ?? Number.NaN, p50Ms, p95Ms, maxMs };
  });
  const live = await watched(url, accounts, board, createConfigurationReader(reading));
  site.close();
  server.closeAllConnections();
  server.close();
  await db.destroy();
  await reading.destroy();
  return {
    machine: {
      processors: os.availableParallelism(),
      model: os.cpus()[0]?.model ?? '',
      node: process.version,
    },
    data,
    users: flags.users,
    readMs: flags.read,
    pages: figures,
    live,
    limitMs: LIMIT_MS,
    withinLimits: figures.every(({ p95Ms }) => p95Ms <= LIMIT_MS),
  };
}

function pages(): readonly string[] {
  const last = `call-${String(flags.calls - 3).padStart(8, '0')}`;
  return [
    '/now',
    '/now/duty',
    '/wall',
    '/calls',
    '/calls?hotline=h3&outcome=voicemail',
    '/calls?person=p7',
    '/calls?number=%2B33112',
    `/calls/${last}`,
    '/people',
    '/people/p3',
    '/people/p3/delete',
    '/teams',
    '/hotlines',
    '/hotlines/h1',
    '/hotlines/h1/dry-run',
    '/escalation/c1',
    '/planning',
    '/planning?view=people',
    '/planning/s2',
    '/planning/s2?view=week',
    '/planning/s2?view=people',
    '/planning/s2?on=2023-05-01',
    '/planning/s2/settings',
    '/planning/s2/drafts',
    '/planning/s2/propose',
    '/my',
    '/settings',
    '/settings/audit',
    '/account',
  ];
}

function timed(app: RequestListener, times: Map<string, number[]>): RequestListener {
  return (request, response) => {
    const began = performance.now();
    const page = request.url ?? '';
    response.once('finish', () => {
      const list = times.get(page) ?? [];
      list.push(performance.now() - began);
      times.set(page, list);
    });
    app(request, response);
  };
}

async function logIn(accounts: ReturnType<typeof createAccountBook>, personId: string): Promise<string> {
  const now = systemClock.now();
  await accounts.setEmail(personId, `${personId}@example.org`, { actor: 'bench', at: now });
  const token = createToken();
  await accounts.openSession({
    id: `bench-${personId}`,
    tokenHash: hashToken(token),
    personId,
    halfOpen: false,
    createdAt: now,
    seenAt: now,
    expiresAt: now + 86_400_000,
    address: '127.0.0.1',
    browser: 'bench',
  });
  return token;
}

/** Twenty users, or as many as asked. */
async function useSite(addresses: readonly string[], cookie: string): Promise<void> {
  const workerData = {
    pages: addresses,
    cookie,
    users: flags.users,
    rounds: flags.rounds,
    readMs: flags.read,
  };
  const source = JSON.stringify(new URL('./web-users.ts', import.meta.url).href);
  const worker = new Worker(`import('tsx/esm/api').then(({ tsImport }) => tsImport(${source}, ${source}))`, {
    eval: true,
    workerData,
  });
  await once(worker, 'message');
  await worker.terminate();
}

/** The same happenings of a call, told to nobody and to fifty who watch. */
async function watched(
  url: string,
  accounts: ReturnType<typeof createAccountBook>,
  board: ReturnType<typeof createLiveBoard>,
  reader: ReturnType<typeof createConfigurationReader>,
): Promise<Report['live']> {
  const hotline = (await reader.hotlines()).get('h1');
  const policy = (await reader.policies()).get('c1');
  if (!hotline || !policy) throw new Error('the bench has hotlines');
  const caller = { number: '+33112345678', name: null };
  const tell = (callId: string) => {
    const startedAt = systemClock.now();
    const facts = { callId, startedAt, dialled: '4001', caller, hotline, branch: null, policy };
    const began = performance.now();
    for (let i = 0; i < HAPPENINGS; i++)
      board.tell(facts, { kind: 'attempt-ringing', attempt: 1, at: startedAt });
    const each = ((performance.now() - began) * 1000) / HAPPENINGS;
    board.tell(facts, { kind: 'call-ended', outcome: 'voicemail', at: startedAt });
    return Math.round(each * 100) / 100;
  };
  tell('warm');
  const withoutMicroseconds = tell('alone');
  // A person may watch on few screens at once.
  const cookies: string[] = [];
  for (let i = 0; i < WATCHERS / 10; i++) cookies.push(`vigie=${await logIn(accounts, `p${i + 1}`)}`);
  const streams = await Promise.all(
    Array.from({ length: WATCHERS }, async (_, index) => {
      const cookie = cookies[index % cookies.length] ?? '';
      const leave = new AbortController();
      const response = await fetch(`${url}/now/stream`, { headers: { cookie }, signal: leave.signal });
      return { leave, there: response.status === 200 };
    }),
  );
  const watchers = streams.filter(({ there }) => there).length;
  const withMicroseconds = tell('watched');
  for (const { leave } of streams) leave.abort();
  return { watchers, withoutMicroseconds, withMicroseconds };
}

function describeReport({ machine, data, pages: figures, users, readMs, live, limitMs }: Report): string {
  const ms = (value: number) => value.toFixed(1).padStart(8);
  return [
    `${machine.processors} × ${machine.model}, Node ${machine.node}`,
    `${data.calls} calls, ${data.shifts} shifts, ${data.overrides} replacements, ${data.absences} absences (made in ${data.fillSeconds} s)`,
    `${users} users, each opening a page about every ${readMs} ms; server time in milliseconds`,
    '',
    `${'page'.padEnd(38)}   alone      p50      p95      max`,
    ...figures.map(
      ({ page, alone, p50Ms, p95Ms, maxMs }) =>
        `${page.padEnd(38)}${ms(alone)} ${ms(p50Ms)} ${ms(p95Ms)} ${ms(maxMs)}${p95Ms > limitMs ? `  over ${limitMs}` : ''}`,
    ),
    '',
    `a happening of a call costs its own path ${live.withoutMicroseconds} µs with nobody watching, ${live.withMicroseconds} µs with ${live.watchers} watchers`,
    '',
  ].join('\n');
}
