import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { openDatabase } from '../src/database/database.ts';
import type { AriAccess } from '../trial/asterisk/ari-observer.ts';
import { CACHE, REPOSITORY } from '../trial/asterisk/repository.ts';
import { waitUntil } from '../trial/wait-until.ts';
import { memoryMegabytes } from './process-use.ts';
import type { ProbeQuestion, ProbeReading } from './service-probe.ts';

/** Vigie as it is delivered, in a process of its own, on a database of its own. */
export interface MeasuredService {
  readonly pid: number;
  memoryMegabytes(): { readonly peak: number; readonly now: number };
  /** Event-loop delays count from now on. */
  restartProbe(): void;
  /** `all` walks the heap as well: see `countListeners`. */
  probe(how?: 'all'): Promise<ProbeReading>;
  /** How many of its calls came to each outcome; `none`: still going on, or forgotten. */
  outcomes(): Promise<Readonly<Record<string, number>>>;
  /** What it logged as warnings and above, and how often. */
  complaints(): Readonly<Record<string, number>>;
}

export interface ServiceOptions {
  /** The configuration, as `vigie import` reads it. */
  readonly hotline: unknown;
  /** Where to leave a CPU profile when the service stops. */
  readonly profileDirectory: string | null;
}

/** A compiled Vigie. */
export interface BuiltService {
  /** Runs it beside that Asterisk for as long as `work` takes. */
  during<T>(
    asterisk: AriAccess,
    options: ServiceOptions,
    work: (service: MeasuredService) => Promise<T>,
  ): Promise<T>;
  remove(): void;
}

/** A machine that others load takes its time. */
const START_LIMIT_MS = 60_000;
const WARNING = 40;

/** Compiles the service and its probe; types are checked elsewhere. */
export function buildService(): BuiltService {
  mkdirSync(CACHE, { recursive: true });
  const built = mkdtempSync(path.join(CACHE, 'bench-'));
  const tsc = path.join(REPOSITORY, 'node_modules/typescript/bin/tsc');
  const project = path.join(REPOSITORY, 'bench/tsconfig.json');
  execFileSync(process.execPath, [tsc, '-p', project, '--noCheck', '--outDir', built], { stdio: 'inherit' });
  return {
    async during(asterisk, options, work) {
      const directory = mkdtempSync(path.join(built, 'run-'));
      const service = await startService(built, directory, asterisk, options);
      try {
        return await work(service);
      } finally {
        await service.stop();
      }
    },
    remove: () => rmSync(built, { recursive: true, force: true }),
  };
}

async function startService(
  built: string,
  directory: string,
  asterisk: AriAccess,
  options: ServiceOptions,
): Promise<RunningService> {
  const at = { cwd: directory, env: environment(directory, asterisk) };
  const cli = path.join(built, 'src/cli.js');
  writeFileSync(path.join(directory, 'hotline.yaml'), stringify(options.hotline));
  execFileSync(process.execPath, [cli, 'import', 'hotline.yaml'], at);
  const profiling = options.profileDirectory
    ? ['--cpu-prof', '--cpu-prof-dir', path.resolve(options.profileDirectory)]
    : [];
  const probe = path.join(built, 'bench/service-probe.js');
  const logFile = openSync(path.join(directory, 'log'), 'a');
  const child = spawn(process.execPath, [...profiling, '--expose-gc', '--import', probe, cli, 'start'], {
    ...at,
    stdio: ['ignore', logFile, logFile, 'ipc'],
  });
  closeSync(logFile);
  const service = measured(child, directory);
  try {
    await untilConnected(child, () => logIn(directory));
    return service;
  } catch (error) {
    await service.stop();
    throw error;
  }
}

function environment(directory: string, asterisk: AriAccess): Record<string, string | undefined> {
  return {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    VIGIE_DATABASE: databaseIn(directory),
    VIGIE_ARI_URL: asterisk.ariUrl,
    VIGIE_ARI_USERNAME: asterisk.username,
    VIGIE_ARI_PASSWORD: asterisk.password,
    VIGIE_HTTP_PORT: '0',
    VIGIE_MAX_OUTBOUND_LEGS: '10000',
  };
}

function databaseIn(directory: string): string {
  return path.join(directory, 'vigie.db');
}

function logIn(directory: string): string {
  return readFileSync(path.join(directory, 'log'), 'utf8');
}

async function untilConnected(child: ChildProcess, log: () => string): Promise<void> {
  await waitUntil(
    () => `Vigie is connected to Asterisk\n${log()}`,
    () => child.exitCode !== null || log().includes('"connected to Asterisk"'),
    START_LIMIT_MS,
  );
  if (child.exitCode !== null) throw new Error(`Vigie ended while starting:\n${log()}`);
}

type RunningService = MeasuredService & { stop(): Promise<void> };

function measured(child: ChildProcess, directory: string): RunningService {
  const pid = child.pid ?? 0;
  const ask = (question: ProbeQuestion) => void child.send(question);
  return {
    pid,
    memoryMegabytes: () => memoryMegabytes(pid),
    restartProbe: () => ask('restart'),
    async probe(how) {
      const answer = once(child, 'message');
      ask(how === 'all' ? 'read-all' : 'read');
      const [reading] = await answer;
      return reading as ProbeReading;
    },
    outcomes: () => outcomesIn(databaseIn(directory)),
    complaints: () => complaintsIn(logIn(directory)),
    async stop() {
      const ended = once(child, 'exit');
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await ended;
      }
    },
  };
}

async function outcomesIn(database: string): Promise<Readonly<Record<string, number>>> {
  const db = openDatabase(database, { mustExist: true });
  try {
    const rows = await db
      .selectFrom('calls')
      .select((query) => ['outcome', query.fn.countAll<number>().as('count')])
      .groupBy('outcome')
      .execute();
    return Object.fromEntries(rows.map(({ outcome, count }) => [outcome ?? 'none', count]));
  } finally {
    await db.destroy();
  }
}

/** Lines alike but for their call are one. Anything that is not a line of its log at all counts: Node's own last words. */
function complaintsIn(log: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of log.split('\n')) {
    const complaint = complaintOf(line);
    if (complaint !== null) counts[complaint] = (counts[complaint] ?? 0) + 1;
  }
  return counts;
}

function complaintOf(line: string): string | null {
  if (line === '') return null;
  if (!line.startsWith('{"level":')) return line;
  const entry = JSON.parse(line) as { level: number; msg?: string; what?: string; detail?: string };
  if (entry.level < WARNING) return null;
  return [entry.msg, entry.what, entry.detail].filter((part) => part !== undefined).join(': ');
}
