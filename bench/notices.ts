import { mkdtempSync, rmSync } from 'node:fs';
import os, { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { createPrivateLinks } from '../src/database/accounts/private-links.ts';
import { createCallLog } from '../src/database/calls/call-store.ts';
import { createMessageSounds } from '../src/database/calls/message-store.ts';
import { type Database, openDatabase } from '../src/database/database.ts';
import { migrate } from '../src/database/migrate.ts';
import { enqueue } from '../src/database/notices/notice-store.ts';
import { createOutbox } from '../src/database/notices/outbox-store.ts';
import { createAttachmentOf } from '../src/notices/attachment-of.ts';
import { createDispatcher } from '../src/notices/dispatcher.ts';
import type { Sender } from '../src/notices/sender.ts';
import { createBreather, systemClock } from '../src/runtime/clock.ts';
import { createLogger } from '../src/runtime/log.ts';
import { percentiles } from './figures.ts';

/**
 * What a call waits for is its record in the database. Here records of calls are written at a steady rate, alone, then
 * beside an outbox with many notices that wait, then while all of them are being sent.
 */
const flags = new Command('bench:notices')
  .description('Time the records of calls beside an outbox full of notices.')
  .option('--notices <count>', 'how many', Number, 10_000)
  .option('--rate <calls>', 'calls a second', Number, 20)
  .option('--seconds <count>', 'how long each run lasts', Number, 10)
  .option('--json', 'print JSON')
  .parse()
  .opts<{ notices: number; rate: number; seconds: number; json?: true }>();

interface Run {
  readonly run: string;
  readonly calls: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Sent during the run. */
  readonly sent: number;
}

const directory = mkdtempSync(path.join(tmpdir(), 'vigie-bench-notices-'));
const db = openDatabase(path.join(directory, 'vigie.db'), {
  busyMilliseconds: 50,
  breathe: createBreather(10),
});
try {
  await migrate(db);
  const runs: Run[] = [await measure('no notices', null)];
  await fill(db, flags.notices);
  runs.push(await measure(`${flags.notices} notices wait for later`, null));
  await db.updateTable('notices').set({ next_try_at: systemClock.now() }).execute();
  runs.push(await measure(`${flags.notices} notices are being sent`, startSending(db)));
  const machine = {
    processors: os.availableParallelism(),
    model: os.cpus()[0]?.model.trim() ?? '',
    node: process.versions.node,
  };
  process.stdout.write(flags.json ? `${JSON.stringify({ machine, runs }, null, 2)}\n` : describe(runs));
} finally {
  await db.destroy();
  rmSync(directory, { recursive: true, force: true });
}

/** Writes calls at the rate, whatever the database makes of them; each wait is one write of the call path. */
async function measure(run: string, sending: (() => Promise<void>) | null): Promise<Run> {
  const callLog = createCallLog(db);
  const waits: number[] = [];
  const sentBefore = await sentSoFar();
  const calls = flags.rate * flags.seconds;
  const startedAt = systemClock.now();
  const timed = async (write: () => Promise<void>) => {
    const at = performance.now();
    await write();
    waits.push(performance.now() - at);
  };
  await Promise.all(
    Array.from({ length: calls }, async (_, n) => {
      await until(startedAt + (n * 1000) / flags.rate);
      await writeCall(callLog, `${run}-${n}`, timed);
    }),
  );
  const sent = (await sentSoFar()) - sentBefore;
  await sending?.();
  return { run, calls, ...percentiles(waits), sent };
}

async function writeCall(
  callLog: ReturnType<typeof createCallLog>,
  id: string,
  timed: (write: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const at = systemClock.now();
  const caller = { number: '+33199001234', name: null };
  await timed(() => callLog.begin({ id, hotlineId: 'h', dialled: '4000', caller, startedAt: at }, id));
  await timed(() => callLog.append(id, [{ kind: 'greeting-started', at }]));
  await timed(() => callLog.append(id, [{ kind: 'nobody-took-it', at }]));
  await timed(() => callLog.append(id, [{ kind: 'call-ended', outcome: 'announced', at }]));
}

async function fill(db: Database, count: number): Promise<void> {
  const now = systemClock.now();
  await db.transaction().execute(async (transaction) => {
    for (let n = 0; n < count; n += 1) {
      await enqueue(transaction, {
        dedupKey: `bench-${n}`,
        kind: 'missed-call',
        medium: 'email',
        personId: `p${n}`,
        address: `p${n}@example.org`,
        language: 'en',
        hotlineId: 'h',
        callId: `c${n}`,
        words: { caller: '01 99 00 12 34' },
        subject: 'Missed call',
        body: 'Nobody took the call of 01 99 00 12 34.\n'.repeat(5),
        recording: null,
        reportMonth: null,
        thread: `c${n}`,
        createdAt: now,
        sendAt: now + 3_600_000,
        expiresAt: now + 24 * 3_600_000,
        insteadOf: null,
        againOf: null,
        withheld: null,
      });
    }
  });
}

/** Sends as fast as a gateway that answers in 5 ms lets it; gives how to stop. */
function startSending(db: Database): () => Promise<void> {
  const sender: Sender = {
    medium: 'email',
    name: 'a gateway that answers in 5 ms',
    async send() {
      await systemClock.wait(0.005);
      return { kind: 'sent', reference: null };
    },
    check: async () => ({ ok: true, value: { kind: 'lets-in', where: 'bench' } }),
    close: () => undefined,
  };
  const dispatcher = createDispatcher({
    outbox: createOutbox(db),
    sender,
    links: createPrivateLinks(db),
    attachmentOf: createAttachmentOf({
      recordings: createMessageSounds(db),
      report: async () => null,
      statement: async () => null,
    }),
    clock: systemClock,
    chance: systemClock.random,
    log: createLogger({ level: 'fatal', format: 'json' }),
    crash: (error) => {
      throw error;
    },
    rates: {
      person: { most: 1_000_000, seconds: 1 },
      gateway: { most: 1_000_000, seconds: 1 },
    },
  });
  dispatcher.begin();
  return () => dispatcher.end();
}

async function sentSoFar(): Promise<number> {
  return (await createOutbox(db).counts()).sent ?? 0;
}

function until(at: number): Promise<void> {
  return new Promise((resolve) => systemClock.at(at, resolve));
}

function describe(runs: readonly Run[]): string {
  const ms = (value: number) => value.toFixed(2).padStart(8);
  const rows = runs.map(
    ({ run, calls, p50Ms, p95Ms, p99Ms, maxMs, sent }) =>
      `${run.padEnd(36)}${String(calls).padStart(6)}${ms(p50Ms)}${ms(p95Ms)}${ms(p99Ms)}${ms(maxMs)}${String(sent).padStart(8)}`,
  );
  const head = `${'one write of the call path, ms'.padEnd(36)} calls     p50     p95     p99     max    sent`;
  return `${[head, ...rows].join('\n')}\n`;
}
