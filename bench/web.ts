import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Command } from 'commander';
import { createSummariser } from '../src/main/statistics.ts';
import { openConnections } from '../src/main/store.ts';
import { systemClock } from '../src/runtime/clock.ts';
import { type BenchSite, createBenchSite, logInto } from './bench-site.ts';
import { fillBusyYears, ZONE } from './busy-years.ts';
import { percentiles } from './figures.ts';
import { watchLoop } from './loop-watch.ts';
import { threadMilliseconds } from './process-use.ts';
import { pages } from './web-pages.ts';
import { describeReport, type PageFigures, type WebReport } from './web-report.ts';

/**
 * What pages cost on the database of a house that has taken a million calls and planned for five years. Server time is
 * from when the server has read a request to the end of its answer. A request that waits for the thread has not been
 * read yet, so the users, in a thread of their own, measure too: from asking to the last byte. What counts are users who read what they opened. Users who never read keep
 * one thread busy without a pause, so that each waits for all the others, whatever a page costs: that shows how many
 * pages a second there can be.
 */

const LIMIT_MS = 50;
/** No page of statistics may hold the event loop longer. */
const MOST_HELD_MS = 20;
const WATCHERS = 50;
const CALL_EVENTS = 2000;
const WARM_ROUNDS = 5;
const ALONE_ROUNDS = 9;

const flags = new Command('bench:web')
  .description('Time every page on a million calls and five years of planning, with users at work.')
  .option('--json', 'print JSON')
  .option('--calls <count>', 'calls in the database', Number, 1_000_000)
  .option('--users <count>', 'users at once', Number, 20)
  .option('--rounds <count>', 'times each user opens every page', Number, 3)
  .option('--read <ms>', 'how long a user reads a page, on average', Number, 2000)
  .option('--only <text>', 'only pages whose address holds it', '')
  .option('--database <file>', 'filled when it is not there; used and kept')
  .parse()
  .opts<{
    json?: true;
    calls: number;
    users: number;
    rounds: number;
    read: number;
    only: string;
    database?: string;
  }>();

const report = await measure();
process.stdout.write(flags.json ? `${JSON.stringify(report, null, 2)}\n` : describeReport(report));
if (!report.withinLimits) process.exitCode = 1;

async function measure(): Promise<WebReport> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'vigie-bench-'));
  try {
    const file = flags.database ?? path.join(directory, 'vigie.db');
    const seconds = existsSync(file) ? 0 : await fill(file);
    return await measureOn(file, { calls: flags.calls, fillSeconds: Math.round(seconds) });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Years of calls, counted; gives how many seconds that took. */
async function fill(file: string): Promise<number> {
  const began = performance.now();
  await fillBusyYears(file, flags.calls, systemClock.now());
  const { db, reading, closed } = openConnections(file);
  await createSummariser({ db, reading, config: { timeZone: ZONE, shortAbandonSeconds: 5 } }).rebuild();
  await closed();
  return (performance.now() - began) / 1000;
}

async function measureOn(file: string, data: WebReport['data']): Promise<WebReport> {
  const { db, reading, board, stores, site } = createBenchSite(file);
  const { accounts } = stores;
  const store = new Map<string, Answer[]>();
  const loop = watchLoop();
  const server = createServer(timed(site.app, store, loop));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cookie = `vigie=${await logInto(accounts, 'p0')}`;
  const names = pages(flags.calls, flags.only);
  const use = async (users: number, rounds: number, readMs: number) => {
    store.clear();
    const seen = await useSite(
      names.map((page) => url + page),
      { cookie, users, rounds, readMs },
    );
    return { ...seen, answers: new Map(store) };
  };
  // What is compiled and read once is no page's.
  await use(1, WARM_ROUNDS, 0);
  const alone = await use(1, ALONE_ROUNDS, 0);
  const readers = await use(flags.users, flags.rounds, flags.read);
  const hasty = await use(flags.users, flags.rounds, 0);
  const figures = names.map((page, place): PageFigures => {
    const of = ({ answers }: typeof alone) => answers.get(page) ?? [];
    const { p50Ms, p95Ms, maxMs } = percentiles(of(readers).map(({ ms }) => ms));
    const processor = percentiles(of(alone).flatMap(({ processorMs }) => processorMs ?? [])).p50Ms;
    return {
      page,
      alone: percentiles(of(alone).map(({ ms }) => ms)).p50Ms,
      processor: Number.isNaN(processor) ? null : processor,
      heldMs: percentiles(of(alone).map(({ heldMs }) => heldMs)).p50Ms,
      p50Ms,
      p95Ms,
      maxMs,
      seenP95Ms: percentiles(readers.waits[place] ?? []).p95Ms,
      saturatedP95Ms: percentiles(hasty.waits[place] ?? []).p95Ms,
    };
  });
  const live = await watched(url, accounts, board, stores.reader);
  site.close();
  loop.end();
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
    overallP95Ms: percentiles(readers.waits.flat()).p95Ms,
    saturated: {
      pagesPerSecond: hasty.waits.flat().length / hasty.seconds,
      p95Ms: percentiles(hasty.waits.flat()).p95Ms,
    },
    live,
    limitMs: LIMIT_MS,
    withinLimits: figures.every(
      ({ page, p95Ms, heldMs }) =>
        p95Ms <= LIMIT_MS && !(page.startsWith('/statistics') && heldMs > MOST_HELD_MS),
    ),
  };
}

