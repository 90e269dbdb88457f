import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { openDatabase } from '../src/database/database.ts';
import { migrate } from '../src/database/migrate.ts';
import { systemClock } from '../src/runtime/clock.ts';
import { fillBusyYears } from './busy-years.ts';
import { type Held, sweep } from './stall-sweep.ts';

/** While a request holds the event loop, no call moves: this long is not noticed by a caller. */
export const LIMIT_MS = 50;

const flags = new Command('bench:stalls')
  .description(
    'Ask for every route, with ordinary and hostile input, and report the longest hold of the event loop.',
  )
  .option('--json', 'print JSON')
  .option('--calls <count>', 'calls in the database', Number, 200_000)
  .option('--each <count>', 'hostile inputs for each route', Number, 20)
  .option('--seed <number>', 'of the hostile inputs', Number, 1)
  .option('--only <text>', 'only routes whose path holds it')
  .option('--keep <file>', 'the database: filled when it is not there, and changed by what is sent')
  .option('--show <count>', 'requests to list', Number, 20)
  .parse()
  .opts<{
    json?: true;
    calls: number;
    each: number;
    seed: number;
    show: number;
    only?: string;
    keep?: string;
  }>();

const directory = mkdtempSync(path.join(os.tmpdir(), 'vigie-stalls-'));
try {
  const file = flags.keep ?? path.join(directory, 'vigie.db');
  if (existsSync(file)) await bringUpToDate(file);
  else await fillBusyYears(file, flags.calls, systemClock.now());
  const onMeasured = (held: Held) => {
    if (held.kind === 'ordinary') process.stderr.write(`${line(held)}\n`);
    if (held.heldMs > LIMIT_MS) process.stderr.write(`over the limit: ${line(held)}\n`);
  };
  const options = { each: flags.each, seed: flags.seed, limitMs: LIMIT_MS, again: 4, onMeasured };
  const found = await sweep(
    file,
    flags.calls,
    flags.only === undefined ? options : { ...options, only: flags.only },
  );
  process.stdout.write(flags.json ? `${JSON.stringify(found, null, 2)}\n` : describe(found));
  const broken = found.filter(({ status }) => status === 500);
  for (const one of broken) process.stderr.write(`broken: ${line(one)}\n`);
  if ((found[0]?.heldMs ?? 0) > LIMIT_MS || broken.length > 0) process.exitCode = 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}

async function bringUpToDate(file: string): Promise<void> {
  const db = openDatabase(file);
  const migrated = await migrate(db);
  await db.destroy();
  if (!migrated.ok) throw new Error(migrated.error);
}

function line({ heldMs, method, path: page, status, kind, what }: Held): string {
  return `${heldMs.toFixed(1).padStart(8)} ms  ${method.padEnd(4)} ${String(status).padEnd(3)} ${page}  (${kind}: ${what})`;
}

function describe(found: readonly Held[]): string {
  const [worst] = found;
  return [
    `${found.length} requests; the longest held the event loop for ${worst?.heldMs.toFixed(1)} ms (limit ${LIMIT_MS} ms)`,
    ...found.slice(0, flags.show).map(line),
    '',
  ].join('\n');
}
