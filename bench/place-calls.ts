import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePorts } from '../trial/asterisk/free-ports.ts';
import type { Program } from '../trial/asterisk/leash.ts';
import type { TrialAsterisk } from '../trial/asterisk/start-asterisk.ts';
import { waitUntil } from '../trial/wait-until.ts';
import type { BenchAsterisk } from './bench-asterisk.ts';
import { callsInShortMessages, type PlacedCall } from './short-messages.ts';
import { callerScenario, responderScenario } from './sipp-scenarios.ts';

export interface Load {
  readonly number: string;
  /** Calls begun a second. */
  readonly rate: number;
  readonly calls: number;
  readonly holdSeconds: number;
}

const PATIENCE_SECONDS = 20;
/** SIPp opens a media port for each scenario though it sends nothing. */
const PORTS_OF_A_SIPP = 8;
const MORE_THAN_EVER = 100_000;

/** Puts the phones of the responders where Asterisk expects them. */
export async function startResponders(asterisk: BenchAsterisk): Promise<Program> {
  const { program } = await startSipp(
    asterisk,
    'responders',
    responderScenario(),
    asterisk.responderPort,
    [],
  );
  const wanted = `:${asterisk.responderPort.toString(16).toUpperCase().padStart(4, '0')} `;
  await waitUntil(
    () => `the responders listen\n${program.output()}`,
    () => readFileSync('/proc/net/udp', 'utf8').includes(wanted),
    10_000,
  );
  return program;
}

/** Places the calls and waits for the end of the last one. */
export async function placeCalls(asterisk: BenchAsterisk, load: Load): Promise<readonly PlacedCall[]> {
  const { rate, calls, number, holdSeconds } = load;
  const script = callerScenario({ holdSeconds, patienceSeconds: PATIENCE_SECONDS });
  const longest = Math.ceil(calls / rate) + holdSeconds + 3 * PATIENCE_SECONDS;
  const { program, log } = await startSipp(asterisk, 'callers', script, null, [
    ...['-s', number, '-r', String(rate), '-m', String(calls), '-timeout', `${longest}s`],
  ]);
  await program.exited;
  const placed = callsInShortMessages(readFileSync(log, 'utf8'));
  if (placed.length === 0) throw new Error(`SIPp placed no call:\n${program.output()}`);
  return placed;
}

async function startSipp(
  asterisk: TrialAsterisk,
  name: string,
  script: string,
  port: number | null,
  more: readonly string[],
): Promise<{ program: Program; log: string }> {
  const first = await freePorts(PORTS_OF_A_SIPP);
  const { directory, insideDirectory } = asterisk.host;
  const files = `${name}-${randomBytes(4).toString('hex')}`;
  const inside = (suffix: string) => path.posix.join(insideDirectory, `${files}.${suffix}`);
  writeFileSync(path.join(directory, `${files}.xml`), script);
  const media = ['-min_rtp_port', String(first + 2), '-max_rtp_port', String(first + PORTS_OF_A_SIPP - 1)];
  const program = asterisk.host.start([
    'sipp',
    `${asterisk.sipHost}:${asterisk.sipPort}`,
    ...['-sf', inside('xml'), '-i', '127.0.0.1', '-bind_local', '-p', String(port ?? first)],
    ...['-mi', '127.0.0.1', ...media, '-ci', '127.0.0.1', '-cp', String(first + 1)],
    ...['-nostdin', '-f', '3600', '-watchdog_interval', '0', '-l', String(MORE_THAN_EVER)],
    // Only callers are timed: the responders' log would cost the machine as much again.
    ...(port === null ? ['-trace_shortmsg', '-shortmessage_file', inside('shortmsg')] : []),
    ...more,
  ]);
  return { program, log: path.join(directory, `${files}.shortmsg`) };
}