interface Answer {
  readonly ms: number;
  /** Of the server's thread meanwhile: of this request alone only when no other is under way. */
  readonly processorMs: number | null;
  /** For how long at a stretch nothing else had its turn: by this request, likewise. */
  readonly heldMs: number;
}

function timed(
  app: RequestListener,
  store: Map<string, Answer[]>,
  loop: ReturnType<typeof watchLoop>,
): RequestListener {
  return (request, response) => {
    loop.reset();
    const began = performance.now();
    const used = threadMilliseconds();
    const page = request.url ?? '';
    response.once('finish', () => {
      const now = threadMilliseconds();
      const answers = store.get(page) ?? [];
      answers.push({
        ms: performance.now() - began,
        processorMs: now === null || used === null ? null : now - used,
        heldMs: loop.soFar(),
      });
      store.set(page, answers);
    });
    app(request, response);
  };
}

/** What the users saw. */
interface Seen {
  /** How long they waited for each page, in milliseconds, page by page. */
  readonly waits: readonly (readonly number[])[];
  readonly seconds: number;
}

async function useSite(
  addresses: readonly string[],
  how: { readonly cookie: string; readonly users: number; readonly rounds: number; readonly readMs: number },
): Promise<Seen> {
  const workerData = { pages: addresses, ...how };
  const source = JSON.stringify(new URL('./web-users.ts', import.meta.url).href);
  const worker = new Worker(`import('tsx/esm/api').then(({ tsImport }) => tsImport(${source}, ${source}))`, {
    eval: true,
    workerData,
  });
  const [seen] = await once(worker, 'message');
  await worker.terminate();
  return seen;
}

/** The same call events, told to nobody and to fifty who watch. */
async function watched(
  url: string,
  accounts: BenchSite['stores']['accounts'],
  board: BenchSite['board'],
  reader: BenchSite['stores']['reader'],
): Promise<WebReport['live']> {
  const hotline = (await reader.hotlines()).get('h1');
  const policy = (await reader.policies()).get('c1');
  if (!hotline || !policy) throw new Error('the bench has hotlines');
  const caller = { number: '+33112345678', name: null };
  const tell = (callId: string) => {
    const startedAt = systemClock.now();
    const facts = { callId, startedAt, dialled: '4001', caller, hotline, branch: null, policy };
    const began = performance.now();
    for (let i = 0; i < CALL_EVENTS; i++)
      board.tell(facts, { kind: 'attempt-ringing', attempt: 1, at: startedAt });
    const each = ((performance.now() - began) * 1000) / CALL_EVENTS;
    board.tell(facts, { kind: 'call-ended', outcome: 'voicemail', at: startedAt });
    return Math.round(each * 100) / 100;
  };
  tell('warm');
  const withoutMicroseconds = tell('alone');
  // A person may watch on few screens at once.
  const cookies: string[] = [];
  for (let i = 0; i < WATCHERS / 10; i++) cookies.push(`vigie=${await logInto(accounts, `p${i + 1}`)}`);
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
