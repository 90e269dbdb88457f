import { randomBytes } from 'node:crypto';
import dgram from 'node:dgram';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePorts } from '../asterisk/free-ports.ts';
import type { Program } from '../asterisk/leash.ts';
import type { TrialAsterisk } from '../asterisk/start-asterisk.ts';
import { waitUntil } from '../wait-until.ts';
import { callsInTrace, type SipCall } from './sip-trace.ts';

/** Where a SIPp runs, and whom it speaks to. */
export type SipServer = Pick<TrialAsterisk, 'host' | 'sipHost' | 'sipPort'>;

/** A running SIPp, and what it has seen. */
export interface Sipp {
  readonly port: number;
  readonly program: Program;
  calls(): readonly SipCall[];
  /** Sends one of the made-up methods of scenario.ts on a call. */
  tell(call: SipCall, method: 'ANSWER' | 'HANGUP'): Promise<void>;
  /** Its complaints, for error messages. */
  complaints(): string;
}

export interface SippRun {
  readonly name: string;
  readonly scenario: string;
  readonly port?: number;
  /** How many calls it makes before it ends; for those who call. */
  readonly calls?: number;
}

/** One port for SIP, one for SIPp's own remote control, the rest for the RTP that it opens and does not use. */
const PORTS = 8;

/** Starts SIPp where the Asterisk runs; files of this run are named `<name>-<random>` in its directory. */
export async function startSipp(asterisk: SipServer, run: SippRun): Promise<Sipp> {
  const first = await freePorts(PORTS);
  const port = run.port ?? first;
  const files = `${run.name.replace(/[^A-Za-z0-9]/g, '')}-${randomBytes(4).toString('hex')}`;
  const { directory, insideDirectory } = asterisk.host;
  const outside = (suffix: string) => path.join(directory, `${files}.${suffix}`);
  const inside = (suffix: string) => path.posix.join(insideDirectory, `${files}.${suffix}`);
  writeFileSync(outside('xml'), run.scenario);
  const program = asterisk.host.start([
    'sipp',
    `${asterisk.sipHost}:${asterisk.sipPort}`,
    ...['-sf', inside('xml'), '-i', '127.0.0.1', '-bind_local', '-p', String(port), '-mi', '127.0.0.1'],
    ...['-ci', '127.0.0.1', '-cp', String(first + 1), '-min_rtp_port', String(first + 2)],
    ...[
      '-max_rtp_port',
      String(first + PORTS - 1),
      '-nostdin',
      '-f',
      '3600',
      '-watchdog_interval',
      '0',
      '-l',
      '100',
    ],
    ...[
      '-trace_msg',
      '-message_file',
      inside('messages'),
      '-trace_err',
      '-error_file',
      inside('errors'),
      '-aa',
    ],
    ...(run.calls ? ['-m', String(run.calls), '-r', '100'] : []),
  ]);
  return {
    port,
    program,
    calls: callsIn(outside('messages')),
    tell: (call, method) => tell(port, call, method),
    complaints: () => `${read(outside('errors'))}\n${program.output().slice(-1_500)}`,
  };
}

/** Waits until SIPp listens: its port can be seen taken in the kernel's list, without touching it. */
export async function untilListening(sipp: Sipp): Promise<void> {
  const wanted = `:${sipp.port.toString(16).toUpperCase().padStart(4, '0')} `;
  let ended = false;
  sipp.program.exited.then(() => {
    ended = true;
  });
  const listens = () => ended || readFileSync('/proc/net/udp', 'utf8').includes(wanted);
  await waitUntil(() => `SIPp listens on ${sipp.port}\n${sipp.complaints()}`, listens);
  if (ended) throw new Error(`SIPp ended at once:\n${sipp.complaints()}`);
}

async function tell(port: number, call: SipCall, method: string): Promise<void> {
  const id = randomBytes(6).toString('hex');
  const message = `${method} sip:trial@127.0.0.1:${port} SIP/2.0
Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK-${id}
From: <sip:trial@127.0.0.1>;tag=${id}
To: <sip:trial@127.0.0.1>
Call-ID: ${call.callId}
CSeq: 1 ${method}
Content-Length: 0

`.replaceAll('\n', '\r\n');
  const socket = dgram.createSocket('udp4');
  await new Promise<void>((resolve, reject) => {
    socket.send(message, port, '127.0.0.1', (error) => (error ? reject(error) : resolve()));
  }).finally(() => socket.close());
}

/** The calls in a trace that grows, read again only when it grew. */
function callsIn(file: string): () => readonly SipCall[] {
  let [size, calls]: [number, readonly SipCall[]] = [0, []];
  return () => {
    const now = existsSync(file) ? statSync(file).size : 0;
    if (now !== size) [size, calls] = [now, callsInTrace(read(file))];
    return calls;
  };
}

function read(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
